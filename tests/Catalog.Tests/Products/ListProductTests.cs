using System.Net;
using System.Text.Json.Nodes;
using Marketplace.Contracts;
using Marketplace.Contracts.Catalog;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Marketplace.Catalog.Tests.Products;

public sealed class ListProductTests(Catalogs catalogs)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.PostgreSql)]
    public async Task A_listed_product_is_shown_and_told_with_all_that_an_order_needs(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        var (supplierId, productId) = (await catalog.SupplierAsync(), Guid.CreateVersion7());
        using var answer = await catalog.As(Roles.Supplier, supplierId)
            .PostOnceAsync("/catalog/products", Samples.Product(productId, supplierId), ct: Ct);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var made = await answer.NodeAsync();
        var view = await catalog.As(Roles.Purchaser).GetNodeAsync(answer.Headers.Location!.ToString());
        Assert.True(JsonNode.DeepEquals(made, view));
        Assert.Equal("金阳县", (string?)view["originName"]);
        Assert.Equal("0", (string?)view["available"]);
        Assert.Equal("38.60", (string?)view["priceTiers"]![0]!["unitPrice"]);

        var told = (await catalog.ToldAsync<ListingPublished>(1, news => news.ProductId == productId, productId))[0];
        Assert.Equal((1, supplierId, "金阳青花椒", true), (told.Version, told.SupplierId, told.Name, told.IsOnOffer));
        Assert.Equal(("/510000/513400/513430/", "金阳县"), (told.OriginPath.Value, told.OriginName));
        Assert.Equal((ProductCategory.Spice, ProcessingLevel.Primary), (told.Category, told.ProcessingLevel));
        Assert.Equal(new TradeUnit { Name = "公斤", Grams = 1_000 }, told.Unit);
        Assert.Equal(
            new Recognition { Number = "川帮认〔2024〕0012号", ValidFrom = new DateOnly(2024, 5, 1), ValidUntil = new DateOnly(2027, 4, 30) },
            told.Recognition);
        Assert.Equal([(5m, 38.6m), (100m, 36m)], told.PriceTiers.Select(tier => (tier.FromQuantity.Units, tier.UnitPrice.Yuan)));
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.PostgreSql)]
    public async Task From_which_day_on_where_and_in_which_steps_it_can_be_had_is_told(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        var (supplierId, productId) = (await catalog.SupplierAsync(), Guid.CreateVersion7());
        var body = Samples.Product(productId, supplierId);
        body["delivery"] = new JsonObject
        {
            ["leadDays"] = 3,
            ["quantityStep"] = "2.5",
            ["deliversTo"] = new JsonArray("510000"),
            ["harvestFrom"] = "2026-08-01",
            ["harvestUntil"] = "2026-12-31",
        };
        var supplier = catalog.As(Roles.Supplier, supplierId);
        using var answer = await supplier.PostOnceAsync("/catalog/products", body, ct: Ct);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);

        Assert.Equal(3, (int?)(await supplier.GetNodeAsync($"/catalog/products/{productId}"))["delivery"]!["leadDays"]);
        var told = (await catalog.ToldAsync<ListingPublished>(1, news => news.ProductId == productId, productId))[0].Delivery!;
        Assert.Equal((3, Quantity.Of(2.5m)), (told.LeadDays, told.QuantityStep!.Value));
        Assert.Equal(["510000"], told.DeliversTo!);
        Assert.Equal((new DateOnly(2026, 8, 1), new DateOnly(2026, 12, 31)), (told.HarvestFrom!.Value, told.HarvestUntil!.Value));

        foreach (var (name, value, code) in new (string, JsonNode, string)[]
        {
            ("leadDays", 181, "out_of_range"),
            ("quantityStep", "0", "out_of_range"),
            ("deliversTo", new JsonArray("999999"), "unknown_region"),
            ("deliversTo", new JsonArray(), "count_out_of_range"),
            ("harvestUntil", "2026-07-31", "period_reversed"),
        })
        {
            var bad = body.DeepClone();
            (bad["productId"], bad["delivery"]![name]) = (Guid.CreateVersion7().ToString(), value);
            await supplier.RefusesAsync(http => http.PostOnceAsync("/catalog/products", bad, ct: Ct), 400, code, $"delivery.{name}");
        }
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.PostgreSql)]
    public async Task A_product_needs_neither_a_recognition_nor_a_least_quantity_and_may_be_counted(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        var (supplierId, productId) = (await catalog.SupplierAsync(), Guid.CreateVersion7());
        var body = Samples.Product(productId, supplierId, "松桃苗绣", Places.Dongguan, ProductCategory.Handicraft);
        body["recognition"] = null;
        body["unit"] = new JsonObject { ["name"] = "件", ["pieces"] = 1 };
        body["priceTiers"] = new JsonArray(Samples.Tier("0", "0.0001"), Samples.Tier("0.001", "0.0001"));
        using var answer = await catalog.As(Roles.Supplier, supplierId).PostOnceAsync("/catalog/products", body, ct: Ct);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var view = await catalog.As(Roles.Carrier).GetNodeAsync($"/catalog/products/{productId}");
        Assert.Null(view["recognition"]);
        Assert.Equal(("东莞市", 1), ((string?)view["originName"], (int?)view["unit"]!["pieces"]));
        Assert.Null((await catalog.ToldAsync<ListingPublished>(1, news => news.ProductId == productId, productId))[0].Recognition);
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.PostgreSql)]
    public async Task What_is_charged_for_is_the_suppliers_to_say_and_told_with_the_listing(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        var supplierId = await catalog.SupplierAsync();
        foreach (var (said, told) in new (string?, ChargeKind?)[] { (null, null), ("Goods", null), ("Freight", ChargeKind.Freight) })
        {
            var productId = Guid.CreateVersion7();
            var body = Samples.Product(productId, supplierId);
            body["charge"] = said;
            using var answer = await catalog.As(Roles.Supplier, supplierId).PostOnceAsync("/catalog/products", body, ct: Ct);
            Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
            var view = await catalog.As(Roles.Purchaser).GetNodeAsync($"/catalog/products/{productId}");
            Assert.Equal(told?.ToString(), (string?)view["charge"]);
            Assert.Equal(told, (await catalog.ToldAsync<ListingPublished>(1, news => news.ProductId == productId, productId))[0].Charge);
        }
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.PostgreSql)]
    public async Task What_is_not_a_listing_is_refused_with_the_field_and_changes_nothing(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        var (supplierId, productId) = (await catalog.SupplierAsync(), Guid.CreateVersion7());
        (string Field, JsonNode? Value, string Code, string? At)[] faults =
        [
            ("productId", Guid.Empty.ToString(), "id_empty", null),
            ("charge", "Donation", "charge_not_listable", null),
            ("charge", "Voucher", "charge_not_listable", null),
            ("charge", "Deposit", "charge_not_listable", null),
            ("productId", "1", "json_wrong_type", null),
            ("name", "", "text_blank", null),
            ("name", new string('椒', 101), "text_too_long", null),
            ("name", "青\u202E花椒", "text_unreadable", null),
            ("category", "Weapon", "json_wrong_type", null),
            ("processingLevel", "Cooked", "json_wrong_type", null),
            ("originCountyId", "513499", "unknown_region", null),
            ("originCountyId", Places.Sichuan, "origin_not_county", null),
            ("originCountyId", Places.Hengqin, "origin_not_county", null),
            ("originCountyId", Places.Liangshan, "origin_not_county", null),
            ("originCountyId", Places.DirectlyAdministered, "origin_not_county", null),
            ("originCountyId", "", "code_invalid", null),
            ("recognition", Recognition("number", ""), "text_blank", "recognition.number"),
            ("recognition", Recognition("number", new string('号', 51)), "text_too_long", "recognition.number"),
            ("recognition", Recognition("validUntil", "2024-04-30"), "period_reversed", "recognition.validUntil"),
            ("recognition", Recognition("validFrom", "1924-05-01"), "day_out_of_range", "recognition.validFrom"),
            ("recognition", Recognition("validUntil", "2924-05-01"), "day_out_of_range", "recognition.validUntil"),
            ("recognition", Recognition("validFrom", "2024-02-30"), "json_wrong_type", "recognition.validFrom"),
            ("unit", new JsonObject { ["name"] = "箱" }, "unit_ratio", "unit"),
            ("unit", new JsonObject { ["name"] = "箱", ["grams"] = 5_000, ["pieces"] = 12 }, "unit_ratio", "unit"),
            ("unit", new JsonObject { ["name"] = "箱", ["grams"] = 0 }, "out_of_range", "unit.grams"),
            ("unit", new JsonObject { ["name"] = "箱", ["pieces"] = -1 }, "out_of_range", "unit.pieces"),
            ("unit", new JsonObject { ["name"] = "", ["pieces"] = 1 }, "text_blank", "unit.name"),
            ("unit", new JsonObject { ["name"] = new string('箱', 21), ["pieces"] = 1 }, "text_too_long", "unit.name"),
            ("unit", new JsonObject { ["name"] = "箱", ["pieces"] = 1.5m }, "json_wrong_type", "unit.pieces"),
            ("unit", null, "field_missing", null),
            ("priceTiers", new JsonArray(), "count_out_of_range", null),
            ("priceTiers", Tiers(11), "count_out_of_range", null),
            ("priceTiers", new JsonArray((JsonNode?)null), "field_missing", "priceTiers[0]"),
            ("priceTiers", new JsonArray(Samples.Tier("-1", "5")), "out_of_range", "priceTiers[0].fromQuantity"),
            ("priceTiers", new JsonArray(Samples.Tier("1000000001", "5")), "out_of_range", "priceTiers[0].fromQuantity"),
            ("priceTiers", new JsonArray(Samples.Tier("1.0001", "5")), "json_wrong_type", "priceTiers[0].fromQuantity"),
            ("priceTiers", new JsonArray(Samples.Tier("1", "0")), "price_out_of_range", "priceTiers[0].unitPrice"),
            ("priceTiers", new JsonArray(Samples.Tier("1", "-5")), "price_out_of_range", "priceTiers[0].unitPrice"),
            ("priceTiers", new JsonArray(Samples.Tier("1", "1000000.0001")), "price_out_of_range", "priceTiers[0].unitPrice"),
            ("priceTiers", new JsonArray(Samples.Tier("1", "5.00001")), "json_wrong_type", "priceTiers[0].unitPrice"),
            (
                "priceTiers",
                new JsonArray(new JsonObject { ["fromQuantity"] = 1, ["unitPrice"] = "5" }),
                "json_wrong_type",
                "priceTiers[0].fromQuantity"),
            (
                "priceTiers",
                new JsonArray(Samples.Tier("5", "9"), Samples.Tier("5", "8")),
                "tiers_not_ascending",
                "priceTiers[1].fromQuantity"),
            (
                "priceTiers",
                new JsonArray(Samples.Tier("5", "9"), Samples.Tier("4", "8")),
                "tiers_not_ascending",
                "priceTiers[1].fromQuantity"),
            ("priceTiers", new JsonArray(Samples.Tier("5", "9"), Samples.Tier("6", "9.01")), "price_rises", "priceTiers[1].unitPrice"),
            ("stock", 5, "field_unknown", null),
        ];
        foreach (var (field, value, code, at) in faults)
        {
            var body = Samples.Product(productId, supplierId);
            body[field] = value;
            await catalog.As(Roles.Supplier, supplierId).RefusesAsync(
                client => client.PostOnceAsync("/catalog/products", body, ct: Ct), 400, code, at ?? field);
        }

        // Goods come from what a county has become, not from what it was.
        await catalog.As(Roles.Supplier, supplierId).RefusesAsync(
            client => client.PostOnceAsync("/catalog/products", Samples.Product(productId, supplierId, "龙井", Places.Merged), ct: Ct),
            409, "region_ended", "originCountyId");
        var unregistered = Guid.CreateVersion7();
        await catalog.As(Roles.Supplier, unregistered).RefusesAsync(
            client => client.PostOnceAsync("/catalog/products", Samples.Product(productId, unregistered), ct: Ct),
            400, "unknown_supplier", "supplierId");
        await using var scope = catalog.Service.OpenDb(out var db);
        Assert.False(await db.Products.AnyAsync(product => product.Id == productId, Ct));
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.PostgreSql)]
    public async Task Only_the_supplier_itself_lists_its_products_each_id_once(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        var supplierId = await catalog.SupplierAsync();
        var productId = await catalog.ProductAsync(supplierId);
        Task<HttpResponseMessage> Send(HttpClient client) =>
            client.PostOnceAsync("/catalog/products", Samples.Product(productId, supplierId), ct: Ct);
        await catalog.As(Roles.Supplier, supplierId).RefusesAsync(Send, 409, "already_exists");
        await catalog.As(Roles.Supplier, Guid.CreateVersion7()).RefusesAsync(Send, 403, "not_your_organisation");
        await catalog.As(Roles.Operator).RefusesAsync(Send, 403, "role_not_allowed");
        await catalog.As(Roles.Purchaser, supplierId).RefusesAsync(Send, 403, "role_not_allowed");
    }

    static JsonObject Recognition(string field, string value)
    {
        var recognition = Samples.Recognition();
        recognition[field] = value;
        return recognition;
    }

    static JsonArray Tiers(int count) =>
        [.. Enumerable.Range(1, count).Select(i => Samples.Tier(i.ToString(System.Globalization.CultureInfo.InvariantCulture), "5"))];
}
