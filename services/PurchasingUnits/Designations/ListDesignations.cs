using Marketplace.Contracts;
using Marketplace.Platform.Web;
using Marketplace.PurchasingUnits.Regions;
using Marketplace.PurchasingUnits.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.PurchasingUnits.Designations;

/// <summary>GET /units/designations: counties assigned to units, in the order of their ids.</summary>
public static class ListDesignations
{
    /// <param name="Unit">The unit that holds them.</param>
    /// <param name="County">The id of a region that the county is or lies in.</param>
    /// <param name="On">A day on which they are valid.</param>
    public sealed record Filter(Guid? Unit = null, string? County = null, DateOnly? On = null) : IChecked
    {
        public void Check(Checks check) => check.RegionIdOrNone(County, "county");
    }

    public static void Map(RouteGroupBuilder designations) => designations.MapGet("/", HandleAsync)
        .WithName(nameof(ListDesignations)).WithSummary("定点帮扶列表 Designations by unit, county or day").ForEveryRole();

    static async Task<Ok<Page<DesignationView>>> HandleAsync(
        [AsParameters] Filter filter, [AsParameters] PageQuery page, UnitsDb db, CancellationToken ct)
    {
        var designations = db.Designations.AsNoTracking();
        if (filter.Unit is { } unit)
        {
            designations = designations.Where(known => known.UnitId == unit);
        }

        if (filter.County is { } county)
        {
            var segment = RegionPath.Segment(county);
            designations = designations.Where(known => known.CountyPath.Contains(segment));
        }

        if (filter.On is { } day)
        {
            designations = designations.Where(known => known.ValidFrom <= day && (known.ValidTo == null || known.ValidTo > day));
        }

        if (Cursor.Decode(page.After, 1) is [var last])
        {
            var lastId = Cursor.Id(last);
            designations = designations.Where(known => known.Id > lastId);
        }

        var found = await designations.OrderBy(known => known.Id).Take(page.Size + 1).ToListAsync(ct);
        return TypedResults.Ok(Page.Of(found, page.Size, DesignationView.Of, known => Cursor.Encode(known.Id.ToString())));
    }
}
