using Marketplace.Contracts.Catalog;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Registry;

/// <summary>
/// ← RecallPublished. What was accepted of the batches from the recall on is held until both sides have decided (CR-17). What is credited
/// by the time that the recall is heard of stays, as with a suspicion, and goes back by a return when the goods do (CR-15).
/// </summary>
public sealed class LearnRecalls : IApplyEvent<RecallPublished>
{
    public async Task ApplyAsync(LedgerWriter ledger, IReadOnlyList<RecallPublished> happened, CancellationToken ct)
    {
        // One after the other, as a replay of the journal applies them.
        foreach (var message in happened)
        {
            await ApplyAsync(ledger, message, ct);
        }
    }

    static async Task ApplyAsync(LedgerWriter ledger, RecallPublished message, CancellationToken ct)
    {
        var db = ledger.Db;
        var known = await db.RecalledBatches.Where(batch => batch.RecallId == message.RecallId)
            .ToDictionaryAsync(batch => batch.BatchId, ct);
        if (known.Values.Any(batch => batch.Version >= message.Version))
        {
            return;
        }

        ledger.AppendEvent(message);
        foreach (var batchId in message.BatchIds)
        {
            if (!known.TryGetValue(batchId, out var batch))
            {
                batch = new RecalledBatch { RecallId = message.RecallId, BatchId = batchId, RecalledAt = message.RecalledAt };
                db.Add(batch);
            }

            batch.Learn(message.Version, message.LiftedAt);
        }

        await db.SaveChangesAsync(ct);
    }
}
