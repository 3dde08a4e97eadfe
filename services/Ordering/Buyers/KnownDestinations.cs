using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Refusals;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Ordering.Buyers;

/// <summary>Where goods may go: regions and docks as far as they have been learned.</summary>
public sealed class KnownDestinations(OrderingDb db, ShortLivedCache<string, Region> regions, ShortLivedCache<Guid, Dock> docks)
{
    /// <summary>The docks of these ids; what is not known is left out.</summary>
    public Task<Dictionary<Guid, Dock>> DocksAsync(IEnumerable<Guid> dockIds, CancellationToken ct) => docks.GetAsync(
        dockIds,
        ids => db.Docks.AsNoTracking().Where(row => ids.Contains(row.DockId)).ToListAsync(ct),
        row => row.DockId);

    /// <summary>The regions of these ids; what is not known is left out.</summary>
    public Task<Dictionary<string, Region>> RegionsAsync(IEnumerable<string> regionIds, CancellationToken ct) => regions.GetAsync(
        regionIds,
        ids => db.Regions.AsNoTracking().Where(row => ids.Contains(row.RegionId)).ToListAsync(ct),
        row => row.RegionId);

    /// <summary>The region; null when it is not known.</summary>
    public async Task<Region?> RegionAsync(string regionId, CancellationToken ct) =>
        (await RegionsAsync([regionId], ct)).GetValueOrDefault(regionId);

    /// <summary>The dock, which must be one of the units and have an address still.</summary>
    /// <param name="known">As <see cref="DocksAsync"/> found them.</param>
    /// <param name="dockId">The dock that is wanted.</param>
    /// <param name="unitIds">Who buys, and for whom.</param>
    /// <param name="field">Where it stands in the request.</param>
    /// <exception cref="InvalidRequestException">None of the units has such a dock.</exception>
    public static Dock Require(Dictionary<Guid, Dock> known, Guid dockId, IEnumerable<Guid> unitIds, string field) =>
        known.TryGetValue(dockId, out var dock) && dock.Address is not null && unitIds.Contains(dock.UnitId)
            ? dock
            : throw new InvalidRequestException(
                "unknown_dock",
                field,
                $"本单位没有收货点 {dockId}；请先登记，刚登记的请稍候片刻再试。",
                $"The unit has no dock {dockId}; register it first, or retry in a moment if that was just done.");

    /// <summary>The region, to which goods can be delivered today.</summary>
    /// <param name="known">As <see cref="RegionsAsync"/> found them.</param>
    /// <param name="regionId">The region that is wanted.</param>
    /// <param name="field">Where it stands in the request.</param>
    /// <exception cref="InvalidRequestException">There is no such region, or it is too large.</exception>
    /// <exception cref="RuleBrokenException">It was merged or split.</exception>
    public async Task<Region> RequireAsync(Dictionary<string, Region> known, string regionId, string field, CancellationToken ct)
    {
        var region = RequireCurrent(known, regionId, field);
        return await CanBeDeliveredToAsync(region, ct)
            ? region
            : throw new InvalidRequestException(
                "region_not_deliverable",
                field,
                "收货地须具体到县、区、不设县的地级市或功能区；请选择其下级区划。",
                "The place of delivery must be a county, a city without counties or a zone; choose one inside this region.");
    }

    /// <summary>The region, which there must be today.</summary>
    /// <param name="known">As <see cref="RegionsAsync"/> found them.</param>
    /// <param name="regionId">The region that is wanted.</param>
    /// <param name="field">Where it stands in the request.</param>
    /// <exception cref="InvalidRequestException">There is no such region.</exception>
    /// <exception cref="RuleBrokenException">It was merged or split.</exception>
    public static Region RequireCurrent(Dictionary<string, Region> known, string regionId, string field)
    {
        if (!known.TryGetValue(regionId, out var region))
        {
            var (zh, en) = UnknownRegion.Refusal(regionId);
            throw new InvalidRequestException(UnknownRegion.Code, field, zh, en);
        }

        return region.EndedOn is not { } ended
            ? region
            : throw new RuleBrokenException(
                "region_ended",
                $"该行政区划已于 {ended:yyyy-MM-dd} 撤并，请改用其后继地区（见 /units/regions/resolutions?code={region.Code}）。",
                $"This region ended on {ended:yyyy-MM-dd}: use its successor, see /units/regions/resolutions?code={region.Code}.",
                field);
    }

    /// <summary>Only of a prefecture it has to be found out whether it has counties.</summary>
    async Task<bool> CanBeDeliveredToAsync(Region region, CancellationToken ct) => region.CanBeDeliveredTo(
        hasCounties: region.Level == RegionLevel.Prefecture
            // The path is text in the database.
            && await db.Regions.AnyAsync(
                other => other.Level == RegionLevel.County && other.EndedOn == null
                    && ((string)(object)other.Path).StartsWith(region.Path.Value), ct));
}
