using Marketplace.Contracts;
using Marketplace.Logistics.Domain;
using Marketplace.Routing.Network;
using NetworkNode = Marketplace.Logistics.Domain.NetworkNode;
using NodeKind = Marketplace.Logistics.Domain.NodeKind;

namespace Marketplace.Logistics.Plans;

/// <summary>Shipments, nodes and vehicles as a <see cref="NetworkProblem"/>, and back.</summary>
sealed class PlanNetwork
{
    static readonly TimeOnly DueFrom = new(5, 0);
    static readonly TimeOnly DueUntil = new(20, 0);

    /// <summary>When goods are taken to be ready on the day of the plan.</summary>
    const int ReadyHour = 8;

    readonly PlanOptions _options;
    readonly IReadOnlyDictionary<string, Region> _regions;
    readonly int _soonest;
    readonly List<Site> _sites = [];
    readonly List<(string Name, Guid? NodeId)> _places = [];
    readonly List<IReadOnlyList<string>> _areas = [];
    readonly Dictionary<string, int> _placeOf = new(StringComparer.Ordinal);
    readonly IReadOnlyDictionary<Guid, DockSite> _docks;
    readonly IReadOnlyDictionary<Guid, NetworkNode> _stations;
    readonly Dictionary<string, string> _dockNames = new(StringComparer.Ordinal);

    PlanNetwork(
        PlanOptions options, IReadOnlyDictionary<string, Region> regions, IReadOnlyDictionary<Guid, DockSite> docks,
        IReadOnlyDictionary<Guid, NetworkNode> stations, DateOnly firstDay, DateTimeOffset now)
    {
        (_options, _regions, _docks, _stations) = (options, regions, docks, stations);
        Begins = BusinessDay.StartOf(firstDay);
        _soonest = (int)(now - Begins + options.Notice).TotalSeconds;
    }

    /// <summary>Midnight of the first day, from which seconds are counted.</summary>
    public DateTimeOffset Begins { get; }

    public NetworkProblem Problem { get; private set; } = null!;

    /// <summary>Shipments that are not in the problem: nobody knows where they are, or no lorry could carry all of their goods.</summary>
    public List<PlanLeftOut> Unplannable { get; } = [];

    /// <param name="options">How goods are weighed.</param>
    /// <param name="shipments">What is to be carried, with lines.</param>
    /// <param name="nodes">Hubs and depots in use.</param>
    /// <param name="vehicles">Vehicles on offer.</param>
    /// <param name="taken">Vehicles that other plans use, one for each tour.</param>
    /// <param name="regions">By id.</param>
    /// <param name="docks">By id, where known.</param>
    /// <param name="stations">Where goods are taken in, by shipment, where known.</param>
    /// <param name="firstDay">From whose midnight seconds are counted: today, or the day on which a plan was made that is changed.</param>
    /// <param name="now">When it is planned; tours begin some notice later.</param>
    /// <param name="lanes">That stand on the first day, and what trips took by then.</param>
    /// <param name="breakdowns">Where lorries broke down.</param>
    public static PlanNetwork Of(
        PlanOptions options, IReadOnlyList<Shipment> shipments, IReadOnlyList<NetworkNode> nodes, IReadOnlyList<CarrierVehicle> vehicles,
        IReadOnlyList<TakenVehicle> taken, IReadOnlyDictionary<string, Region> regions, IReadOnlyDictionary<Guid, DockSite> docks,
        IReadOnlyDictionary<Guid, NetworkNode> stations, DateOnly firstDay, DateTimeOffset now, PlanLanes lanes,
        IReadOnlyCollection<BreakdownPlace>? breakdowns = null)
    {
        var network = new PlanNetwork(options, regions, docks, stations, firstDay, now);
        var known = nodes.Select(network.ToNode)
            .OfType<Routing.Network.NetworkNode>().ToList();
        var ids = known.Select(node => node.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var place in (breakdowns ?? []).Distinct())
        {
            network.Add(
                KeyOf(place), new Site(place.LongitudeMicroDegrees, place.LatitudeMicroDegrees, Terrain.Mountains), place.Name, []);
        }

        network.Problem = new NetworkProblem(
            [.. shipments.Select(shipment => network.ToPart(shipment)).OfType<Part>()],
            known,
            [.. vehicles.Where(vehicle => vehicle.NodeId is not { } node || ids.Contains($"{node}")).Select(ToVehicle)],
            lanes.RoadsOf(network._sites, network._areas),
            network._soonest,
            outOfService: [.. taken.Select(network.OutOfServiceOf)]);
        return network;
    }

