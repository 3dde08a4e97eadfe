using Marketplace.Contracts;
using Marketplace.PurchasingUnits.Domain;
using Marketplace.PurchasingUnits.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.PurchasingUnits.Regions;

/// <summary>Townships and villages by code and day, and what they are called in full.</summary>
static class SubdivisionNames
{
    extension(UnitsDb db)
    {
        /// <summary>What had the code on the day; null when nothing had.</summary>
        public Task<Subdivision?> SubdivisionOfCodeAsync(string code, DateOnly day, CancellationToken ct) =>
            db.Subdivisions.AsNoTracking()
                .Where(row => row.Code == code && row.ValidFrom <= day && (row.ValidTo == null || row.ValidTo > day))
                .SingleOrDefaultAsync(ct);

        public async Task<SubdivisionView> ViewAsync(Subdivision row, DateOnly day, CancellationToken ct)
        {
            var township = row.ParentId is { } parent
                ? await db.Subdivisions.AsNoTracking().Where(known => known.SubdivisionId == parent && known.ValidFrom <= day)
                    .OrderByDescending(known => known.ValidFrom).Select(known => known.Name).FirstOrDefaultAsync(ct)
                : null;
            return SubdivisionView.Of(row, await db.CountyNameAsync(row.CountyId, day, ct) + township);
        }

        /// <summary>The names of a county and of all in which it lay on the day, from the province down.</summary>
        public async Task<string> CountyNameAsync(string countyId, DateOnly day, CancellationToken ct)
        {
            var names = new Stack<string>();
            for (string? id = countyId; id is not null;)
            {
                var region = await db.Regions.AsNoTracking().SingleAsync(known => known.Id == id, ct);
                var then = await db.RegionCodeVersions.AsNoTracking()
                    .Where(version => version.RegionId == region.Id && version.ValidFrom <= day
                        && (version.ValidTo == null || version.ValidTo > day)).FirstOrDefaultAsync(ct);
                if (!RegionCode.IsPlaceholder(region.Code))
                {
                    names.Push(then?.Name ?? region.Name);
                }

                id = then is null ? region.ParentId : then.ParentId;
            }

            return string.Concat(names);
        }
    }
}
