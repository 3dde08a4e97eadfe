using System.Net;
using System.Text.Json.Nodes;
using Marketplace.Contracts;
using Marketplace.Contracts.Catalog;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Catalog.Tests.Products;

/// <summary>礼盒: products whose components come from several counties (CR-04).</summary>
public sealed class GiftSetTests(Catalogs catalogs)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.PostgreSql)]
    public async Task A_gift_set_tells_the_origin_and_the_weight_of_each_component(Engine engine)
    {
        // EC-41: one part is not declared.
        var catalog = await catalogs.OnAsync(engine);
        var supplierId = await catalog.SupplierAsync();
        var body = GiftSet(supplierId, out var productId);
        using var answer = await catalog.As(Roles.Supplier, supplierId).PostOnceAsync("/catalog/products", body, ct: Ct);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);

        var made = await answer.NodeAsync();
        Assert.True(JsonNode.DeepEquals(made, await catalog.As(Roles.Purchaser).GetNodeAsync($"/catalog/products/{productId}")));
        var listed = Assert.Single(await catalog.As(Roles.Purchaser).GetAllAsync($"/catalog/products?supplierId={supplierId}"));
        Assert.True(JsonNode.DeepEquals(made, listed));
        var told = (await catalog.ToldAsync<ListingPublished>(1, news => news.ProductId == productId, productId))[0];
        Assert.Equal(
            [(1, 6_000L, "/510000/513400/513430/", "金阳县", "A-1"), (2, 2_400L, null, null, null), (
                3, 1_600L, "/150000/150100/150125/", "武川县", null)],
            told.Origins!.Select(part => (part.ShareNo, part.Weight, part.OriginPath?.Value, part.OriginName, part.Recognition?.Number)));
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.PostgreSql)]
    public async Task Certificates_of_components_are_renewed_and_renamed_counties_are_told_anew(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        var supplierId = await catalog.SupplierAsync();
        var county = $"z-{Guid.CreateVersion7():N}"[..20];
        await catalog.Service.DeliverAsync(
            Places.Published(Places.Region(county, "水城县", RegionLevel.County, $"/{Places.Sichuan}/{county}/")), ct: Ct);
        var body = GiftSet(supplierId, out var productId);
        body["components"]![2]!["originCountyId"] = county;
        var own = catalog.As(Roles.Supplier, supplierId);
        using var listed = await own.PostOnceAsync("/catalog/products", body, ct: Ct);
        Assert.Equal(HttpStatusCode.Created, listed.StatusCode);

        var revision = Samples.Revision();
        revision["components"] = new JsonArray(new JsonObject { ["shareNo"] = 3, ["recognition"] = Certificate("B-2") });
        using var revised = await own.PutIfMatchAsync($"/catalog/products/{productId}", revision, 1, Ct);
        Assert.Equal(HttpStatusCode.OK, revised.StatusCode);
        await catalog.Service.DeliverAsync(
            Places.Published(Places.Region(county, "水城区", RegionLevel.County, $"/{Places.Sichuan}/{county}/", version: 2)), ct: Ct);

        var told =
            (await catalog.ToldAsync<ListingPublished>(3, news => news.ProductId == productId, productId)).MaxBy(news => news.Version)!;
        Assert.Equal(["A-1", null, "B-2"], told.Origins!.Select(part => part.Recognition?.Number));
        Assert.Equal("水城区", told.Origins![2].OriginName);

        revision["components"] = new JsonArray(new JsonObject { ["shareNo"] = 2, ["recognition"] = Certificate("C-1") });
        await own.RefusesAsync(
            c => c.PutIfMatchAsync($"/catalog/products/{productId}", revision, 3, Ct), 400, "component_unknown", "components[0].shareNo");
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.PostgreSql)]
    public async Task Bad_components_are_refused(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        var supplierId = await catalog.SupplierAsync();
        (Action<JsonArray> Spoil, string Code, string Field)[] faults =
        [
            (components => { components.RemoveAt(0); components.RemoveAt(0); }, "count_out_of_range", "components"),
            (components => components[1]!["weight"] = 0, "out_of_range", "components[1].weight"),
            (components => components[1]!["recognition"] = Certificate("C-1"), "origin_missing", "components[1].originCountyId"),
            (components => components[0]!["originCountyId"] = Places.Sichuan, "origin_not_county", "components[0].originCountyId"),
            (components => components[2]!["originCountyId"] = "nowhere", "unknown_region", "components[2].originCountyId"),
            (
                components => components[0]!["recognition"]!["validUntil"] = "2024-01-01",
                "period_reversed",
                "components[0].recognition.validUntil"),
        ];
        foreach (var (spoil, code, field) in faults)
        {
            var body = GiftSet(supplierId, out _);
            spoil(body["components"]!.AsArray());
            await catalog.As(Roles.Supplier, supplierId)
                .RefusesAsync(c => c.PostOnceAsync("/catalog/products", body, ct: Ct), 400, code, field);
        }
    }

    static JsonObject GiftSet(Guid supplierId, out Guid productId)
    {
        productId = Guid.CreateVersion7();
        var body = Samples.Product(productId, supplierId, "山货礼盒");
        body["components"] = new JsonArray(
            new JsonObject { ["weight"] = 6_000, ["originCountyId"] = Places.Jinyang, ["recognition"] = Certificate("A-1") },
            new JsonObject { ["weight"] = 2_400 },
            new JsonObject { ["weight"] = 1_600, ["originCountyId"] = Places.Wuchuan });
        return body;
    }

    static JsonObject Certificate(string number)
    {
        var certificate = Samples.Recognition();
        certificate["number"] = number;
        return certificate;
    }
}
