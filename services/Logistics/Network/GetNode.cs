using Marketplace.Logistics.Storage;
using Marketplace.Platform.Web;

namespace Marketplace.Logistics.Network;

/// <summary>GET /logistics/nodes/{nodeId}.</summary>
public static class GetNode
{
    public static void Map(RouteGroupBuilder nodes) => nodes.MapGet("/{nodeId:guid}", HandleAsync)
        .WithName(nameof(GetNode)).WithSummary("查看物流节点 One node").ForEveryRole();

    static async Task<EtagOk<NodeView>> HandleAsync(Guid nodeId, LogisticsDb db, CancellationToken ct)
    {
        var node = await db.NodeAsync(nodeId, ct);
        return Etag.Ok(NodeView.Of(node), node.Version);
    }
}
