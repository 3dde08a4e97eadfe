using Marketplace.Contracts;
using Marketplace.Platform.Storage;
using Xunit;

namespace Marketplace.Catalog.Tests.Batches;

public sealed class ListBatchesTests(Catalogs catalogs)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.PostgreSql)]
    public async Task Batches_come_in_the_order_in_which_they_are_sold_with_what_became_of_them(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        var supplierId = await catalog.SupplierAsync();
        var productId = await catalog.ProductAsync(supplierId);
        string[] days = ["2026-10-31", "2026-08-31", "2026-09-30", "2026-08-31", "2026-09-15"];
        foreach (var day in days)
        {
            await catalog.BatchAsync(supplierId, productId, 10, day);
        }

        await catalog.Service.DeliverAsync(Samples.Order((productId, 23)), ct: Ct);
        var batches = await catalog.As(Roles.Supplier, supplierId).GetAllAsync($"/catalog/products/{productId}/batches");
        Assert.Equal(days.Order(StringComparer.Ordinal), batches.Select(batch => (string)batch["harvestUntil"]!));
        Assert.Equal(["10", "10", "3", "0", "0"], batches.Select(batch => (string)batch["reserved"]!));
        Assert.Equal(["0", "0", "7", "10", "10"], batches.Select(batch => (string)batch["available"]!));
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.PostgreSql)]
    public async Task Competitors_and_buyers_see_whether_there_is_any_and_not_how_much(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        var supplierId = await catalog.SupplierAsync();
        var productId = await catalog.ProductAsync(supplierId);
        await catalog.BatchAsync(supplierId, productId, 10, "2026-08-31");
        await catalog.BatchAsync(supplierId, productId, 10, "2026-09-30");
        await catalog.Service.DeliverAsync(Samples.Order((productId, 10)), ct: Ct);
        var path = $"/catalog/products/{productId}/batches";

        foreach (var other in new[] { catalog.As(Roles.Supplier, Guid.CreateVersion7()), catalog.As(Roles.Purchaser) })
        {
            var seen = await other.GetAllAsync(path);
            Assert.Equal([false, true], seen.Select(batch => (bool)batch["isAvailable"]!));
            Assert.All(seen, batch => Assert.Null(
                (string?)batch["quantity"] ?? (string?)batch["reserved"] ?? (string?)batch["taken"] ?? (string?)batch["available"]));
        }

        foreach (var own in new[] { catalog.As(Roles.Supplier, supplierId), catalog.As(Roles.Operator), catalog.As(Roles.Auditor) })
        {
            Assert.Equal(["10", "0"], (await own.GetAllAsync(path)).Select(batch => (string)batch["reserved"]!));
        }
    }

    [Theory]
    [InlineData(Engine.Sqlite)]
    [InlineData(Engine.PostgreSql)]
    public async Task An_unknown_product_and_nonsense_cursors_are_refused(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        var (productId, _) = await catalog.StockedProductAsync(1);
        var client = catalog.As(Roles.Purchaser);
        Task<HttpResponseMessage> Get(HttpClient c, string path) => c.GetAsync(new Uri(path, UriKind.Relative), Ct);
        await client.RefusesAsync(c => Get(c, $"/catalog/products/{Guid.CreateVersion7()}/batches"), 404, "product_not_found");
        await client.RefusesAsync(c => Get(c, $"/catalog/products/{productId}/batches?after=W10"), 400, "cursor_invalid", "after");
        await client.RefusesAsync(c => Get(c, $"/catalog/products/{productId}/batches?size=1000"), 400, "out_of_range", "size");
    }
}
