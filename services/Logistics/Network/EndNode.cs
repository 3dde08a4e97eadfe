using Marketplace.Contracts;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;

namespace Marketplace.Logistics.Network;

/// <summary>
/// POST /logistics/nodes/{nodeId}/ending → StationPublished, for a station. From today it is in no new plan; plans that have it stay.
/// </summary>
public static class EndNode
{
    public static void Map(RouteGroupBuilder nodes) => nodes.MapPost("/{nodeId:guid}/ending", HandleAsync)
        .WithName(nameof(EndNode)).WithSummary("停用物流节点 End the use of a node")
        .For(Roles.Official).Decided(DecidedBy.Region).RequireIdempotencyKey<LogisticsDb>();

    static async Task<EtagOk<NodeView>> HandleAsync(
        Guid nodeId, LogisticsDb db, Authority authority, TimeProvider clock, CancellationToken ct)
    {
        await db.LockAsync<NetworkNode>([nodeId], ct);
        var node = await db.NodeAsync(nodeId, ct);
        db.End(node, authority, BusinessDay.Of(clock.GetUtcNow()));
        await db.SaveChangesAsync(ct);
        return Etag.Ok(NodeView.Of(node), node.Version);
    }
}