    /// <summary>A vehicle that is taken on a day, which counts from the first.</summary>
    public OutOfService OutOfServiceOf(TakenVehicle taken) =>
        new($"{taken.VehicleId}", taken.Day.DayNumber - BusinessDay.Of(Begins).DayNumber);

    public DateTimeOffset At(int seconds) => Begins.AddSeconds(seconds);

    /// <summary>Seconds from the first midnight, rounded down.</summary>
    public int SecondsOf(DateTimeOffset at) => (int)(at - Begins).TotalSeconds;

    /// <summary>The place of a node that is in the problem; null when it is not.</summary>
    public int? PlaceOf(Guid nodeId) => _places.FindIndex(place => place.NodeId == nodeId) is >= 0 and var index ? index : null;

    /// <summary>The place where a lorry broke down, which has been given.</summary>
    public int PlaceOf(BreakdownPlace place) => _placeOf[KeyOf(place)];

    static string KeyOf(BreakdownPlace place) => $"{place.LongitudeMicroDegrees} {place.LatitudeMicroDegrees} {place.Name}";

    /// <summary>Where a place is, in millionths of a degree.</summary>
    public (int Longitude, int Latitude) CoordinatesOf(int place) =>
        (_sites[place].LongitudeMicroDegrees, _sites[place].LatitudeMicroDegrees);

    public string NameOf(int place) => _places[place].Name;

    /// <summary>What the dock of a part is called, or the region where it is handed over.</summary>
    public string DockNameOf(Part part) => _dockNames.GetValueOrDefault(part.Id) ?? NameOf(part.Dock);

    public Guid? NodeOf(int place) => _places[place].NodeId;

    Routing.Network.NetworkNode? ToNode(NetworkNode node)
    {
        if (SiteOf(node) is not { } site)
        {
            return null;
        }

        _sites.Add(site);
        _places.Add((node.Name, node.Id));
        _areas.Add(AreasOf(node));
        var isHub = node.Kind == NodeKind.Hub;
        return new Routing.Network.NetworkNode(
            $"{node.Id}", isHub ? Routing.Network.NodeKind.Hub : Routing.Network.NodeKind.Depot, _sites.Count - 1,
            node.Classes,
            (int)node.OpenFrom.ToTimeSpan().TotalSeconds, (int)node.OpenUntil.ToTimeSpan().TotalSeconds);
    }

    static NetworkVehicle ToVehicle(CarrierVehicle vehicle) => new(
        $"{vehicle.Id}",
        (LegKind)vehicle.Use,
        vehicle.NodeId?.ToString(),
        vehicle.Count,
        vehicle.PayloadKg,
        vehicle.VolumeLitres,
        vehicle.Classes,
        vehicle.HoursMax * 3_600,
        vehicle.FixedFen,
        vehicle.FenPerKm);

    Part? ToPart(Shipment shipment)
    {
        var origin = StationOf(shipment) ?? PlaceOf(new RegionPath(shipment.CommonOrigin).RegionId, Terrain.Mountains);
        var dock = DockOf(shipment) ?? PlaceOf(shipment.DeliveryPath.RegionId, Terrain.Plain);
        if (origin is null || dock is null)
        {
            Unplannable.Add(new PlanLeftOut(
                shipment.ShipmentId, "PlaceUnknown",
                new("产地或收货地没有坐标", "Nobody knows where its origin or its place of delivery is."),
                new("请登记处补充该地区的坐标", "Coordinates of that region in the registry."), null));
            return null;
        }

        if (shipment.ClassOfGoods is not { } goodsClass)
        {
            Unplannable.Add(new PlanLeftOut(
                shipment.ShipmentId, "MixedClasses",
                new("同一发货单中有冷冻货物和其他货物，不能同车", "It has frozen goods and others, which can't ride together."),
                new("请供应商自行安排车辆发货；下次请分开下单", "Its supplier finds lorries for it; order them apart next time."),
                null));
            return null;
        }

        if (shipment.DockName is { } name)
        {
            _dockNames[$"{shipment.ShipmentId}"] = name;
        }

        var kg = Math.Max(1, (int)Math.Min(1_000_000, (shipment.OpenLines.Sum(GramsOf) + 999) / 1_000));
        var day = (int)(BusinessDay.StartOf(shipment.DeliverOn!.Value) - Begins).TotalSeconds;
        var ready = Math.Max(_soonest, ReadyHour * 3_600);
        if (shipment.ReadyAt is { } readyAt)
        {
            ready = Math.Max(ready, (int)Math.Ceiling((readyAt - Begins).TotalSeconds));
        }

        return new Part(
            $"{shipment.ShipmentId}", origin.Value, dock.Value, kg, kg * _options.LitresPerKg,
            goodsClass,
            ready,
            day + (int)(shipment.WindowFrom ?? DueFrom).ToTimeSpan().TotalSeconds,
            day + (int)(shipment.WindowUntil ?? DueUntil).ToTimeSpan().TotalSeconds);
    }

