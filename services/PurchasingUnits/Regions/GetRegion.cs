using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;
using Marketplace.PurchasingUnits.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.PurchasingUnits.Regions;

/// <summary>GET /units/regions/{regionId}.</summary>
public static class GetRegion
{
    public sealed record Place(string RegionId) : IChecked
    {
        public void Check(Checks check) => check.RegionId(RegionId, "regionId");
    }

    public static void Map(RouteGroupBuilder regions) => regions.MapGet("/{regionId}", HandleAsync)
        .WithName(nameof(GetRegion)).WithSummary("查看行政区划 One region").ForEveryRole();

    static async Task<EtagOk<RegionView>> HandleAsync([AsParameters] Place place, UnitsDb db, CancellationToken ct)
    {
        var region = await db.Regions.AsNoTracking().SingleOrDefaultAsync(known => known.Id == place.RegionId, ct)
            ?? throw NoSuchRegion(place.RegionId);
        return Etag.Ok(await db.ViewWithHistoryAsync(region, ct), region.Version);
    }

    internal static NotFoundException NoSuchRegion(string regionId) => new(
        "region_not_found",
        $"没有行政区划 {regionId}，请检查区划标识。",
        $"There is no region {regionId}; check its id.");
}
