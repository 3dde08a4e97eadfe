using Marketplace.Contracts.Catalog;
using Marketplace.Logistics.Storage;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Logistics.Tests.Recalls;

/// <summary>A planned shipment of two lines, each of a batch of its own, and recalls of the batch of the first.</summary>
sealed record RecallScenario(LogisticsScenario Shipment)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    public Guid RecallId { get; } = Guid.CreateVersion7();

    public Guid BatchId => Shipment.Part.Lines[0].Batches[0].BatchId;

    public static async Task<RecallScenario> PlannedAsync(ServiceUnderTest<LogisticsDb> logistics) =>
        new(await LogisticsScenario.PlannedAsync(logistics, ("100", "38.60"), ("10", "1.00")));

    public RecallPublished Declared => new()
    {
        RecallId = RecallId,
        Version = 1,
        BatchIds = [BatchId, Guid.CreateVersion7()],
        Reason = "农残超标",
        RecalledAt = LogisticsScenario.Now,
    };

    public RecallPublished Lifted => Declared with { Version = 2, LiftedAt = LogisticsScenario.Now.AddMinutes(1) };

    public Task HearAsync(RecallPublished recall) => Shipment.Logistics.DeliverAsync(recall, ct: Ct);
}
