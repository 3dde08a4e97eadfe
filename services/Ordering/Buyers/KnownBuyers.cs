using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Ordering.Buyers;

/// <summary>Who may order and where goods may go: units and regions as far as they have been learned.</summary>
public sealed class KnownBuyers(OrderingDb db, ShortLivedCache<Guid, PurchasingUnit> units, ShortLivedCache<string, Region> regions)
{
    /// <summary>The units of these ids; what is not known is left out.</summary>
    public Task<Dictionary<Guid, PurchasingUnit>> UnitsAsync(IEnumerable<Guid> unitIds, CancellationToken ct) => units.GetAsync(
        unitIds,
        ids => db.PurchasingUnits.AsNoTracking().Where(row => ids.Contains(row.UnitId)).ToListAsync(ct),
        row => row.UnitId);

    public async Task<PurchasingUnit?> UnitAsync(Guid unitId, CancellationToken ct) =>
        (await UnitsAsync([unitId], ct)).GetValueOrDefault(unitId);

    public async Task<Region?> RegionAsync(string regionId, CancellationToken ct)
    {
        var found = await regions.GetAsync(
            [regionId],
            ids => db.Regions.AsNoTracking().Where(row => ids.Contains(row.RegionId)).ToListAsync(ct),
            row => row.RegionId);
        return found.GetValueOrDefault(regionId);
    }

    /// <summary>
    /// Whether goods can be delivered to the region. Only of a prefecture it has to be found out whether it has counties.
    /// </summary>
    public async Task<bool> CanBeDeliveredToAsync(Region region, CancellationToken ct) => region.CanBeDeliveredTo(
        hasCounties: region.Level == RegionLevel.Prefecture
            // The path is text in the database.
            && await db.Regions.AnyAsync(
                other => other.Level == RegionLevel.County && other.EndedOn == null
                    && ((string)(object)other.Path).StartsWith(region.Path.Value), ct));
}
