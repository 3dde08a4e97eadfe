using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Platform.Web;
using Marketplace.PurchasingUnits.Regions;
using Marketplace.PurchasingUnits.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.PurchasingUnits.Facilitators;

/// <summary>GET /units/facilitators: who may be named on an order, in the order of their ids.</summary>
public static class ListFacilitators
{
    /// <param name="Region">The id of a region that they are or were registered in.</param>
    /// <param name="Q">A part of the name.</param>
    public sealed record Filter(string? Region = null, string? Q = null) : IChecked
    {
        public void Check(Checks check)
        {
            check.RegionIdOrNone(Region, "region");
            check.TextOrNone(Q, "q", max: 100);
        }
    }

    public static void Map(RouteGroupBuilder facilitators) => facilitators.MapGet("/", HandleAsync)
        .WithName(nameof(ListFacilitators)).WithSummary("帮销主体列表 Facilitators by kind, region or name").ForEveryRole();

    static async Task<Ok<Page<FacilitatorView>>> HandleAsync(
        [AsParameters] Filter filter, [AsParameters] PageQuery page, UnitsDb db, CancellationToken ct, FacilitatorKind? kind = null)
    {
        var facilitators = db.Facilitators.AsNoTracking();
        if (kind is { } wanted)
        {
            facilitators = facilitators.Where(known => known.Kind == wanted);
        }

        if (filter.Region is { } region)
        {
            var segment = RegionPath.Segment(region);
            facilitators = facilitators.Where(known => known.Registrations.Any(registration => registration.RegionPath.Contains(segment)));
        }

        if (filter.Q is { } q)
        {
            facilitators = facilitators.Where(known => known.Name.Contains(q));
        }

        if (Cursor.Decode(page.After, 1) is [var last])
        {
            var lastId = Cursor.Id(last);
            facilitators = facilitators.Where(known => known.Id > lastId);
        }

        var found = await facilitators.OrderBy(known => known.Id).Take(page.Size + 1).ToListAsync(ct);
        return TypedResults.Ok(Page.Of(found, page.Size, FacilitatorView.Of, known => Cursor.Encode(known.Id.ToString())));
    }
}
