using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Platform.Web;
using Marketplace.PurchasingUnits.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.PurchasingUnits.Regions;

/// <summary>GET /units/regions: regions in the order of their ids.</summary>
public static class ListRegions
{
    /// <param name="Parent">The id of the region directly above.</param>
    /// <param name="Q">A part of the name, or the beginning of the code.</param>
    public sealed record Filter(string? Parent = null, string? Q = null) : IChecked
    {
        public void Check(Checks check)
        {
            check.RegionIdOrNone(Parent, "parent");
            check.TextOrNone(Q, "q", max: 100);
        }
    }

    public static void Map(RouteGroupBuilder regions) => regions.MapGet("/", HandleAsync)
        .WithName(nameof(ListRegions)).WithSummary("行政区划列表 Regions by parent, level, name or code").ForEveryRole();

    static async Task<Ok<Page<RegionView>>> HandleAsync(
        [AsParameters] Filter filter, [AsParameters] PageQuery page, UnitsDb db, CancellationToken ct, RegionLevel? level = null)
    {
        var regions = db.Regions.AsNoTracking();
        if (filter.Parent is { } parent)
        {
            regions = regions.Where(region => region.ParentId == parent);
        }

        if (level is { } wanted)
        {
            regions = regions.Where(region => region.Level == wanted);
        }

        if (filter.Q is { } q)
        {
            regions = regions.Where(region => region.Name.Contains(q) || region.Code!.StartsWith(q));
        }

        if (Cursor.Decode(page.After, 1) is [var last])
        {
            regions = regions.Where(region => region.Id.CompareTo(last) > 0);
        }

        var found = await regions.OrderBy(region => region.Id).Take(page.Size + 1).ToListAsync(ct);
        return TypedResults.Ok(Page.Of(found, page.Size, RegionView.Of, region => Cursor.Encode(region.Id)));
    }
}
