using Marketplace.Platform.Storage;

namespace Marketplace.Logistics.Epcis.Sources;

/// <summary>Recalls that were lifted.</summary>
sealed class RecallEndEvents : IEventSource
{
    public Task<IReadOnlyList<SourceRow>> ReadAsync(EventReading reading, EventPlace? after, int take, CancellationToken ct) =>
        RecallEvents.ReadAsync(
            reading,
            reading.Db.RecalledBatches.Where(batch => batch.LiftedAt != null).GroupBy(batch => batch.RecallId)
                .Select(recall => new Listed<Guid> { At = recall.Max(batch => batch.LiftedAt!.Value), Id = recall.Key, Row = recall.Key }),
            OwnEventKind.RecallLifted, (after, take), ct);
}
