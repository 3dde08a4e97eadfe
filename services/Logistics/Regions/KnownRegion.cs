using Marketplace.Contracts;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Refusals;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.Regions;

/// <summary>Regions that requests name.</summary>
static class KnownRegion
{
    /// <summary>The region, which must exist still; tracked by the context.</summary>
    /// <exception cref="InvalidRequestException">The registry has published no such region.</exception>
    /// <exception cref="RuleBrokenException">It was merged or split.</exception>
    public static async Task<Region> CurrentRegionNamedAsync(this LogisticsDb db, string regionId, string field, CancellationToken ct)
    {
        if (await db.Regions.FindAsync([regionId], ct) is not { } region)
        {
            var unknown = UnknownRegion.Refusal(regionId);
            throw new InvalidRequestException(UnknownRegion.Code, field, unknown.Zh, unknown.En);
        }

        if (region.EndedOn is not { } endedOn)
        {
            return region;
        }

        var ended = EndedRegion.Refusal(region.Name, region.Id, region.Code, endedOn);
        throw new RuleBrokenException(EndedRegion.Code, ended.Zh, ended.En, field);
    }

    /// <summary>The ids of the region and all below it, a few thousand at most.</summary>
    /// <exception cref="InvalidRequestException">The registry has published no such region.</exception>
    public static async Task<List<string>> RegionsWithinAsync(this LogisticsDb db, string regionId, string field, CancellationToken ct)
    {
        var segment = RegionPath.Segment(regionId);
        var within = await db.Regions.Where(region => region.PathValue.Contains(segment)).Select(region => region.Id).ToListAsync(ct);
        var unknown = UnknownRegion.Refusal(regionId);
        return within.Count > 0 ? within : throw new InvalidRequestException(UnknownRegion.Code, field, unknown.Zh, unknown.En);
    }
}
