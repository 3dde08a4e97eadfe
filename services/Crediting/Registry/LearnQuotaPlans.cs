using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Ledger;
using Marketplace.Crediting.Sales;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Registry;

/// <summary>
/// ← QuotaPlanPublished. Keeps what units have reserved; purchases of the year by a unit that files late count as well (CR-11).
/// </summary>
public sealed class LearnQuotaPlans : IApplyEvent<QuotaPlanPublished>
{
    public async Task ApplyAsync(LedgerWriter ledger, IReadOnlyList<QuotaPlanPublished> happened, CancellationToken ct)
    {
        foreach (var message in happened)
        {
            var known = await ledger.Db.QuotaPlans.AnyAsync(
                plan => plan.QuotaPlanId == message.QuotaPlanId && plan.Version == message.Version, ct);
            if (known)
            {
                continue;
            }

            ledger.AppendEvent(message);
            var isFirst = !await ledger.Db.QuotaPlans.AnyAsync(plan => plan.UnitId == message.UnitId && plan.Year == message.Year, ct);
            ledger.Db.Add(new QuotaPlan
            {
                QuotaPlanId = message.QuotaPlanId,
                Version = message.Version,
                UnitId = message.UnitId,
                UnitName = message.UnitName,
                Year = message.Year,
                PlannedFen = message.PlannedFen,
                ReservedFen = message.ReservedFen,
                WaiverDocument = message.WaiverDocument,
                LearnedAt = ledger.Now,
            });
            await ledger.Db.SaveChangesAsync(ct);
            if (isFirst)
            {
                var (first, last) = (new DateOnly(message.Year, 1, 1), new DateOnly(message.Year, 12, 31));
                await ReassessSales.PostAsync(
                    ledger,
                    (await SalesOfUnits.ConcernedAsync(ledger.Db, message.UnitId, ct))
                        .Where(line => line.RecognitionDate >= first && line.RecognitionDate <= last),
                    because: null,
                    ct);
            }
        }
    }
}
