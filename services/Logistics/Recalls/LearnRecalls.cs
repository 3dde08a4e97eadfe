using Marketplace.Contracts.Catalog;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Messaging;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.Recalls;

/// <summary>← RecallPublished. What is not sent any more, and what docks are warned of, until the recall is lifted.</summary>
public sealed class LearnRecalls(LogisticsDb db) : IConsume<RecallPublished>
{
    public async Task ConsumeAsync(IReadOnlyList<RecallPublished> messages, CancellationToken ct)
    {
        Guid[] ids = [.. messages.Select(message => message.RecallId).Distinct()];
        var known = (await db.RecalledBatches.Where(batch => ids.Contains(batch.RecallId)).ToListAsync(ct))
            .ToLookup(batch => batch.RecallId);
        foreach (var newest in messages.GroupBy(message => message.RecallId).Select(recall => recall.MaxBy(message => message.Version)!))
        {
            if (known[newest.RecallId].Any(batch => batch.Version >= newest.Version))
            {
                continue;
            }

            var before = known[newest.RecallId].ToDictionary(batch => batch.BatchId);
            foreach (var batch in newest.BatchIds.Distinct().Select(batchId => ToBatch(newest, batchId)))
            {
                if (before.TryGetValue(batch.BatchId, out var row))
                {
                    db.Entry(row).CurrentValues.SetValues(batch);
                }
                else
                {
                    db.Add(batch);
                }
            }
        }
    }

    static RecalledBatch ToBatch(RecallPublished published, Guid batchId) => new()
    {
        RecallId = published.RecallId,
        BatchId = batchId,
        Version = published.Version,
        Reason = published.Reason,
        RecalledAt = published.RecalledAt,
        LiftedAt = published.LiftedAt,
    };
}
