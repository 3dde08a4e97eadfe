using Marketplace.Catalog.Domain;
using Marketplace.Catalog.Storage;
using Marketplace.Platform.Refusals;

namespace Marketplace.Catalog.Regions;

/// <summary>Regions that requests name.</summary>
static class KnownRegion
{
    /// <summary>The region, tracked by the context.</summary>
    /// <exception cref="InvalidRequestException">The registry has told of no such region.</exception>
    public static async Task<Region> FindAsync(CatalogDb db, string regionId, string field, CancellationToken ct) =>
        await db.Regions.FindAsync([regionId], ct) ?? throw new InvalidRequestException(
            "unknown_region",
            field,
            $"没有标识为“{regionId}”的行政区划，请从 /units/regions 查询后重填。",
            $"There is no region \"{regionId}\"; look it up at /units/regions.");
}
