using Marketplace.Contracts;
using Marketplace.Platform.Refusals;
using Marketplace.PurchasingUnits.Domain;
using Marketplace.PurchasingUnits.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.PurchasingUnits.Regions;

/// <summary>Regions that callers refer to.</summary>
static class RegionReferences
{
    extension(UnitsDb db)
    {
        /// <summary>The region with the id.</summary>
        /// <exception cref="InvalidRequestException">There is none; the refusal names the field.</exception>
        public async Task<Region> RegionNamedAsync(string regionId, string field, CancellationToken ct) =>
            await db.Regions.AsNoTracking().SingleOrDefaultAsync(region => region.Id == regionId, ct) ?? throw Unknown(regionId, field);

        /// <summary>The region with the id, which must exist until a day, or still when none is given.</summary>
        /// <exception cref="RuleBrokenException">It has ended before.</exception>
        public async Task<Region> RegionNamedAsync(string regionId, DateOnly? to, string field, CancellationToken ct)
        {
            var region = await db.RegionNamedAsync(regionId, field, ct);
            if (region.EndedOn is { } ended && (to is null || to > ended))
            {
                throw new RuleBrokenException(
                    "region_ended",
                    $"{region.Name}（{region.Id}）已于 {ended:yyyy-MM-dd} 撤并；自该日起请使用其后继地区。",
                    $"{region.Name} ({region.Id}) ended on {ended:yyyy-MM-dd}; use its successor from that day on.",
                    field);
            }

            return region;
        }
    }

    public static InvalidRequestException Unknown(string regionId, string field)
    {
        var (zh, en) = UnknownRegion.Refusal(regionId);
        return new InvalidRequestException(UnknownRegion.Code, field, zh, en);
    }
}
