using Marketplace.Contracts;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Sheets;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Marketplace.Tables;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using NetworkNode = Marketplace.Logistics.Domain.NetworkNode;

namespace Marketplace.Logistics.Network;

/// <summary>
/// POST /logistics/nodes/imports → StationPublished: the nodes of a table. Each row is new, is registered already, or ends the use of a
/// node. Without an id a node is known by its kind, region, township, village and name.
/// </summary>
public static class ImportNodes
{
    public static void Map(RouteGroupBuilder nodes) => nodes.MapPost("/imports", HandleAsync)
        .WithName(nameof(ImportNodes)).WithSummary("导入物流节点 Import stations, hubs and depots")
        .TakesRows().For(Roles.Official).Decided(DecidedBy.Region);

    static Task<Results<Ok<ImportReport>, BadRequest<ImportReport>>> HandleAsync(
        HttpRequest request, [AsParameters] ImportMode mode, LogisticsDb db, RowImport import, Authority authority, TimeProvider clock,
        CancellationToken ct)
    {
        authority.RequireOfficial();
        return import.RunAsync(request, NodeSheet.Sheet, mode, row => TakeAsync(row, db, authority, clock.GetUtcNow(), ct), ct);
    }

    static async Task<RegisterEffect?> TakeAsync(
        TableRow row, LogisticsDb db, Authority authority, DateTimeOffset now, CancellationToken ct)
    {
        if (NodeSheet.Read(row) is not { } asked)
        {
            return null;
        }

        if (await db.Regions.FindAsync([asked.RegionId], ct) is { } region)
        {
            row.RequireRegionName("regionName", region.Name);
        }

        if (await KnownAsync(db, asked, ct) is not { } known)
        {
            RegisterSheet.RequireOpen(asked.EndedOn);
            await db.RegisterAsync(asked, asked.NodeId ?? Guid.CreateVersion7(now), authority, ct);
            return RegisterEffect.Added;
        }

        var today = BusinessDay.Of(now);
        return NodeSheet.Sheet.Restate(
            RowOf(known), NodeSheet.RowOf(asked), known.EndedOn, asked.EndedOn, today, () => db.End(known, authority, today));
    }

    /// <summary>
    /// The node that is meant: by its id; otherwise of those that are called so in the place the one that is the same, or the one in use.
    /// </summary>
    static async Task<NetworkNode?> KnownAsync(LogisticsDb db, NodeSheet.Row asked, CancellationToken ct)
    {
        var meant = asked.NodeId is { } nodeId
            ? db.Nodes.Where(node => node.Id == nodeId)
            : db.Nodes.Where(node => node.RegionId == asked.RegionId && node.Kind == asked.Kind && node.Name == asked.Name
                && node.Township == asked.Township && node.Village == asked.Village);
        await db.LockAsync<NetworkNode>(await meant.Select(node => node.Id).ToListAsync(ct), ct);
        var known = await meant.Include(node => node.Region).OrderBy(node => node.Id).ToListAsync(ct);
        return asked.NodeId is not null
            ? known.SingleOrDefault()
            : known.Find(node => NodeSheet.Sheet.DifferenceOf(RowOf(node), NodeSheet.RowOf(asked)) is null)
                ?? known.Find(node => node.EndedOn is null);
    }

    static IReadOnlyList<object?> RowOf(NetworkNode node) => NodeSheet.RowOf(NodeStatement.Of(node));
}
