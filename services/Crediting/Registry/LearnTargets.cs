using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Ledger;
using Marketplace.Crediting.Storage;
using Marketplace.Platform.Messaging;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Registry;

/// <summary>
/// ← TargetPublished. Keeps every version of the targets: a report of June shows what held in June. They change no credit, so the journal
/// doesn't have them; but they are learned at an instant of the ledger, so that a snapshot knows them or doesn't.
/// </summary>
public sealed class LearnTargets(CreditingDb db, LedgerWriterFactory ledgers) : IConsume<TargetPublished>
{
    public async Task ConsumeAsync(IReadOnlyList<TargetPublished> messages, CancellationToken ct)
    {
        var ledger = await ledgers.OpenAsync(db, ct);
        Guid[] ids = [.. messages.Select(message => message.TargetId).Distinct()];
        var known = (await db.Targets.Where(target => ids.Contains(target.TargetId))
                .Select(target => new { target.TargetId, target.Version }).ToListAsync(ct))
            .Select(row => (row.TargetId, row.Version)).ToHashSet();
        foreach (var message in messages.Where(message => known.Add((message.TargetId, message.Version))))
        {
            ledger.NamesChange();
            db.Add(new Target
            {
                TargetId = message.TargetId,
                Version = message.Version,
                HolderId = message.HolderId,
                Measure = message.Measure,
                Year = message.Year,
                AmountFen = message.AmountFen,
                EffectiveFrom = message.EffectiveFrom,
                SourceDocument = message.SourceDocument,
                LearnedAt = ledger.Now,
            });
        }

        await ledger.WriteAsync(ct);
    }
}
