using Marketplace.Contracts;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Refusals;
using Marketplace.Routing.Network;
using Microsoft.EntityFrameworkCore;
using NetworkNode = Marketplace.Logistics.Domain.NetworkNode;

namespace Marketplace.Logistics.Network;

/// <summary>Where a lane begins or ends.</summary>
/// <param name="Node">Null when it is a region.</param>
/// <param name="Region">The region, of a node its region.</param>
/// <param name="Place">Where that is; null when nobody knows.</param>
/// <param name="IsExact">Whether that is known of the end itself, and not taken from the region around it.</param>
sealed record LaneEnd(NetworkNode? Node, Region Region, Site? Place, bool IsExact)
{
    /// <summary>The id of the node or region.</summary>
    public string Id => Node is null ? Region.Id : $"{Node.Id}";

    public string Name => Node?.Name ?? Region.Name;

    /// <summary>Whether one of two ends is the other, or lies in it, so that there is no way between them.</summary>
    public static bool AreWithin(LaneEnd one, LaneEnd other) =>
        one.Id == other.Id || Holds(one, other) || Holds(other, one);

    /// <summary>The node or region, which may have ended since.</summary>
    /// <param name="nodeId">Null when a region is named.</param>
    /// <param name="regionId">Null when a node is named.</param>
    /// <param name="side">"from" or "to", as its fields begin.</param>
    /// <exception cref="InvalidRequestException">There is none.</exception>
    public static async Task<LaneEnd> OfAsync(LogisticsDb db, Guid? nodeId, string? regionId, string side, CancellationToken ct)
    {
        if (nodeId is not { } id)
        {
            var region = await db.Regions.AsNoTracking().SingleOrDefaultAsync(known => known.Id == regionId, ct);
            var unknown = UnknownRegion.Refusal(regionId!);
            return region is null
                ? throw new InvalidRequestException(UnknownRegion.Code, $"{side}RegionId", unknown.Zh, unknown.En)
                : await OfAsync(db, null, region, side, ct);
        }

        return await db.Nodes.AsNoTracking().Include(known => known.Region).SingleOrDefaultAsync(known => known.Id == id, ct) is { } node
            ? await OfAsync(db, node, node.Region, side, ct)
            : throw new InvalidRequestException(
                "node_not_found", $"{side}NodeId", $"没有物流节点 {id}，请核对标识。", $"There is no node {id}; check its id.");
    }

    /// <summary>Nothing new is stated of what is no longer there.</summary>
    /// <param name="day">From which on it is stated.</param>
    /// <param name="side">"from" or "to", as its fields begin.</param>
    /// <exception cref="RuleBrokenException">The node is out of use, or the region was merged or split.</exception>
    public void RequireCurrent(DateOnly day, string side)
    {
        if (Node?.EndedOn is { } ended && ended <= day)
        {
            throw new RuleBrokenException(
                "node_ended", $"该节点已于 {ended:yyyy-MM-dd} 停用。", $"This node is not used since {ended:yyyy-MM-dd}.", $"{side}NodeId");
        }

        if (Node is null && Region.EndedOn is { } endedOn)
        {
            var refusal = EndedRegion.Refusal(Region.Name, Region.Id, Region.Code, endedOn);
            throw new RuleBrokenException(EndedRegion.Code, refusal.Zh, refusal.En, $"{side}RegionId");
        }
    }

    static bool Holds(LaneEnd region, LaneEnd end) =>
        region.Node is null && new RegionPath(end.Region.PathValue).IsWithin(region.Region.Id);

    static async Task<LaneEnd> OfAsync(LogisticsDb db, NetworkNode? node, Region region, string side, CancellationToken ct)
    {
        // As plans take them, where nobody has said how the roads there are.
        var terrain = node is null ? (side == "from" ? Terrain.Mountains : Terrain.Plain) : (Terrain)node.Terrain;
        if (node is { LongitudeMicroDegrees: { } longitude, LatitudeMicroDegrees: { } latitude })
        {
            return new LaneEnd(node, region, new Site(longitude, latitude, terrain), IsExact: true);
        }

        var ids = new RegionPath(region.PathValue).Ids.ToList();
        var nearest = (await db.Regions.AsNoTracking().Where(above => ids.Contains(above.Id) && above.LatitudeMicroDegrees != null)
            .ToListAsync(ct)).MaxBy(above => above.PathValue.Length);
        return nearest is { LongitudeMicroDegrees: { } east, LatitudeMicroDegrees: { } north }
            ? new LaneEnd(node, region, new Site(east, north, terrain), IsExact: node is null && nearest.Id == region.Id)
            : new LaneEnd(node, region, null, IsExact: false);
    }
}
