using Marketplace.Crediting.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Reports;

/// <summary>How far the ledger had come at an instant.</summary>
public static class KnownEntries
{
    /// <summary>
    /// The last entry that was posted no later than that; 0 when none was. Numbers have no gaps and times never fall with them, so it is
    /// found by halving, without an index that every posting would have to keep.
    /// </summary>
    public static async Task<long> LastUntilAsync(CreditingDb db, DateTimeOffset instant, CancellationToken ct)
    {
        var head = await db.LedgerHeads.AsNoTracking().SingleAsync(ct);
        if (head.WrittenAt <= instant)
        {
            return head.EntryNo;
        }

        var (low, high) = (0L, head.EntryNo);
        while (low < high)
        {
            var middle = high - ((high - low) / 2);
            var postedAt = await db.CreditEntries.AsNoTracking().IgnoreQueryFilters()
                .Where(entry => entry.EntryNo == middle).Select(entry => entry.PostedAt).SingleAsync(ct);
            (low, high) = postedAt <= instant ? (middle, high) : (low, middle - 1);
        }

        return low;
    }
}
