using Marketplace.Contracts;
using Marketplace.Ordering.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Ordering.Buyers;

/// <summary>With which regions the regions of units are paired, as far as that has been learned.</summary>
public sealed class KnownPairings(OrderingDb db)
{
    /// <summary>
    /// The western regions with which a region is paired on the day: of the counties' pairings, or of the cities' or the province's where
    /// it has none of its own.
    /// </summary>
    /// <param name="east">Where the unit belongs.</param>
    /// <param name="day">The day.</param>
    public async Task<IReadOnlyList<RegionPath>> PartnersAsync(RegionPath east, DateOnly day, CancellationToken ct)
    {
        var ids = east.Ids;
        var valid = await db.Pairings.AsNoTracking()
            .Where(pairing => ids.Contains(pairing.EastRegionId) && pairing.ValidFrom <= day
                && (pairing.ValidTo == null || day < pairing.ValidTo))
            .ToListAsync(ct);
        return valid.Count == 0
            ? []
            : [.. valid.GroupBy(pairing => pairing.EastPath.Depth).MaxBy(group => group.Key)!.Select(pairing => pairing.WestPath)];
    }
}
