using Marketplace.Logistics.Domain;
using Marketplace.Platform.Web;

namespace Marketplace.Logistics.Network;

/// <summary>What an office states of a node, in a request or in a row of a table.</summary>
public record NodeStatement : IChecked
{
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

    public virtual void Check(Checks check)
    {
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

    internal static NodeStatement Of(NetworkNode node) => new()
    {
        Kind = node.Kind,
        Name = node.Name,
        RegionId = node.RegionId,
        Township = node.Township,
        Village = node.Village,
        Latitude = Degrees.OfMicro(node.LatitudeMicroDegrees),
        Longitude = Degrees.OfMicro(node.LongitudeMicroDegrees),
        Terrain = node.Terrain,
        OpenFrom = node.OpenFrom,
        OpenUntil = node.OpenUntil,
        HasColdStore = node.HasColdStore,
        HasFreezer = node.HasFreezer,
        Keeper = node.Keeper,
        ValidFrom = node.ValidFrom,
    };
}
