using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Platform.Refusals;
using Marketplace.PurchasingUnits.Storage;
using Microsoft.EntityFrameworkCore;
using Region = Marketplace.PurchasingUnits.Domain.Region;

namespace Marketplace.PurchasingUnits.Regions;

/// <summary>Regions that callers refer to.</summary>
static class RegionReferences
{
    extension(UnitsDb db)
    {
        /// <summary>The region with the id.</summary>
        /// <exception cref="InvalidRequestException">There is none; the refusal names the field.</exception>
        public async Task<Region> RegionNamedAsync(string regionId, string field, CancellationToken ct) =>
            await db.RegionOrNoneAsync(regionId, ct) ?? throw Unknown(regionId, field);

        /// <summary>The region with the id; null when there is none.</summary>
        public async Task<Region?> RegionOrNoneAsync(string regionId, CancellationToken ct) => db.Ahead is { } ahead
            ? ahead.Regions.Find(regionId)
            : await db.Regions.AsNoTracking().SingleOrDefaultAsync(region => region.Id == regionId, ct);

        /// <summary>
        /// The region with the id, to which something can belong: it must exist until a day, or still when none is given, and be no
        /// placeholder.
        /// </summary>
        /// <exception cref="InvalidRequestException">There is none, or it is a placeholder.</exception>
        /// <exception cref="RuleBrokenException">It has ended before.</exception>
        public async Task<Region> RegionNamedAsync(string regionId, DateOnly? to, string field, CancellationToken ct)
        {
            var region = await db.RegionNamedAsync(regionId, field, ct);
            if (RegionCode.IsPlaceholder(region.Code))
            {
                var (zh, en) = PlaceRegion.PlaceholderRefusal(region.Name);
                throw new InvalidRequestException(PlaceRegion.Placeholder, field, zh, en);
            }

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

    extension(UnitsDb db)
    {
        /// <summary>As the other, of a county, or of a city that has none below it (CR-20).</summary>
        /// <exception cref="InvalidRequestException">There is none, or it is no place.</exception>
        /// <exception cref="RuleBrokenException">It has ended before.</exception>
        public async Task<Region> PlaceNamedAsync(string regionId, DateOnly? to, string field, CancellationToken ct)
        {
            var region = await db.RegionNamedAsync(regionId, to, field, ct);
            if (await db.IsPlaceAsync(region, ct))
            {
                return region;
            }

            var (zh, en) = PlaceRegion.Refusal(region.Name);
            throw new InvalidRequestException(PlaceRegion.NotPlace, field, zh, en);
        }

        /// <summary>Whether it is a county, a city without counties or a zone.</summary>
        public async Task<bool> IsPlaceAsync(Region region, CancellationToken ct) => PlaceRegion.IsPossible(
            region.Level,
            region.Code,
            hasCounties: region.Level == RegionLevel.Prefecture && await db.Regions.AnyAsync(
                other => other.ParentId == region.Id && other.Level == RegionLevel.County && other.EndedOn == null, ct));
    }

    public static InvalidRequestException Unknown(string regionId, string field)
    {
        var (zh, en) = UnknownRegion.Refusal(regionId);
        return new InvalidRequestException(UnknownRegion.Code, field, zh, en);
    }
}