    long GramsOf(ShipmentLine line) => (long)Math.Ceiling(
        line.Ordered.Units * (line.Goods.Unit.Grams ?? (line.Goods.Unit.Pieces ?? 1) * (long)_options.GramsPerPiece));

    /// <summary>Where the dock is, when the buyer has said so.</summary>
    int? DockOf(Shipment shipment)
    {
        if (shipment.DockId is not { } dockId
            || _docks.GetValueOrDefault(dockId) is not { LongitudeMicroDegrees: { } longitude, LatitudeMicroDegrees: { } latitude })
        {
            return null;
        }

        return _placeOf.TryGetValue($"{dockId}", out var known)
            ? known
            : Add(
                $"{dockId}", new Site(longitude, latitude, Terrain.Plain), shipment.DockName ?? "",
                AreasOf(shipment.DeliveryPath.Value));
    }

    /// <summary>Where a shipment is taken in; null when its supplier has named no place.</summary>
    public Guid? StationOf(Guid shipmentId) => _stations.GetValueOrDefault(shipmentId)?.Id;

    /// <summary>Where its supplier brings it; the hub itself when it is brought there.</summary>
    int? StationOf(Shipment shipment)
    {
        if (_stations.GetValueOrDefault(shipment.ShipmentId) is not { } station)
        {
            return null;
        }

        if (PlaceOf(station.Id) is { } hub)
        {
            return hub;
        }

        return _placeOf.TryGetValue($"{station.Id}", out var known) ? known
            : SiteOf(station) is { } site ? Add($"{station.Id}", site, station.Name, AreasOf(station))
            : null;
    }

    /// <summary>Where a node is: as it says, or in the middle of its region; null when nobody knows.</summary>
    Site? SiteOf(NetworkNode node)
    {
        var site = node is { LongitudeMicroDegrees: { } longitude, LatitudeMicroDegrees: { } latitude }
            ? (longitude, latitude)
            : MiddleOf(node.Region);
        return site is ({ } east, { } north) ? new Site(east, north, (Terrain)node.Terrain) : null;
    }

    /// <summary>A node, and the regions in which it lies, from the smallest to the largest.</summary>
    static string[] AreasOf(NetworkNode node) => [$"{node.Id}", .. AreasOf(node.Region.PathValue)];

    static IEnumerable<string> AreasOf(string path) => new RegionPath(path).Ids.Reverse();

    int Add(string key, Site site, string name, IEnumerable<string> areas)
    {
        _sites.Add(site);
        _places.Add((name, null));
        _areas.Add([.. areas]);
        return _placeOf[key] = _sites.Count - 1;
    }

    int? PlaceOf(string regionId, Terrain terrain)
    {
        if (_placeOf.TryGetValue(regionId, out var known))
        {
            return known;
        }

        if (!_regions.TryGetValue(regionId, out var region) || MiddleOf(region) is not ({ } longitude, { } latitude))
        {
            return null;
        }

        return Add(regionId, new Site(longitude, latitude, terrain), region.Name, AreasOf(region.PathValue));
    }

    /// <summary>Of the region, or of the nearest above it whose middle is known.</summary>
    (int? Longitude, int? Latitude) MiddleOf(Region region) => new RegionPath(region.PathValue).Ids.Reverse()
        .Select(id => _regions.GetValueOrDefault(id))
        .Select(above => (above?.LongitudeMicroDegrees, above?.LatitudeMicroDegrees))
        .FirstOrDefault(middle => middle is ({ }, { }));
}
