using Marketplace.Logistics.Domain;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.Epcis.Sources;

/// <summary>Batches that are called back: an event for each recall, which everybody sees.</summary>
sealed class RecallEvents : IEventSource
{
    public Task<IReadOnlyList<SourceRow>> ReadAsync(EventReading reading, EventPlace? after, int take, CancellationToken ct) => ReadAsync(
        reading,
        reading.Db.RecalledBatches.GroupBy(batch => batch.RecallId)
            .Select(recall => new Listed<Guid> { At = recall.Min(batch => batch.RecalledAt), Id = recall.Key, Row = recall.Key }),
        OwnEventKind.Recall, (after, take), ct);

    /// <summary>The recalls that are asked of, by their beginning or their end.</summary>
    internal static async Task<IReadOnlyList<SourceRow>> ReadAsync(
        EventReading reading, IQueryable<Listed<Guid>> recalls, OwnEventKind kind, (EventPlace? After, int Take) page, CancellationToken ct)
    {
        // A recall is about batches, and about shipments by way of these.
        if (reading.ShipmentIds is not null)
        {
            return [];
        }

        if (reading.BatchIds is { } batches)
        {
            recalls = recalls.Where(recall => reading.Db.RecalledBatches.Any(batch =>
                batch.RecallId == recall.Id && batches.Contains(batch.BatchId)));
        }

        if (reading.RecordsOf(kind) is { } records)
        {
            recalls = recalls.Where(recall => records.Contains(recall.Id));
        }

        var rows = await recalls.Oldest(reading, page.After, page.Take).ToListAsync(ct);
        Guid[] ids = [.. rows.Select(row => row.Id)];
        var recalled = (await reading.Db.RecalledBatches.AsNoTracking().Where(batch => ids.Contains(batch.RecallId)).ToListAsync(ct))
            .ToLookup(batch => batch.RecallId);
        return
        [
            .. rows.Select(row => new SourceRow(
                new EventPlace(row.At, row.Id), [Of(reading.Ids, row.At, kind, [.. recalled[row.Id]]).ToJson()])),
        ];
    }

    static OwnEvent Of(EpcisIds ids, DateTimeOffset at, OwnEventKind kind, IReadOnlyList<RecalledBatch> batches) => new()
    {
        EventId = OwnEventId.Of(kind, batches[0].RecallId),
        EventTime = at,
        RecordTime = at,
        BizStep = kind == OwnEventKind.Recall ? "holding" : "other",
        Disposition = kind == OwnEventKind.Recall ? "recalled" : "active",
        SetDisposition = kind == OwnEventKind.Recall ? "recalled" : null,
        UnsetDisposition = kind == OwnEventKind.Recall ? null : "recalled",
        Quantities =
        [
            .. batches.Select(batch => batch.BatchId).Order()
                .Select(batch => new ClassQuantity(ids.Of(NamedKind.Batch, batch), null, null)),
        ],
    };
}
