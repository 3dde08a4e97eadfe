using Marketplace.Catalog.Domain;
using Marketplace.Catalog.Storage;
using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Platform.Refusals;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Catalog.Regions;

/// <summary>Regions that requests name.</summary>
static class KnownRegion
{
    extension(CatalogDb db)
    {
        /// <summary>The region, tracked by the context.</summary>
        /// <exception cref="InvalidRequestException">The registry has published no such region.</exception>
        public async Task<Region> RegionNamedAsync(string regionId, string field, CancellationToken ct) =>
            await db.Regions.FindAsync([regionId], ct) ?? throw Unknown(regionId, field);

        /// <summary>Requires regions that there are, of any level.</summary>
        /// <exception cref="InvalidRequestException">The registry has published no such region.</exception>
        public async Task RequireRegionsAsync(IReadOnlyList<string> regionIds, string field, CancellationToken ct)
        {
            var known = regionIds.Count == 0 ? []
                : await db.Regions.Where(region => regionIds.Contains(region.Id)).Select(region => region.Id).ToHashSetAsync(ct);
            if (regionIds.FirstOrDefault(id => !known.Contains(id)) is { } unknown)
            {
                throw Unknown(unknown, field);
            }
        }

        /// <summary>The region, which must exist still.</summary>
        /// <exception cref="InvalidRequestException">The registry has published no such region.</exception>
        /// <exception cref="RuleBrokenException">It was merged or split.</exception>
        public async Task<Region> CurrentRegionNamedAsync(string regionId, string field, CancellationToken ct)
        {
            var region = await db.RegionNamedAsync(regionId, field, ct);
            if (region.EndedOn is not { } ended)
            {
                return region;
            }

            var (zh, en) = EndedRegion.Refusal(region.Name, region.Id, region.Code, ended);
            throw new RuleBrokenException(EndedRegion.Code, zh, en, field);
        }

        /// <summary>The region, in which something can be (CR-20).</summary>
        /// <exception cref="InvalidRequestException">There is no such region, or it is no place.</exception>
        /// <exception cref="RuleBrokenException">It was merged or split.</exception>
        public async Task<Region> PlaceNamedAsync(string regionId, string field, CancellationToken ct)
        {
            var region = await db.CurrentRegionNamedAsync(regionId, field, ct);
            if (PlaceRegion.IsPossible(region.Level, region.Code, await db.HasCountiesAsync(region, ct)))
            {
                return region;
            }

            var (zh, en) = PlaceRegion.Refusal(region.Name);
            throw new InvalidRequestException(PlaceRegion.NotPlace, field, zh, en);
        }

        /// <summary>The region, from which goods can come (CR-04).</summary>
        /// <exception cref="InvalidRequestException">There is no such region, or goods can't come from it.</exception>
        /// <exception cref="RuleBrokenException">It was merged or split.</exception>
        public async Task<Region> OriginNamedAsync(string regionId, string field, CancellationToken ct)
        {
            var region = await db.CurrentRegionNamedAsync(regionId, field, ct);
            if (OriginRegion.IsPossible(region.Level, region.Code, await db.HasCountiesAsync(region, ct)))
            {
                return region;
            }

            var (zh, en) = OriginRegion.Refusal(region.Name);
            throw new InvalidRequestException(OriginRegion.NotCounty, field, zh, en);
        }

        async Task<bool> HasCountiesAsync(Region region, CancellationToken ct) =>
            region.Level == RegionLevel.Prefecture && await db.Regions.AnyAsync(
                other => other.Level == RegionLevel.County && other.EndedOn == null && other.PathValue.StartsWith(region.PathValue), ct);
    }

    static InvalidRequestException Unknown(string regionId, string field)
    {
        var (zh, en) = UnknownRegion.Refusal(regionId);
        return new InvalidRequestException(UnknownRegion.Code, field, zh, en);
    }
}
