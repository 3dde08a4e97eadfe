using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;
using Region = Marketplace.PurchasingUnits.Domain.Region;

namespace Marketplace.PurchasingUnits.Regions;

/// <summary>What others are told of regions.</summary>
static class RegionMessages
{
    const int RegionsPerMessage = 500;

    public static IEnumerable<RegionsPublished> Of(IEnumerable<Region> regions) =>
        regions.Chunk(RegionsPerMessage).Select(chunk => new RegionsPublished { Regions = [.. chunk.Select(Of)] });

    static RegionsPublished.Region Of(Region region) => new()
    {
        RegionId = region.Id,
        Version = region.Version,
        Code = region.Code,
        Name = region.Name,
        Level = region.Level,
        Path = new RegionPath(region.Path),
    };
}
