using System.Net;
using System.Text.Json.Nodes;
using Marketplace.Contracts;
using Marketplace.Contracts.Catalog;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Catalog.Tests.Suppliers;

public sealed class SuspendSupplierTests(Catalogs catalogs)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.PostgreSql)]
    public async Task A_suspended_supplier_sells_no_more_and_others_are_told_of_each_of_its_listings(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        var supplierId = await catalog.SupplierAsync();
        var products = new[] { await catalog.ProductAsync(supplierId), await catalog.ProductAsync(supplierId, "金阳青花椒油") };
        using var answer = await SuspendAsync(catalog.County(), supplierId);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);

        var supplier =
            (await catalog.ToldAsync<SupplierPublished>(2, news => news.SupplierId == supplierId, supplierId)).MaxBy(news => news.Version)!;
        Assert.Equal((2, false), (supplier.Version, supplier.IsActive));
        foreach (var productId in products)
        {
            var listing =
                (await catalog.ToldAsync<ListingPublished>(2, news => news.ProductId == productId, productId)).MaxBy(news => news.Version)!;
            Assert.Equal((2, false), (listing.Version, listing.IsOnOffer));
        }

        Assert.Empty(await catalog.As(Roles.Purchaser).GetAllAsync($"/catalog/products?supplierId={supplierId}"));

        var own = catalog.As(Roles.Supplier, supplierId);
        Assert.Equal(2, (await own.GetAllAsync($"/catalog/products?supplierId={supplierId}")).Count);
        await own.RefusesAsync(
            c => c.PostOnceAsync("/catalog/products", Samples.Product(Guid.CreateVersion7(), supplierId), ct: Ct),
            409, "supplier_suspended");
        await own.RefusesAsync(
            c => c.PutIfMatchAsync($"/catalog/products/{products[0]}", Samples.Revision(), 2, Ct), 409, "supplier_suspended");
        await own.RefusesAsync(
            c => c.PostOnceAsync($"/catalog/products/{products[0]}/batches", Samples.Batch(Guid.CreateVersion7()), ct: Ct),
            409, "supplier_suspended");
        await own.RefusesAsync(
            c => c.PutIfMatchAsync($"/catalog/suppliers/{supplierId}", new { name = "新名", operatingRegionId = Places.Jinyang }, 2, Ct),
            409,
            "supplier_suspended");
        await catalog.County().RefusesAsync(c => SuspendAsync(c, supplierId), 409, "supplier_suspended");
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.PostgreSql)]
    public async Task The_reason_is_told_to_the_supplier_and_to_those_who_watch_over_it_only(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        var supplierId = await catalog.SupplierAsync();
        using var answer = await SuspendAsync(catalog.County(), supplierId);
        var path = $"/catalog/suppliers/{supplierId}";
        Assert.Equal("抽检不合格", (string?)(await catalog.As(Roles.Supplier, supplierId).GetNodeAsync(path))["suspension"]!["reason"]);
        Assert.Equal("抽检不合格", (string?)(await catalog.As(Roles.Auditor).GetNodeAsync(path))["suspension"]!["reason"]);
        var seen = await catalog.As(Roles.Purchaser, Guid.CreateVersion7()).GetNodeAsync(path);
        Assert.Null(seen["suspension"]);
        Assert.False((bool?)seen["isActive"]);
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.PostgreSql)]
    public async Task A_product_listed_at_the_same_moment_does_not_stay_on_offer(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        var supplierId = await catalog.SupplierAsync();
        var own = catalog.As(Roles.Supplier, supplierId);
        var listing = Enumerable.Range(0, 12)
            .Select(_ => own.PostOnceAsync("/catalog/products", Samples.Product(Guid.CreateVersion7(), supplierId), ct: Ct));
        var all = await Task.WhenAll([.. listing.Take(6), SuspendAsync(catalog.County(), supplierId), .. listing.Skip(6)]);
        Assert.All(all, answer => Assert.True((int)answer.StatusCode is 200 or 201 or 409));
        Assert.Empty(await catalog.As(Roles.Purchaser).GetAllAsync($"/catalog/products?supplierId={supplierId}"));
        var listed = all.Count(answer => answer.StatusCode == HttpStatusCode.Created);
        var told = await catalog.ToldAsync<ListingPublished>(listed * 2, news => news.SupplierId == supplierId, supplierId);
        Assert.All(told.GroupBy(news => news.ProductId), product => Assert.False(product.MaxBy(news => news.Version)!.IsOnOffer));
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.PostgreSql)]
    public async Task Only_its_county_suspends_and_says_why(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        var supplierId = await catalog.SupplierAsync();
        var path = $"/catalog/suppliers/{supplierId}/suspension";
        await catalog.As(Roles.Supplier, supplierId).RefusesAsync(c => SuspendAsync(c, supplierId), 403, "role_not_allowed");
        await catalog.As(Roles.Auditor).RefusesAsync(c => SuspendAsync(c, supplierId), 403, "role_not_allowed");
        await catalog.As(Roles.Operator).RefusesAsync(c => SuspendAsync(c, supplierId), 403, "role_not_allowed");
        await catalog.County(Places.Yanyuan).RefusesAsync(c => SuspendAsync(c, supplierId), 403, "not_your_region");
        var county = catalog.County();
        await county.RefusesAsync(c => c.PostOnceAsync(path, new JsonObject { ["reason"] = " " }, ct: Ct), 400, "text_blank", "reason");
        await county.RefusesAsync(
            c => c.PostOnceAsync(path, new JsonObject { ["reason"] = new string('因', 501) }, ct: Ct), 400, "text_too_long", "reason");
        await county.RefusesAsync(c => c.PostOnceAsync(path, new JsonObject(), ct: Ct), 400, "field_missing", "reason");
        await county.RefusesAsync(c => SuspendAsync(c, Guid.CreateVersion7()), 404, "supplier_not_found");
        Assert.True((bool?)(await county.GetNodeAsync($"/catalog/suppliers/{supplierId}"))["isActive"]);
    }

    static Task<HttpResponseMessage> SuspendAsync(HttpClient client, Guid supplierId) =>
        client.PostOnceAsync($"/catalog/suppliers/{supplierId}/suspension", new JsonObject { ["reason"] = "抽检不合格" }, ct: Ct);
}
