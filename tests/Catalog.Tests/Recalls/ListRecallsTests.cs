using Marketplace.Contracts;
using Marketplace.Platform.Storage;
using Xunit;

namespace Marketplace.Catalog.Tests.Recalls;

/// <summary>GET /catalog/recalls.</summary>
public sealed class ListRecallsTests(Catalogs catalogs)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Everybody_finds_what_lasts_and_what_was_lifted_page_by_page(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        var supplierId = await catalog.SupplierAsync();
        var productId = await catalog.ProductAsync(supplierId);
        Guid[] batches = [.. await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => catalog.BatchAsync(supplierId, productId, 10)))];
        // All are of one instant, so that their ids decide.
        Guid[] recalls = [.. new[] { Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7() }.Order()];
        for (var i = 0; i < 3; i++)
        {
            using var recalled = await catalog.As(Roles.Supplier, supplierId).RecallAsync(batches[i], recalls[i]);
        }

        using var lifted = await catalog.County().LiftRecallAsync(recalls[1]);
        var buyer = catalog.As(Roles.Purchaser, Guid.CreateVersion7());

        Assert.Equal(Enumerable.Reverse(recalls), await FindAsync($"supplierId={supplierId}"));
        Assert.Equal([recalls[2], recalls[0]], await FindAsync($"supplierId={supplierId}&open=true"));
        Assert.Equal([recalls[1]], await FindAsync($"supplierId={supplierId}&open=false"));
        Assert.Equal([recalls[0]], await FindAsync($"batchId={batches[0]}"));
        var view = (await buyer.GetAllAsync($"/catalog/recalls?batchId={batches[1]}"))[0];
        Assert.Equal(("抽检农残超标", "复检合格", true), ((string?)view["reason"], (string?)view["liftingReason"], (bool)view["isBySupplier"]!));

        async Task<IEnumerable<Guid>> FindAsync(string filter) =>
            (await buyer.GetAllAsync($"/catalog/recalls?{filter}")).Select(recall => (Guid)recall["recallId"]!);
    }
}
