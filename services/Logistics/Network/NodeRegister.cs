using Marketplace.Contracts;
using Marketplace.Contracts.Logistics;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Messaging;
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

    /// <summary>Tells of a station; hubs and depots have nobody who acts for them here.</summary>
    public static void PublishStation(this LogisticsDb db, NetworkNode node)
    {
        if (node.Kind == NodeKind.Station)
        {
            db.Publish(new StationPublished
            {
                StationId = node.Id,
                Version = node.Version,
                Name = node.Name,
                RegionPath = new RegionPath(node.Region.PathValue),
                Township = node.Township!,
                Village = node.Village,
                EndedOn = node.EndedOn,
            });
        }
    }

    /// <summary>A station or hub in use, where goods are taken in.</summary>
    /// <exception cref="InvalidRequestException">There is none.</exception>
    public static async Task<NetworkNode> StationAsync(this LogisticsDb db, Guid nodeId, DateOnly day, CancellationToken ct) =>
        await db.Nodes.AsNoTracking().Include(node => node.Region).SingleOrDefaultAsync(
            node => node.Id == nodeId && node.Kind != NodeKind.Depot, ct) is { } node && node.IsUsedOn(day)
            ? node
            : throw new InvalidRequestException(
                "station_unknown", "nodeId", "没有此在用的服务站或县级仓，请核对标识。", "No station or hub in use has this id; check it.");
}
