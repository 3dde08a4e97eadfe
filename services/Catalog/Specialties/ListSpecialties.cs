using Marketplace.Catalog.Regions;
using Marketplace.Catalog.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Catalog.Specialties;

/// <summary>GET /catalog/specialties: the products that western counties are known for, by county and name.</summary>
public static class ListSpecialties
{
    /// <summary>What to look for.</summary>
    /// <param name="Origin">A region: specialties from there, that is from any county in it.</param>
    public sealed record Filter(string? Origin = null) : IChecked
    {
        public void Check(Checks checks) => checks.TextOrNone(Origin, "origin", max: 40);
    }

    public static void Map(RouteGroupBuilder specialties) => specialties.MapGet("/", HandleAsync)
        .WithName(nameof(ListSpecialties)).WithSummary("特色产品参考目录 List specialty products").ForEveryRole();

    static async Task<Ok<Page<SpecialtyView>>> HandleAsync(
        [AsParameters] Filter filter, [AsParameters] PageQuery page, CatalogDb db, CancellationToken ct)
    {
        var specialties = db.Specialties.AsNoTracking();
        if (filter.Origin is { } origin)
        {
            var region = await db.RegionNamedAsync(origin, "origin", ct);
            var within = db.Regions.Where(r => r.PathValue.StartsWith(region.PathValue)).Select(r => r.Id);
            specialties = specialties.Where(s => within.Contains(s.OriginId));
        }

        if (Cursor.Decode(page.After, 2) is [var lastOrigin, var lastName])
        {
            specialties = specialties.Where(s =>
                s.OriginId.CompareTo(lastOrigin) > 0 || (s.OriginId == lastOrigin && s.Name.CompareTo(lastName) > 0));
        }

        var found = await specialties.OrderBy(s => s.OriginId).ThenBy(s => s.Name).Take(page.Size + 1).ToListAsync(ct);
        return TypedResults.Ok(Page.Of(found, page.Size, SpecialtyView.Of, specialty => Cursor.Encode(specialty.OriginId, specialty.Name)));
    }
}
