using Marketplace.Contracts;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Marketplace.Logistics.Tests.Intakes;

/// <summary>← BatchOffered.</summary>
public sealed class LearnBatchesTests(SharedServices services)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_batch_is_kept_once_as_it_was_offered(Engine engine)
    {
        var station = await StationScenario.StartAsync(await services.OnAsync(engine));
        await station.Network.Logistics.DeliverAsync(station.Batch(), ct: Ct);
        await station.Network.Logistics.DeliverAsync(station.Batch() with { Quantity = Quantity.Of(1) }, ct: Ct);
        await using var scope = station.Network.Logistics.OpenDb(out var db);
        var batch = await db.Batches.SingleAsync(known => known.BatchId == station.BatchId, Ct);
        Assert.Equal((Quantity.Of(40), station.Network.SupplierId), (batch.Offered, batch.SupplierId));
    }
}
