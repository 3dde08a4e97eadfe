using Marketplace.Contracts;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Regions;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.Network;

/// <summary>
/// POST /logistics/nodes → StationPublished, for a station. An office registers the stations, hubs and depots of its region: it
/// gains nothing by where goods change lorries.
/// </summary>
public static class RegisterNode
{
    public sealed record Request : IChecked
    {
        /// <summary>Made by the caller.</summary>
        public required Guid NodeId { get; init; }

        public required NodeKind Kind { get; init; }

        /// <summary>1 to 100 characters, such as "金阳县电商物流中心".</summary>
        public required string Name { get; init; }

        public required string RegionId { get; init; }

        /// <summary>乡镇, 1 to 100 characters: a station names it, hubs and depots do not.</summary>
        public string? Township { get; init; }

        /// <summary>村, at most 100 characters; absent when the station serves the township.</summary>
        public string? Village { get; init; }

        /// <summary>WGS 84, in degrees, with the longitude or not at all; in the middle of its region when absent.</summary>
        public decimal? Latitude { get; init; }

        /// <inheritdoc cref="Latitude"/>
        public decimal? Longitude { get; init; }

        /// <summary>How winding and slow the roads around it are.</summary>
        public required RoadTerrain Terrain { get; init; }

        /// <summary>Every day, by the clock of Asia/Shanghai; a depot has all goods of its delivery tours by then.</summary>
        public required TimeOnly OpenFrom { get; init; }

        /// <summary>Of a hub the cut-off: collection tours are back by then.</summary>
        public required TimeOnly OpenUntil { get; init; }

        /// <summary>Whether chilled goods can be kept.</summary>
        public required bool HasColdStore { get; init; }

        /// <summary>Whether frozen goods can be kept; false when absent.</summary>
        public bool HasFreezer { get; init; }

        /// <summary>Which post or organisation keeps it, not which person; at most 100 characters.</summary>
        public string? Keeper { get; init; }

        /// <summary>The first day on which it is used.</summary>
        public required DateOnly ValidFrom { get; init; }

        public void Check(Checks check)
        {
            check.NewId(NodeId, "nodeId");
            check.Text(Name, "name", max: 100);
            check.Code(RegionId, "regionId", max: 40);
            check.TextOrNone(Keeper, "keeper", max: 100);
            check.TextOrNone(Township, "township", max: 100);
            check.TextOrNone(Village, "village", max: 100);
            check.That(
                string.IsNullOrWhiteSpace(Township) == Kind is not NodeKind.Station,
                "township",
                "township_of_stations",
                "村级服务站须填写乡镇，县级仓和城市仓不填。",
                "A station names its township; hubs and depots name none.");
            check.That(
                Village is null || Kind is NodeKind.Station,
                "village",
                "village_of_stations",
                "只有村级服务站填写村。",
                "Only stations name a village.");
            check.Range(Latitude ?? 0, -90, 90, "latitude");
            check.Range(Longitude ?? 0, -180, 180, "longitude");
            check.That(
                Latitude is null == Longitude is null,
                "latitude",
                "coordinates_incomplete",
                "经度和纬度须同时填写。",
                "Give both latitude and longitude, or neither.");
            check.That(
                OpenFrom < OpenUntil,
                "openUntil",
                "hours_reversed",
                "营业止时须晚于起时。",
                "The node has to close later than it opens.");
        }
    }

    public static void Map(RouteGroupBuilder nodes) => nodes.MapPost("/", HandleAsync)
        .WithName(nameof(RegisterNode)).WithSummary("登记物流节点 Register a station, hub or depot")
        .For(Roles.Official).Decided(DecidedBy.Region).RequireIdempotencyKey<LogisticsDb>();

    /// <summary>How far a node may be from the middle of its province, prefecture or county, in kilometres.</summary>
    static int KilometresMax(RegionPath region) => region.Depth switch { 1 => 1_500, 2 => 600, _ => 300 };

    /// <summary>Coordinates that were mixed up, or are of another place, are far from the middle of the region.</summary>
    static async Task RequireNearAsync(Request request, Region region, LogisticsDb db, CancellationToken ct)
    {
        if (request is not { Latitude: { } latitude, Longitude: { } longitude })
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

    static async Task<EtagCreated<NodeView>> HandleAsync(Request request, LogisticsDb db, Authority authority, CancellationToken ct)
    {
        var region = await db.CurrentRegionNamedAsync(request.RegionId, "regionId", ct);
        authority.Require(region.PathValue);
        await RequireNearAsync(request, region, db, ct);
        var node = new NetworkNode
        {
            Id = request.NodeId,
            Kind = request.Kind,
            Name = request.Name,
            RegionId = region.Id,
            Region = region,
            Township = request.Township,
            Village = request.Village,
            LatitudeMicroDegrees = Degrees.ToMicro(request.Latitude),
            LongitudeMicroDegrees = Degrees.ToMicro(request.Longitude),
            Terrain = request.Terrain,
            OpenFrom = request.OpenFrom,
            OpenUntil = request.OpenUntil,
            HasColdStore = request.HasColdStore,
            HasFreezer = request.HasFreezer,
            Keeper = request.Keeper,
            ValidFrom = request.ValidFrom,
        };
        db.Add(node);
        db.PublishStation(node);
        await db.SaveChangesAsync(ct);
        return Etag.Created($"/logistics/nodes/{node.Id}", NodeView.Of(node), node.Version);
    }
}
