using System.Net;
using System.Text.Json.Nodes;
using Marketplace.Contracts;
using Marketplace.Contracts.Catalog;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Catalog.Tests.Suppliers;

/// <summary>POST /catalog/suppliers/{supplierId}/sanctions (CR-05c).</summary>
public sealed class SanctionSupplierTests(Catalogs catalogs)
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
        using var answer = await catalog.County().SanctionAsync(supplierId);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);

        var supplier =
            (await catalog.ToldAsync<SupplierPublished>(2, news => news.SupplierId == supplierId, supplierId)).MaxBy(news => news.Version)!;
        Assert.Equal(2, supplier.Version);
        Assert.Equal([new(new DateOnly(2026, 11, 21), new DateOnly(2027, 1, 1))], supplier.Suspensions!);
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
            c => c.PutIfMatchAsync(
                $"/catalog/suppliers/{supplierId}", new { name = "新名", type = "Cooperative", operatingRegionId = Places.Jinyang }, 2, Ct),
            409,
            "supplier_suspended");
        await catalog.County().RefusesAsync(c => c.SanctionAsync(supplierId), 409, "sanction_in_force");
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.PostgreSql)]
    public async Task The_reason_is_told_to_the_supplier_and_to_those_who_watch_over_it_only(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        var supplierId = await catalog.SupplierAsync();
        await catalog.County().SanctionAsync(supplierId).DoneAsync();
        var path = $"/catalog/suppliers/{supplierId}";
        HttpClient[] told = [catalog.As(Roles.Supplier, supplierId), catalog.As(Roles.Auditor), catalog.County()];
        foreach (var client in told)
        {
            var sanction = (await client.GetNodeAsync(path))["sanctions"]![0]!;
            Assert.Equal(
                ("抽检不合格", "2026-12-31", true),
                ((string?)sanction["reason"], (string?)sanction["until"], (bool?)sanction["isInForce"]));
        }

        HttpClient[] others = [catalog.As(Roles.Purchaser, Guid.CreateVersion7()), catalog.County(Places.Yanyuan)];
        foreach (var client in others)
        {
            var seen = await client.GetNodeAsync(path);
            Assert.Null(seen["sanctions"]);
            Assert.Equal("Suspended", (string?)seen["state"]);
        }
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.PostgreSql)]
    public async Task A_warned_supplier_sells_on_and_a_suspended_one_may_be_removed(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        var supplierId = await catalog.SupplierAsync();
        var productId = await catalog.ProductAsync(supplierId);
        var county = catalog.County();
        await county.SanctionAsync(supplierId, "Warning").DoneAsync();
        Assert.Equal("Warned", await county.StateAsync(supplierId));
        Assert.Single(await catalog.As(Roles.Purchaser).GetAllAsync($"/catalog/products?supplierId={supplierId}"));
        await catalog.BatchAsync(supplierId, productId, 10);
        await county.SanctionAsync(supplierId).DoneAsync();
        await county.SanctionAsync(supplierId, "Removal").DoneAsync();
        Assert.Equal("Removed", await county.StateAsync(supplierId));
        await catalog.As(Roles.Supplier, supplierId).RefusesAsync(
            c => c.PostOnceAsync("/catalog/products", Samples.Product(Guid.CreateVersion7(), supplierId), ct: Ct), 409, "supplier_removed");
        await county.RefusesAsync(c => c.SanctionAsync(supplierId, "Warning"), 409, "supplier_removed");
        var told = (await catalog.ToldAsync<SupplierPublished>(4, news => news.SupplierId == supplierId, supplierId))
            .MaxBy(news => news.Version)!;
        Assert.Equal([false, true], told.Suspensions!.Select(suspension => suspension.IsRemoval));
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
        var all = await Task.WhenAll([.. listing.Take(6), catalog.County().SanctionAsync(supplierId), .. listing.Skip(6)]);
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
        var path = $"/catalog/suppliers/{supplierId}/sanctions";
        await catalog.As(Roles.Supplier, supplierId).RefusesAsync(c => c.SanctionAsync(supplierId), 403, "role_not_allowed");
        await catalog.As(Roles.Auditor).RefusesAsync(c => c.SanctionAsync(supplierId), 403, "role_not_allowed");
        await catalog.As(Roles.Operator).RefusesAsync(c => c.SanctionAsync(supplierId), 403, "role_not_allowed");
        await catalog.County(Places.Yanyuan).RefusesAsync(c => c.SanctionAsync(supplierId), 403, "not_your_region");
        var county = catalog.County();
        (string Field, JsonNode? Value, string Code)[] faults =
        [
            ("reason", " ", "text_blank"),
            ("reason", new string('因', 501), "text_too_long"),
            ("document", "", "text_blank"),
            ("until", "2026-11-20", "day_past"),
            ("until", null, "term_invalid"),
            ("kind", "Fine", "json_wrong_type"),
        ];
        foreach (var (field, value, code) in faults)
        {
            var body = Sanctions.Request("Suspension", "2026-12-31");
            body[field] = value;
            await county.RefusesAsync(c => c.PostOnceAsync(path, body, ct: Ct), 400, code, field);
        }

        await county.RefusesAsync(
            c => c.PostOnceAsync(path, Sanctions.Request("Removal", "2026-12-31"), ct: Ct), 400, "term_invalid", "until");
        await county.RefusesAsync(c => c.SanctionAsync(Guid.CreateVersion7()), 404, "supplier_not_found");
        Assert.Equal("Active", await county.StateAsync(supplierId));
    }
}
