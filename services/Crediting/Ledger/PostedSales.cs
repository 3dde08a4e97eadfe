using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Ledger;

/// <summary>Reads sales, their entries and their holds by the key of the sale.</summary>
static class PostedSales
{
    extension(IQueryable<SaleLine> sales)
    {
        /// <summary>The sale with that key, in whatever region.</summary>
        public Task<SaleLine> WithKeyAsync(SaleKey key, CancellationToken ct) => sales.IgnoreQueryFilters().SingleAsync(
            line => line.LineId == key.LineId && line.AcceptanceNo == key.AcceptanceNo && line.ShareNo == key.ShareNo, ct);
    }

    extension(CreditingDb db)
    {
        /// <summary>These sales with all of their entries in the database.</summary>
        public async Task<IReadOnlyDictionary<SaleKey, PostedSale>> PostedAsync(IReadOnlyCollection<SaleLine> lines, CancellationToken ct)
        {
            Guid[] ids = [.. lines.Select(line => line.LineId).Distinct()];
            var entries = (await db.CreditEntries.AsNoTracking().IgnoreQueryFilters()
                    .Where(entry => ids.Contains(entry.LineId)).ToListAsync(ct))
                .OrderBy(entry => entry.EntryNo).ToLookup(entry => entry.SaleKey);
            return lines.ToDictionary(line => line.Key, line => new PostedSale(line, entries[line.Key]));
        }

        /// <summary>The open holds of these sales.</summary>
        public async Task<ILookup<SaleKey, Hold>> OpenHoldsAsync(IReadOnlyCollection<SaleLine> lines, CancellationToken ct)
        {
            Guid[] ids = [.. lines.Where(line => line.Status == SaleStatus.Held).Select(line => line.LineId).Distinct()];
            List<Hold> holds = ids.Length == 0
                ? []
                : await db.Holds.IgnoreQueryFilters()
                    .Where(hold => ids.Contains(hold.LineId) && hold.PriceRiseId == null && hold.State == HoldState.Open).ToListAsync(ct);
            return holds.ToLookup(hold => hold.SaleKey);
        }
    }
}
