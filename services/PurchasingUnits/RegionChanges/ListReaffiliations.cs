using Marketplace.Contracts;
using Marketplace.Platform.Web;
using Marketplace.PurchasingUnits.Regions;
using Marketplace.PurchasingUnits.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.PurchasingUnits.RegionChanges;

/// <summary>A unit whose region was split, and of which nobody has yet said where it belongs.</summary>
/// <param name="UnitId">The unit.</param>
/// <param name="UnitName">Its name.</param>
/// <param name="RegionId">The region that was split.</param>
/// <param name="On">The day of the split.</param>
public sealed record UnitToReaffiliate(Guid UnitId, string UnitName, string RegionId, DateOnly On);

/// <summary>GET /units/reaffiliations: units whose region was split, until they are moved, confirmed in it, or corrected (CR-20).</summary>
public static class ListReaffiliations
{
    public sealed record Filter(string? Region = null) : IChecked
    {
        public void Check(Checks check) => check.RegionIdOrNone(Region, "region");
    }

    public static void Map(RouteGroupBuilder api) => api.MapGet("/reaffiliations", HandleAsync)
        .WithName(nameof(ListReaffiliations)).WithSummary("待重新归属的单位 Units whose region was split")
        .For(Roles.Official, Roles.Auditor, Roles.Operator);

    static async Task<Ok<Page<UnitToReaffiliate>>> HandleAsync(
        [AsParameters] Filter filter, [AsParameters] PageQuery page, UnitsDb db, CancellationToken ct)
    {
        var open = from pending in db.Reaffiliations.AsNoTracking()
                   join unit in db.Units on pending.UnitId equals unit.Id
                   where pending.SettledAt == null
                   select new { pending.UnitId, unit.Name, pending.RegionId, pending.On };
        if (filter.Region is { } region)
        {
            open = open.Where(pending => pending.RegionId == region);
        }

        if (Cursor.Decode(page.After, 3) is [var last, var lastRegion, var lastDay])
        {
            var (lastId, day) = (Cursor.Id(last), Cursor.Day(lastDay));
            open = open.Where(pending => pending.UnitId > lastId || (pending.UnitId == lastId
                && (pending.RegionId.CompareTo(lastRegion) > 0 || (pending.RegionId == lastRegion && pending.On > day))));
        }

        var found = await open.OrderBy(pending => pending.UnitId).ThenBy(pending => pending.RegionId).ThenBy(pending => pending.On)
            .Take(page.Size + 1).ToListAsync(ct);
        return TypedResults.Ok(Page.Of(
            found,
            page.Size,
            pending => new UnitToReaffiliate(pending.UnitId, pending.Name, pending.RegionId, pending.On),
            pending => Cursor.Encode(pending.UnitId.ToString(), pending.RegionId, $"{pending.On:yyyy-MM-dd}")));
    }
}
