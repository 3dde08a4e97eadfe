using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Platform.Web;
using Marketplace.PurchasingUnits.Regions;
using Marketplace.PurchasingUnits.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.PurchasingUnits.Units;

/// <summary>GET /units/purchasing-units: the units that the caller may see, in the order of their ids.</summary>
public static class ListUnits
{
    /// <param name="Parent">The id of the unit directly above.</param>
    /// <param name="Region">The id of a region to which the units, by their latest affiliation, belong or which they lie in.</param>
    /// <param name="Q">A part of the name.</param>
    public sealed record Filter(Guid? Parent = null, string? Region = null, string? Q = null) : IChecked
    {
        public void Check(Checks check)
        {
            check.RegionIdOrNone(Region, "region");
            check.TextOrNone(Q, "q", max: 100);
        }
    }

    public static void Map(RouteGroupBuilder units) => units.MapGet("/", HandleAsync)
        .WithName(nameof(ListUnits)).WithSummary("采购单位列表 Purchasing units by kind, parent, region or name")
        .For(Roles.Purchaser, Roles.Approver, Roles.Official, Roles.Auditor, Roles.Operator);

    static async Task<Ok<Page<UnitView>>> HandleAsync(
        [AsParameters] Filter filter, [AsParameters] PageQuery page, UnitsDb db, CancellationToken ct, UnitKind? kind = null)
    {
        var units = db.Units.AsNoTracking();
        if (filter.Parent is { } parent)
        {
            units = units.Where(unit => unit.ParentId == parent);
        }

        if (kind is { } wanted)
        {
            units = units.Where(unit => unit.Kind == wanted);
        }

        if (filter.Region is { } region)
        {
            var segment = RegionPath.Segment(region);
            units = units.Where(unit => unit.Affiliations.Any(latest => latest.ValidTo == null && latest.RegionPath.Contains(segment)));
        }

        if (filter.Q is { } q)
        {
            units = units.Where(unit => unit.Name.Contains(q));
        }

        if (Cursor.Decode(page.After, 1) is [var last])
        {
            var lastId = Cursor.Id(last);
            units = units.Where(unit => unit.Id > lastId);
        }

        var found = await units.OrderBy(unit => unit.Id).Take(page.Size + 1).ToListAsync(ct);
        return TypedResults.Ok(Page.Of(found, page.Size, UnitView.Of, unit => Cursor.Encode(unit.Id.ToString())));
    }
}
