using Marketplace.Contracts;
using Marketplace.PurchasingUnits.Domain;
using Marketplace.PurchasingUnits.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.PurchasingUnits.Regions;

/// <summary>What is known of regions over time.</summary>
static class RegionHistories
{
    extension(UnitsDb db)
    {
        public async Task<RegionView> ViewWithHistoryAsync(Region region, CancellationToken ct)
        {
            var versions = await db.RegionCodeVersions.AsNoTracking().Where(version => version.RegionId == region.Id)
                .OrderBy(version => version.ValidFrom).ToListAsync(ct);
            var lineage = await db.RegionLineages.AsNoTracking()
                .Where(known => known.FromRegionId == region.Id || known.ToRegionId == region.Id)
                .OrderBy(known => known.On).ThenBy(known => known.Id).ToListAsync(ct);
            var listings = await db.PovertyListings.AsNoTracking().Where(listing => listing.RegionId == region.Id)
                .OrderBy(listing => listing.ValidFrom).ToListAsync(ct);
            return RegionView.Of(region) with
            {
                CodeVersions = OrNull(versions.Select(version => new RegionView.CodeVersionView(
                    version.Code, version.Name, version.ParentId, version.ValidFrom, version.ValidTo))),
                Lineage = OrNull(lineage.Select(known => new RegionView.LineageView(
                    known.Kind, known.FromRegionId, known.ToRegionId, known.On, known.Document, known.RegisteredAt))),
                FormerPovertyCounty = OrNull(
                    listings.Select(listing => new RegionView.ListingView(listing.ValidFrom, listing.ValidTo, listing.Document))),
            };
        }

        /// <summary>
        /// Where a stay in a region was on each of its days, as affiliations: several when the region was transferred meanwhile.
        /// </summary>
        public async Task<IReadOnlyList<RegisteredAffiliation>> StayAsync(Region region, DateOnly from, DateOnly? to, CancellationToken ct)
        {
            var path = new RegionPath(region.Path);
            if (db.Ahead is { } ahead)
            {
                return ahead.Regions.HaveChanged(path.Ids)
                    ? ahead.Regions.Atlas.Between(region.Id, from, to)
                    : [RegisteredAffiliation.With(path, from, to)];
            }

            // Most regions never changed, and then the path of the day is the path of all days.
            return await db.RegionCodeVersions.AnyAsync(version => path.Ids.Contains(version.RegionId), ct)
                ? (await db.AtlasAsync(ct)).Between(region.Id, from, to)
                : [RegisteredAffiliation.With(path, from, to)];
        }

        public async Task<RegionAtlas> AtlasAsync(CancellationToken ct) => new(
            await db.Regions.AsNoTracking().ToDictionaryAsync(region => region.Id, region => region.ParentId, ct),
            await db.RegionCodeVersions.AsNoTracking().ToListAsync(ct));
    }

    static List<T>? OrNull<T>(IEnumerable<T> items)
    {
        List<T> list = [.. items];
        return list.Count == 0 ? null : list;
    }
}
