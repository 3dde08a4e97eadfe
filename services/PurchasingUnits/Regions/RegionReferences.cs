using Marketplace.Platform.Web;
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
        /// <exception cref="InvalidRequestException">There is none; the field that named it is told.</exception>
        public async Task<Region> RegionNamedAsync(string regionId, string field, CancellationToken ct) =>
            await db.Regions.AsNoTracking().SingleOrDefaultAsync(region => region.Id == regionId, ct) ?? throw new InvalidRequestException(
                "unknown_region",
                field,
                $"没有行政区划 {regionId}，请从区划列表中选择。",
                $"There is no region {regionId}; choose one from the list of regions.");
    }
}
