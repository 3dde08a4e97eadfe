using Marketplace.Contracts;
using Marketplace.Contracts.Logistics;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Regions;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Messaging;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;
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

    /// <summary>Registers a node of a region of the caller's, without saving, and tells of it.</summary>
    /// <exception cref="RefusalException">It is nowhere near its region, or that is unknown, ended or not the caller's.</exception>
    public static async Task<NetworkNode> RegisterAsync(
        this LogisticsDb db, NodeStatement asked, Guid nodeId, Authority authority, CancellationToken ct)
    {
        var region = await db.CurrentRegionNamedAsync(asked.RegionId, "regionId", ct);
        authority.Require(region.PathValue);
        await RequireNearAsync(asked, region, db, ct);
        var node = new NetworkNode
        {
            Id = nodeId,
            Kind = asked.Kind,
            Name = asked.Name,
            RegionId = region.Id,
            Region = region,
            Township = asked.Township,
            Village = asked.Village,
            LatitudeMicroDegrees = Degrees.ToMicro(asked.Latitude),
            LongitudeMicroDegrees = Degrees.ToMicro(asked.Longitude),
            Terrain = asked.Terrain,
            OpenFrom = asked.OpenFrom,
            OpenUntil = asked.OpenUntil,
            HasColdStore = asked.HasColdStore,
            HasFreezer = asked.HasFreezer,
            Keeper = asked.Keeper,
            ValidFrom = asked.ValidFrom,
        };
        db.Add(node);
        db.PublishStation(node);
        return node;
    }

    /// <summary>Ends the use of a node of a region of the caller's, without saving, and tells of it.</summary>
    /// <exception cref="RefusalException">It has ended before, or is not the caller's.</exception>
    public static void End(this LogisticsDb db, NetworkNode node, Authority authority, DateOnly day)
    {
        authority.Require(node.Region.PathValue);
        node.End(day);
        db.PublishStation(node);
    }

    /// <summary>Tells of a station; hubs and depots have nobody who acts for them here.</summary>
    static void PublishStation(this LogisticsDb db, NetworkNode node)
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

    /// <summary>How far a node may be from the middle of its province, prefecture or county, in kilometres.</summary>
    static int KilometresMax(RegionPath region) => region.Depth switch { 1 => 1_500, 2 => 600, _ => 300 };

    /// <summary>Coordinates that were mixed up, or are of another place, are far from the middle of the region.</summary>
    static async Task RequireNearAsync(NodeStatement asked, Region region, LogisticsDb db, CancellationToken ct)
    {
        if (asked is not { Latitude: { } latitude, Longitude: { } longitude })
        {
            return;
        }

        var path = new RegionPath(region.PathValue);
        var ids = path.Ids.ToList();
        var known = await db.Regions.AsNoTracking().Where(above => ids.Contains(above.Id) && above.LatitudeMicroDegrees != null)
            .ToListAsync(ct);
        if (known.MaxBy(above => above.PathValue.Length) is not { LatitudeMicroDegrees: { } north, LongitudeMicroDegrees: { } east } middle)
        {
            return;
        }

        var (kilometres, max) = (
            Degrees.Kilometres(latitude, longitude, Degrees.OfMicro(north)!.Value, Degrees.OfMicro(east)!.Value),
            KilometresMax(new RegionPath(middle.PathValue)));
        if (kilometres > max)
        {
            throw new InvalidRequestException(
                "coordinates_far",
                "latitude",
                $"坐标距{middle.Name}中心 {kilometres} 公里，超过 {max} 公里；请核对经纬度是否填反或填错。",
                $"The coordinates are {kilometres} km from the middle of the region, more than {max} km; "
                + "check whether they are mixed up or wrong.");
        }
    }
}
