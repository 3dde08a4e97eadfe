using System.Globalization;
using Marketplace.Catalog.Domain;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Catalog.Storage;

/// <summary>Who comes first for an order decides what becomes of its hold.</summary>
public static class ClaimHolds
{
    extension(CatalogDb db)
    {
        /// <summary>
        /// Makes the holds of those orders that have none, in the given state, and returns their ids. Another transaction that makes
        /// one at the same time makes this one wait and, when it commits, keeps its own.
        /// </summary>
        public async Task<HashSet<Guid>> ClaimHoldsAsync(
            IEnumerable<Guid> orderIds, HoldState state, DateTimeOffset now, CancellationToken ct)
        {
            // In one order everywhere, so that two transactions with the same orders can't wait for each other.
            Guid[] ids = [.. orderIds.Distinct().Order()];
            var rows = string.Join(", ", ids.Select((_, i) => string.Create(CultureInfo.InvariantCulture, $"({{{i + 2}}}, {{0}}, {{1}})")));
            var claim = $"""
                INSERT INTO stock_holds (order_id, state, decided_at) VALUES {rows}
                ON CONFLICT DO NOTHING RETURNING order_id AS "Value"
                """;
            object[] parameters = [state.ToString(), now.ToUnixTimeMilliseconds(), .. ids];
            return [.. await db.Database.SqlQueryRaw<Guid>(claim, parameters).ToListAsync(ct)];
        }
    }
}
