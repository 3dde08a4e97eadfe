using Marketplace.Contracts;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Regions;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.Network;

/// <summary>GET /logistics/lanes, by id, which is roughly the order in which they were stated.</summary>
public static class ListLanes
{
    /// <param name="From">The id of the node or region where they begin; all when absent.</param>
    /// <param name="To">The id of the node or region where they end; all when absent.</param>
    /// <param name="Region">Those that begin or end in it, or in a part of it; all when absent.</param>
    /// <param name="On">Those that stand on a day; all, also those that have ended, when absent.</param>
    public sealed record Filter(string? From = null, string? To = null, string? Region = null, DateOnly? On = null)
    {
        internal async Task<IQueryable<Lane>> OfAsync(LogisticsDb db, CancellationToken ct)
        {
            var lanes = db.Lanes.AsNoTracking().Include(lane => lane.FromRegion).Include(lane => lane.ToRegion).AsQueryable();
            if (From is not null)
            {
                var from = IdOf(From);
                lanes = lanes.Where(lane => lane.BeginsAt == from);
            }

            if (To is not null)
            {
                var to = IdOf(To);
                lanes = lanes.Where(lane => lane.EndsAt == to);
            }

            if (Region is not null)
            {
                var within = await db.RegionsWithinAsync(Region, "region", ct);
                lanes = lanes.Where(lane => within.Contains(lane.FromRegionId) || within.Contains(lane.ToRegionId));
            }

            return On is { } day
                ? lanes.Where(lane => lane.ValidFrom <= day && (lane.EndedOn == null || lane.EndedOn > day))
                : lanes;
        }

        /// <summary>Ids of nodes are kept in one form, however they are written.</summary>
        static string IdOf(string end) => Guid.TryParse(end, out var nodeId) ? $"{nodeId}" : end;
    }

    public static void Map(RouteGroupBuilder lanes) => lanes.MapGet("/", HandleAsync)
        .WithName(nameof(ListLanes)).WithSummary("运输线路列表 Lanes").ForEveryRole();

    static async Task<Ok<Page<LaneView>>> HandleAsync(
        [AsParameters] Filter filter, [AsParameters] PageQuery page, LogisticsDb db, TimeProvider clock, CancellationToken ct)
    {
        var lanes = await filter.OfAsync(db, ct);
        if (Cursor.Decode(page.After, 1) is [var last] && Cursor.Id(last) is var after)
        {
            lanes = lanes.Where(lane => lane.Id > after);
        }

        var found = await lanes.OrderBy(lane => lane.Id).Take(page.Size + 1).ToListAsync(ct);
        var views = await LaneView.OfAsync(db, found, BusinessDay.Of(clock.GetUtcNow()), ct);
        return TypedResults.Ok(Page.Of(views, page.Size, view => view, view => Cursor.Encode(view.LaneId.ToString())));
    }
}
