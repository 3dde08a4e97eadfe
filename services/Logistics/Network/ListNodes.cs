using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Regions;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.Network;

/// <summary>GET /logistics/nodes, by id, which is roughly the order of registration.</summary>
public static class ListNodes
{
    /// <param name="Kind">Stations, hubs or depots; all when absent.</param>
    /// <param name="Region">Those in it, or in a part of it; all when absent.</param>
    /// <param name="On">Those in use on a day; all, also those that have ended, when absent.</param>
    public sealed record Filter(NodeKind? Kind = null, string? Region = null, DateOnly? On = null)
    {
        internal async Task<IQueryable<NetworkNode>> OfAsync(LogisticsDb db, CancellationToken ct)
        {
            var nodes = db.Nodes.AsNoTracking();
            if (Kind is { } kind)
            {
                nodes = nodes.Where(node => node.Kind == kind);
            }

            if (Region is not null)
            {
                var within = await db.RegionsWithinAsync(Region, "region", ct);
                nodes = nodes.Where(node => within.Contains(node.RegionId));
            }

            return On is { } day
                ? nodes.Where(node => node.ValidFrom <= day && (node.EndedOn == null || node.EndedOn > day))
                : nodes;
        }
    }

    public static void Map(RouteGroupBuilder nodes) => nodes.MapGet("/", HandleAsync)
        .WithName(nameof(ListNodes)).WithSummary("物流节点列表 Stations, hubs and depots").ForEveryRole();

    static async Task<Ok<Page<NodeView>>> HandleAsync(
        [AsParameters] Filter filter, [AsParameters] PageQuery page, LogisticsDb db, CancellationToken ct)
    {
        var nodes = await filter.OfAsync(db, ct);
        if (Cursor.Decode(page.After, 1) is [var last] && Cursor.Id(last) is var after)
        {
            nodes = nodes.Where(node => node.Id > after);
        }

        var found = await nodes.OrderBy(node => node.Id).Take(page.Size + 1).ToListAsync(ct);
        return TypedResults.Ok(Page.Of(found, page.Size, NodeView.Of, node => Cursor.Encode(node.Id.ToString())));
    }
}
