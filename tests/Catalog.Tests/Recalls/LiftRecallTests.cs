using System.Net;
using Marketplace.Contracts;
using Marketplace.Contracts.Catalog;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Catalog.Tests.Recalls;

/// <summary>POST /catalog/recalls/{recallId}/lifting.</summary>
public sealed class LiftRecallTests(Catalogs catalogs)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_county_lifts_what_a_supplier_has_called_back_and_the_rest_is_sold_again(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        var supplierId = await catalog.SupplierAsync();
        var batch = await catalog.BatchAsync(supplierId, await catalog.ProductAsync(supplierId), 100);
        var recallId = Guid.CreateVersion7();
        using var recalled = await catalog.As(Roles.Supplier, supplierId).RecallAsync(batch, recallId);
        // Whoever sells does not say that its goods are good again.
        await catalog.As(Roles.Supplier, supplierId).RefusesAsync(c => c.LiftRecallAsync(recallId), 403, "role_not_allowed");
        await catalog.County(Places.Yanyuan).RefusesAsync(c => c.LiftRecallAsync(recallId), 403, "not_your_region");
        await catalog.County().RefusesAsync(c => c.LiftRecallAsync(Guid.CreateVersion7()), 404, "recall_not_found");

        using var lifted = await catalog.County().LiftRecallAsync(recallId);

        Assert.Equal(HttpStatusCode.OK, lifted.StatusCode);
        Assert.Equal((0m, 0m, 100m), await catalog.StockAsync(batch));
        var told = (await catalog.ToldAsync<RecallPublished>(2, news => news.RecallId == recallId, recallId)).MaxBy(news => news.Version)!;
        Assert.Equal((2L, CatalogUnderTest.Now), (told.Version, told.LiftedAt));
        await catalog.County().RefusesAsync(c => c.LiftRecallAsync(recallId), 409, "recall_over");
        // It may be called back again.
        using var again = await catalog.As(Roles.Supplier, supplierId).RecallAsync(batch);
        Assert.Equal(HttpStatusCode.Created, again.StatusCode);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_another_recall_calls_back_as_well_stays_called_back(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        var (grower, dealer) = (await catalog.SupplierAsync(), await catalog.SupplierAsync());
        var source = await catalog.BatchAsync(grower, await catalog.ProductAsync(grower), 100);
        var (sourceRecall, ownRecall) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var resold = await ResoldAsync(catalog, dealer, source);
        using var own = await catalog.As(Roles.Supplier, dealer).RecallAsync(resold, ownRecall);
        using var all = await catalog.As(Roles.Supplier, grower).RecallAsync(source, sourceRecall);
        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created), (own.StatusCode, all.StatusCode));

        using var lifted = await catalog.County().LiftRecallAsync(sourceRecall);

        Assert.Equal(HttpStatusCode.OK, lifted.StatusCode);
        Assert.Equal(100m, (await catalog.StockAsync(source)).Available);
        Assert.Equal(0m, (await catalog.StockAsync(resold)).Available);
    }

    [Fact]
    public async Task What_an_office_has_called_back_a_lower_one_does_not_lift()
    {
        var catalog = await catalogs.OnAsync(Engine.Sqlite);
        var supplierId = await catalog.SupplierAsync();
        var batch = await catalog.BatchAsync(supplierId, await catalog.ProductAsync(supplierId), 100);
        var province = catalog.Service.Client(Roles.Official, region: Places.Sichuan, tier: "Province");
        var recallId = Guid.CreateVersion7();
        using var recalled = await province.RecallAsync(batch, recallId, document: "川市监〔2026〕1号");
        Assert.Equal(HttpStatusCode.Created, recalled.StatusCode);

        await catalog.County().RefusesAsync(c => c.LiftRecallAsync(recallId), 403, "not_your_region");
        using var lifted = await province.LiftRecallAsync(recallId);

        Assert.Equal(HttpStatusCode.OK, lifted.StatusCode);
    }

    static async Task<Guid> ResoldAsync(CatalogUnderTest catalog, Guid dealer, Guid source)
    {
        var productId = await catalog.ProductAsync(dealer);
        var batch = Samples.Batch(Guid.CreateVersion7(), 40);
        batch["sourceBatchId"] = source.ToString();
        using var offered = await catalog.As(Roles.Supplier, dealer).PostOnceAsync(
            $"/catalog/products/{productId}/batches", batch, ct: TestContext.Current.CancellationToken);
        return (Guid)(await offered.NodeAsync())!["batchId"]!;
    }
}
