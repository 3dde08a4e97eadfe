using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Projections;
using Marketplace.Crediting.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Tests.Histories;

/// <content>The sums by who took part in the sales.</content>
sealed partial class Invariants
{
    /// <summary>The sums of parties are those of the entries, in whatever stretches the ledger is projected; nothing of it stays.</summary>
    async Task PartySumsAsync(CreditingDb db, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        long[] stretches = [0, _entries.Count / 3, _entries.Count];
        foreach (var (after, through) in stretches.Zip(stretches.Skip(1)))
        {
            await (await ProjectionBatch.ReadAsync(db, after, through, ct)).WriteAsync(db, ct);
        }

        var lines = (await db.SaleLines.AsNoTracking().ToListAsync(ct)).ToDictionary(line => line.Key);
        var reckoned =
            from entry in _entries
            let line = lines[entry.SaleKey]
            from party in new (PartyRole Role, Guid? Id)[]
            {
                (PartyRole.Buyer, line.UnitId), (PartyRole.Supplier, line.SupplierId),
                (PartyRole.Facilitator, entry.Mode == CreditMode.AssistedSale ? line.FacilitatorId : null),
            }
            where party.Id is not null
            group entry by $"{party.Role} {party.Id} {entry.PostingPeriod} {Month.Of(entry.RecognitionDate)} {entry.Scheme} {entry.Tier} "
                + $"{entry.HolderId} {entry.Mode}" into sum
            select $"{sum.Key} {sum.Sum(entry => entry.AmountFen)} {sum.Sum(entry => entry.SubsidisedFen)} {sum.Count()}";
        Same(
            Lines(reckoned),
            Lines((await db.PartyMonths.AsNoTracking().ToListAsync(ct)).Select(sum =>
                $"{sum.Role} {sum.PartyId} {sum.PostingPeriod} {sum.RecognitionMonth} {sum.Scheme} {sum.Tier} {sum.HolderId} {sum.Mode} "
                + $"{sum.AmountFen} {sum.SubsidisedFen} {sum.Entries}")),
            "the sums of parties are those of the entries");
        PartySales(
            [.. lines.Values],
            await db.PartySaleMonths.AsNoTracking().Where(sum => sum.Shares != 0 || sum.AmountFen != 0).ToListAsync(ct));
        await transaction.RollbackAsync(ct);
    }

    /// <summary>What a party bought, sold or helped to sell is what is left of its shares, by what was decided in the end.</summary>
    static void PartySales(List<SaleLine> lines, List<PartySaleMonth> sums)
    {
        var reckoned =
            from line in lines
            from party in new (PartyRole Role, Guid? Id)[]
            {
                (PartyRole.Buyer, line.UnitId), (PartyRole.Supplier, line.SupplierId), (PartyRole.Facilitator, line.FacilitatorId),
            }
            where party.Id is not null
            group line by $"{party.Role} {party.Id} {Month.Of(line.RecognitionDate)} "
                + $"{line.EastWestProvince} {line.EastWestCity} {line.EastWestCounty} "
                + $"{line.CounterpartProvince} {line.CounterpartCity} {line.CounterpartCounty} "
                + $"{line.DesignatedUnit} {line.QuotaUnit} {line.Outcome == CreditOutcome.Credited}" into sum
            select $"{sum.Key} {sum.Sum(line => line.NetFen)} {sum.Count()}";
        Same(
            Lines(reckoned),
            Lines(sums.Select(sum =>
                $"{sum.Role} {sum.PartyId} {sum.RecognitionMonth} {sum.EastWestProvince} {sum.EastWestCity} {sum.EastWestCounty} "
                + $"{sum.CounterpartProvince} {sum.CounterpartCity} {sum.CounterpartCounty} {sum.DesignatedUnit} {sum.QuotaUnit} "
                + $"{sum.IsCredited} {sum.AmountFen} {sum.Shares}")),
            "the sums of what parties traded are those of the shares");
    }
}
