using Marketplace.Contracts;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Web;

namespace Marketplace.Logistics.Network;

/// <summary>
/// POST /logistics/nodes → StationPublished, for a station. An office registers the stations, hubs and depots of its region: it
/// gains nothing by where goods change lorries.
/// </summary>
public static class RegisterNode
{
    public sealed record Request : NodeStatement
    {
        /// <summary>Made by the caller.</summary>
        public required Guid NodeId { get; init; }

        public override void Check(Checks check)
        {
            check.NewId(NodeId, "nodeId");
            base.Check(check);
        }
    }

    public static void Map(RouteGroupBuilder nodes) => nodes.MapPost("/", HandleAsync)
        .WithName(nameof(RegisterNode)).WithSummary("登记物流节点 Register a station, hub or depot")
        .For(Roles.Official).Decided(DecidedBy.Region).RequireIdempotencyKey<LogisticsDb>();

    static async Task<EtagCreated<NodeView>> HandleAsync(Request request, LogisticsDb db, Authority authority, CancellationToken ct)
    {
        var node = await db.RegisterAsync(request, request.NodeId, authority, ct);
        await db.SaveChangesAsync(ct);
        return Etag.Created($"/logistics/nodes/{node.Id}", NodeView.Of(node), node.Version);
    }
}
