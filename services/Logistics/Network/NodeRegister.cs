using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Refusals;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.Network;

/// <summary>What the verbs of the network have in common.</summary>
static class NodeRegister
{
    /// <summary>The node with its region.</summary>
    /// <exception cref="NotFoundException">There is none.</exception>
    public static async Task<NetworkNode> NodeAsync(this LogisticsDb db, Guid nodeId, CancellationToken ct) =>
        await db.Nodes.Include(node => node.Region).SingleOrDefaultAsync(node => node.Id == nodeId, ct) ?? throw new NotFoundException(
            "node_not_found", $"没有物流节点 {nodeId}，请核对标识。", $"There is no node {nodeId}; check its id.");
}
