using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Marketplace.Contracts;
using Marketplace.Contracts.Catalog;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Catalog.Tests.Products;

public sealed class ReviseProductTests(Catalogs catalogs)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.PostgreSql)]
    public async Task Name_recognition_and_prices_change_and_the_rest_stays(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        var supplierId = await catalog.SupplierAsync();
        var productId = await catalog.ProductAsync(supplierId);
        await catalog.BatchAsync(supplierId, productId, 250);
        var body = Samples.Revision();
        body["recognition"] = null;
        using var answer = await catalog.As(Roles.Supplier, supplierId).PutIfMatchAsync(Path(productId), body, 1, Ct);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("\"2\"", answer.Headers.ETag?.Tag);
        var view = await catalog.As(Roles.Purchaser).GetNodeAsync(Path(productId));
        Assert.True(JsonNode.DeepEquals(await answer.NodeAsync(), view));
        Assert.Null(view["recognition"]);
        Assert.Equal(("金阳青花椒（一级）", "250", 2), ((string?)view["name"], (string?)view["available"], (long?)view["version"]));

        var told =
            (await catalog.ToldAsync<ListingPublished>(2, news => news.ProductId == productId, productId)).MaxBy(news => news.Version)!;
        Assert.Equal((2, "金阳青花椒（一级）", 39.2m), (told.Version, told.Name, told.PriceTiers.Single().UnitPrice.Yuan));
        Assert.Null(told.Recognition);
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.PostgreSql)]
    public async Task A_renamed_product_is_found_by_its_new_name_only_and_keeps_its_recognition(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        var supplierId = await catalog.SupplierAsync();
        var productId = await catalog.ProductAsync(supplierId, "武川燕麦片", Places.Wuchuan);
        using var answer = await catalog.As(Roles.Supplier, supplierId).PutIfMatchAsync(Path(productId), Samples.Revision("武川莜麦片"), 1, Ct);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("2027-04-30", (string?)(await answer.NodeAsync())!["recognition"]!["validUntil"]);
        Assert.Empty(await catalog.As(Roles.Purchaser).GetAllAsync($"/catalog/products?supplierId={supplierId}&q=燕麦"));
        Assert.Single(await catalog.As(Roles.Purchaser).GetAllAsync($"/catalog/products?supplierId={supplierId}&q=莜麦"));
        Assert.Single(await catalog.As(Roles.Purchaser).GetAllAsync($"/catalog/products?supplierId={supplierId}&q=武川"));
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.PostgreSql)]
    public async Task A_withdrawn_product_is_shown_to_its_supplier_only_and_can_be_put_on_offer_again(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        var supplierId = await catalog.SupplierAsync();
        var productId = await catalog.ProductAsync(supplierId);
        var (own, buyer, list) = (
            catalog.As(Roles.Supplier, supplierId), catalog.As(Roles.Purchaser), $"/catalog/products?supplierId={supplierId}");
        using var withdrawn = await own.PutIfMatchAsync(Path(productId), Samples.Revision(isOnOffer: false), 1, Ct);
        Assert.Equal(HttpStatusCode.OK, withdrawn.StatusCode);
        Assert.Empty(await buyer.GetAllAsync(list));
        Assert.Empty(await catalog.As(Roles.Supplier, Guid.CreateVersion7()).GetAllAsync(list));
        Assert.Single(await own.GetAllAsync(list));
        Assert.False((bool?)(await buyer.GetNodeAsync(Path(productId)))["isOnOffer"]);

        using var offered = await own.PutIfMatchAsync(Path(productId), Samples.Revision(), 2, Ct);
        Assert.Single(await buyer.GetAllAsync(list));
        var told = await catalog.ToldAsync<ListingPublished>(3, news => news.ProductId == productId, productId);
        Assert.Equal([true, false, true], told.OrderBy(news => news.Version).Select(news => news.IsOnOffer));
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.PostgreSql)]
    public async Task Bad_revisions_old_versions_and_strangers_change_nothing(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        var supplierId = await catalog.SupplierAsync();
        var productId = await catalog.ProductAsync(supplierId);
        var own = catalog.As(Roles.Supplier, supplierId);
        (string Field, JsonNode? Value, string Code, string? At)[] faults =
        [
            ("name", "", "text_blank", null),
            ("priceTiers", new JsonArray(), "count_out_of_range", null),
            ("priceTiers", new JsonArray(Samples.Tier("1", "5"), Samples.Tier("2", "6")), "price_rises", "priceTiers[1].unitPrice"),
            ("recognition", new JsonObject { ["number"] = "1" }, "field_missing", "recognition.validFrom"),
            ("isOnOffer", "yes", "json_wrong_type", null),
            ("originCountyId", Places.Yanyuan, "field_unknown", null),
        ];
        foreach (var (field, value, code, at) in faults)
        {
            var body = Samples.Revision();
            body[field] = value;
            await own.RefusesAsync(c => c.PutIfMatchAsync(Path(productId), body, 1, Ct), 400, code, at ?? field);
        }

        await own.RefusesAsync(c => c.PutIfMatchAsync(Path(productId), Samples.Revision(), 2, Ct), 412, "changed_meanwhile");
        await own.RefusesAsync(c => c.PutAsJsonAsync(Path(productId), Samples.Revision(), Ct), 428, "if_match_missing");
        await own.RefusesAsync(c => c.PutIfMatchAsync(Path(Guid.CreateVersion7()), Samples.Revision(), 1, Ct), 404, "product_not_found");
        await catalog.As(Roles.Supplier, Guid.CreateVersion7())
            .RefusesAsync(c => c.PutIfMatchAsync(Path(productId), Samples.Revision(), 1, Ct), 403, "not_your_organisation");
        await catalog.As(Roles.Operator)
            .RefusesAsync(c => c.PutIfMatchAsync(Path(productId), Samples.Revision(), 1, Ct), 403, "role_not_allowed");
        Assert.Equal("金阳青花椒", (string?)(await own.GetNodeAsync(Path(productId)))["name"]);
        await catalog.ToldAsync<ListingPublished>(1, news => news.ProductId == productId, productId);
    }

    static string Path(Guid productId) => $"/catalog/products/{productId}";
}
