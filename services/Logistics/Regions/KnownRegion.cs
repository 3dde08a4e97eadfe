using Marketplace.Contracts;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Refusals;

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
}
