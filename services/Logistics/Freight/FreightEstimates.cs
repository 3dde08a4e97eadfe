using Marketplace.Contracts;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Plans;
using Marketplace.Logistics.Storage;
using Marketplace.Routing.Network;
using Microsoft.EntityFrameworkCore;
using NodeKind = Marketplace.Logistics.Domain.NodeKind;

namespace Marketplace.Logistics.Freight;

/// <summary>
/// What goods would cost by the vehicles on offer, as plans cost them, without a plan: on each stretch by the vehicle that is cheapest for
/// them, which is filled to a stated degree by others' goods. Whether one is free on the day only a plan tells.
/// </summary>
sealed class FreightEstimates
{
    /// <summary>Of the nodes around an end so many are looked at, the nearest first.</summary>
    const int NodesMax = 5;

    readonly FreightOptions _options;
    readonly NetworkRules _rules = NetworkRules.Default;
    readonly List<Site> _sites = [];
    readonly List<IReadOnlyList<string>> _areas = [];
    readonly Dictionary<string, int> _placeOf = new(StringComparer.Ordinal);
    readonly IReadOnlyDictionary<string, Region> _regions;
    readonly IReadOnlyList<FreightNode> _nodes;
    readonly Dictionary<(NodeKind Kind, FreightClass Class, DateOnly Day), (FreightNode Node, int Place)[]> _fit = [];
    readonly Dictionary<(NodeKind Kind, FreightClass Class, DateOnly Day, int End), IReadOnlyList<FreightNode>> _nearest = [];
    SiteRoads _roads = null!;
    ILookup<Guid?, CarrierVehicle> _vehiclesAt = null!;
    ILookup<string?, CarrierVehicle> _loadingIn = null!;
    Dictionary<Guid, Carrier> _carriers = [];

    FreightEstimates(FreightOptions options, IReadOnlyDictionary<string, Region> regions, IReadOnlyList<FreightNode> nodes) =>
        (_options, _regions, _nodes) = (options, regions, nodes);

    /// <summary>Reads once what the estimates of all consignments need.</summary>
    public static async Task<FreightEstimates> ReadAsync(
        LogisticsDb db, IReadOnlyList<FreightConsignment> consignments, FreightOptions options, CancellationToken ct)
    {
        if (consignments.Count == 0)
        {
            return new FreightEstimates(options, new Dictionary<string, Region>(), []);
        }

        var (first, last) = (consignments.Min(goods => goods.DeliverOn), consignments.Max(goods => goods.DeliverOn));
        var nodes = await FreightNode.ReadAsync(db, first, last, ct);
        var paths = nodes.Where(node => node.LongitudeMicroDegrees is null).Select(node => node.PathValue)
            .Concat(consignments.SelectMany(goods => (string[])[goods.From.Path.Value, goods.To.Path.Value]));
        string[] regionIds = [.. RegionPath.IdsIn(paths.Distinct(StringComparer.Ordinal))];
        var estimates = new FreightEstimates(
            options,
            await db.Regions.AsNoTracking().Where(region => regionIds.Contains(region.Id)).ToDictionaryAsync(region => region.Id, ct),
            nodes);
        estimates.Place(consignments);
        // Which lanes stand on the day of the plan nobody knows yet; those of the first day of delivery are as near as it gets. The ways
        // from the ends tell which nodes are near; between these and the ends goods may go.
        int[] ends = [.. consignments.SelectMany(estimates.PlacesOf).Distinct()];
        estimates.GoBy(await db.PlanLanesAsync(first, [.. estimates.AreasOf(ends)], ends: null, ct));
        var near = consignments.SelectMany(estimates.NodesOf).DistinctBy(node => node.Id).ToList();
        HashSet<int> between = [.. ends, .. near.Select(node => estimates._placeOf[node.Key])];
        string[] areas = [.. estimates.AreasOf(between)];
        estimates.GoBy(await db.PlanLanesAsync(first, areas, areas, ct), between);
        await estimates.ReadVehiclesAsync(db, consignments, near, first, last, ct);
        return estimates;
    }

    /// <summary>What a consignment would cost by its nodes, and by lorries of its own; why neither can be said when that is so.</summary>
    public (List<FreightQuoteView.OfferView> Offers, FreightQuoteView.NotServedView? Missing) Of(
        FreightConsignment goods, FreightClass @class)
    {
        if (PlaceOf(goods.From) is not { } from || PlaceOf(goods.To) is not { } to)
        {
            return ([], NotServed.PlaceUnknown);
        }

        List<FreightQuoteView.OfferView> offers =
        [
            .. ByNodes(goods, @class, from, to) is { } legs ? [ToOffer(OfferKind.EstimateByNodes, legs, goods)]
                : Array.Empty<FreightQuoteView.OfferView>(),
            .. Direct(goods, @class, from, to) is { } lorry ? [ToOffer(OfferKind.EstimateDirect, [lorry], goods)]
                : Array.Empty<FreightQuoteView.OfferView>(),
        ];
        return (offers, NotServed.NoCarrier);
    }

    void Place(IReadOnlyList<FreightConsignment> consignments)
    {
        foreach (var node in _nodes)
        {
            var path = new RegionPath(node.PathValue);
            Add(node.Key, SiteOf(node.LongitudeMicroDegrees, node.LatitudeMicroDegrees, path, (Terrain)node.Terrain), path, node.Key);
        }

        foreach (var goods in consignments)
        {
            var (from, to) = (goods.From, goods.To);
            var origin = from.Node is { } node
                ? SiteOf(node.LongitudeMicroDegrees, node.LatitudeMicroDegrees, from.Path, (Terrain)node.Terrain)
                : MiddleOf(from.Path, Terrain.Mountains);
            Add(KeyOf(from), origin, from.Path, from.Node is null ? null : KeyOf(from));
            Add(KeyOf(to), MiddleOf(to.Path, Terrain.Plain), to.Path, nodeKey: null);
        }
    }

    /// <param name="lanes">Between the places.</param>
    /// <param name="places">Those that they matter for; all when null.</param>
    void GoBy(PlanLanes lanes, HashSet<int>? places = null) => _roads = lanes.RoadsOf(
        _sites, places is null ? _areas : [.. _areas.Select((own, place) => places.Contains(place) ? own : [])]);

    IEnumerable<int> PlacesOf(FreightConsignment goods) => new[] { PlaceOf(goods.From), PlaceOf(goods.To) }.OfType<int>();

    /// <summary>Ids of the nodes and regions that places are, or in which they lie: lanes that hold for them begin and end there.</summary>
    IEnumerable<string> AreasOf(IEnumerable<int> places) =>
        places.SelectMany(place => _areas[place]).Distinct(StringComparer.Ordinal);

    /// <summary>Those around both ends by which goods may go.</summary>
    IEnumerable<FreightNode> NodesOf(FreightConsignment goods) =>
        Nearest(NodeKind.Hub, goods, goods.From).Concat(Nearest(NodeKind.Depot, goods, goods.To));

    /// <summary>Those of the nodes around both ends, and trunk lorries that load at one end.</summary>
    async Task ReadVehiclesAsync(
        LogisticsDb db, IReadOnlyList<FreightConsignment> consignments, List<FreightNode> nodes, DateOnly first, DateOnly last,
        CancellationToken ct)
    {
        Guid[] nodeIds = [.. nodes.Select(node => node.Id)];
        string[] loadIn =
        [
            .. RegionPath.IdsIn(nodes.Where(node => node.Kind == NodeKind.Hub).Select(node => node.PathValue)
                .Concat(consignments.Select(goods => goods.From.Path.Value)).Distinct(StringComparer.Ordinal)),
        ];
        var vehicles = await db.Vehicles.AsNoTracking()
            .Where(vehicle => vehicle.ValidFrom <= last && (vehicle.EndedOn == null || vehicle.EndedOn > first))
            .Where(vehicle => (vehicle.NodeId != null && nodeIds.Contains(vehicle.NodeId.Value))
                || (vehicle.RegionId != null && loadIn.Contains(vehicle.RegionId)))
            .OrderBy(vehicle => vehicle.Id).ToListAsync(ct);
        (_vehiclesAt, _loadingIn) = (vehicles.ToLookup(vehicle => vehicle.NodeId), vehicles.ToLookup(vehicle => vehicle.RegionId));
        Guid[] carriers = [.. vehicles.Select(vehicle => vehicle.CarrierId).Distinct()];
        _carriers = await db.Carriers.AsNoTracking().Where(carrier => carriers.Contains(carrier.Id))
            .ToDictionaryAsync(carrier => carrier.Id, ct);
    }

    /// <summary>By the nearest hub and depot that have vehicles for the goods; null when there are none.</summary>
    List<FreightQuoteView.OfferLeg>? ByNodes(FreightConsignment goods, FreightClass @class, int from, int to)
    {
        var depot = Nearest(NodeKind.Depot, goods, goods.To)
            .Select(node => (Node: node, Leg: Local(FreightLeg.Delivery, node, goods, @class, to)))
            .FirstOrDefault(found => found.Leg is not null);
        if (depot.Leg is null)
        {
            return null;
        }

        foreach (var hub in Nearest(NodeKind.Hub, goods, goods.From))
        {
            var place = _placeOf[hub.Key];
            // What its supplier brings to the hub is not collected.
            var collection = place == from || goods.From.Node?.Id == hub.Id ? null : Local(FreightLeg.Collection, hub, goods, @class, from);
            if ((collection is null && goods.From.Node?.Id != hub.Id && place != from)
                || Trunk(hub, depot.Node, goods, @class) is not { } trunk)
            {
                continue;
            }

            return [.. collection is null ? Array.Empty<FreightQuoteView.OfferLeg>() : [collection], trunk, depot.Leg];
        }

        return null;
    }

    /// <summary>A tour from a node and back, of which the goods bear their share.</summary>
    FreightQuoteView.OfferLeg? Local(FreightLeg kind, FreightNode node, FreightConsignment goods, FreightClass @class, int end)
    {
        var at = _placeOf[node.Key];
        var (there, back) = kind == FreightLeg.Collection ? (end, at) : (at, end);
        var use = kind == FreightLeg.Collection ? VehicleUse.Collection : VehicleUse.Delivery;
        var (name, other) = kind == FreightLeg.Collection ? (goods.From.Name, node.Name) : (node.Name, goods.To.Name);
        return Cheapest(
            _vehiclesAt[node.Id].Where(vehicle => vehicle.Use == use), goods, @class,
            new Stretch(kind, name, other, _roads.Distance(there, back), 2, _roads.Duration(at, end) + _roads.Duration(end, at)),
            _options.LocalFillPercent);
    }

    FreightQuoteView.OfferLeg? Trunk(FreightNode hub, FreightNode depot, FreightConsignment goods, FreightClass @class)
    {
        var (from, to) = (_placeOf[hub.Key], _placeOf[depot.Key]);
        return Cheapest(
            LoadingIn(new RegionPath(hub.PathValue)), goods, @class,
            new Stretch(FreightLeg.Trunk, hub.Name, depot.Name, _roads.Distance(from, to), 1, _roads.Duration(from, to)),
            _options.TrunkFillPercent);
    }

    /// <summary>By whole lorries of its own, from as much on as plans send one for.</summary>
    FreightQuoteView.OfferLeg? Direct(FreightConsignment goods, FreightClass @class, int from, int to) =>
        goods.WeightKg < _rules.DirectFromKg ? null : Cheapest(
            LoadingIn(goods.From.Path), goods, @class,
            new Stretch(
                FreightLeg.Direct, goods.From.Name, goods.To.Name, _roads.Distance(from, to), 1, _roads.Duration(from, to)),
            fillPercent: null);

    IEnumerable<CarrierVehicle> LoadingIn(RegionPath path) =>
        path.Ids.SelectMany(regionId => _loadingIn[regionId]).Where(vehicle => vehicle.Use == VehicleUse.Trunk);

    /// <param name="vehicles">That may go.</param>
    /// <param name="goods">What goes.</param>
    /// <param name="class">In which it goes.</param>
    /// <param name="stretch">Where it goes.</param>
    /// <param name="fillPercent">How full the lorry is; null for lorries that the goods have for themselves.</param>
    FreightQuoteView.OfferLeg? Cheapest(
        IEnumerable<CarrierVehicle> vehicles, FreightConsignment goods, FreightClass @class, Stretch stretch, int? fillPercent) =>
        vehicles
            .Where(vehicle => vehicle.IsOfferedOn(goods.DeliverOn) && vehicle.Classes.Contains(FreightClasses.NameOf(@class))
                && stretch.Seconds <= vehicle.HoursMax * 3_600 && CapacityOf(vehicle) > 0
                && _carriers[vehicle.CarrierId].StateOn(goods.DeliverOn) == CarrierState.Active)
            .Select(vehicle => (Vehicle: vehicle, Price: LorryShare.Of(
                vehicle.CostOf((long)stretch.Metres * stretch.Ways), CapacityOf(vehicle), goods.ChargeableKg, fillPercent)))
            .OrderBy(found => found.Price.Fen).ThenBy(found => found.Vehicle.Id)
            .Select(found => new FreightQuoteView.OfferLeg
            {
                Kind = stretch.Kind,
                FromName = stretch.FromName,
                ToName = stretch.ToName,
                Kilometres = (int)CarrierTariff.Rounded(stretch.Metres, 1_000),
                VehicleId = found.Vehicle.Id,
                VehicleName = found.Vehicle.Name,
                CarrierId = found.Vehicle.CarrierId,
                FillPercent = found.Price.FillPercent,
                FreightFen = found.Price.Fen,
            })
            .FirstOrDefault();

    /// <summary>What it holds of chargeable weight.</summary>
    long CapacityOf(CarrierVehicle vehicle) => Math.Min(vehicle.PayloadKg, vehicle.VolumeLitres / _rules.LitresPerKg);

    /// <summary>By driving time from an end, found once for all goods that are alike.</summary>
    IReadOnlyList<FreightNode> Nearest(NodeKind kind, FreightConsignment goods, FreightPlace end)
    {
        if (goods.Class is not { } @class || PlaceOf(end) is not { } place)
        {
            return [];
        }

        if (!_nearest.TryGetValue((kind, @class, goods.DeliverOn, place), out var nearest))
        {
            nearest =
            [
                .. Fit(kind, @class, goods.DeliverOn).OrderBy(fit => _roads.Duration(place, fit.Place)).ThenBy(fit => fit.Node.Id)
                    .Take(NodesMax).Select(fit => fit.Node),
            ];
            _nearest.Add((kind, @class, goods.DeliverOn, place), nearest);
        }

        return nearest;
    }

    /// <summary>Nodes in use that keep goods of the class, where they are.</summary>
    (FreightNode Node, int Place)[] Fit(NodeKind kind, FreightClass @class, DateOnly day)
    {
        if (!_fit.TryGetValue((kind, @class, day), out var fit))
        {
            fit =
            [
                .. from node in _nodes
                   where node.Kind == kind && node.IsUsedOn(day) && node.Keeps(@class) && _placeOf.ContainsKey(node.Key)
                   select (node, _placeOf[node.Key]),
            ];
            _fit.Add((kind, @class, day), fit);
        }

        return fit;
    }

    static FreightQuoteView.OfferView ToOffer(OfferKind kind, IReadOnlyList<FreightQuoteView.OfferLeg> legs, FreightConsignment goods)
    {
        var fen = legs.Sum(leg => leg.FreightFen);
        return new FreightQuoteView.OfferView { Kind = kind, FreightFen = fen, FenPerTonne = goods.FenPerTonneOf(fen), Legs = legs };
    }

    int? PlaceOf(FreightPlace place) => _placeOf.TryGetValue(KeyOf(place), out var known) ? known : null;

    static string KeyOf(FreightPlace place) => place.Node is { } node ? $"{node.Id}" : place.Path.RegionId;

    void Add(string key, Site? site, RegionPath path, string? nodeKey)
    {
        if (site is not null && !_placeOf.ContainsKey(key))
        {
            _placeOf[key] = _sites.Count;
            _sites.Add(site);
            _areas.Add([.. nodeKey is null ? Array.Empty<string>() : [nodeKey], .. path.Ids.Reverse()]);
        }
    }

    Site? SiteOf(int? longitude, int? latitude, RegionPath path, Terrain terrain) => (longitude, latitude) is ({ } east, { } north)
        ? new Site(east, north, terrain)
        : MiddleOf(path, terrain);

    /// <summary>Of the region, or of the nearest above it whose middle is known; null when none is.</summary>
    Site? MiddleOf(RegionPath path, Terrain terrain) => path.Ids.Reverse().Select(_regions.GetValueOrDefault)
        .Select(region => region is { LongitudeMicroDegrees: { } longitude, LatitudeMicroDegrees: { } latitude }
            ? new Site(longitude, latitude, terrain)
            : null)
        .FirstOrDefault(site => site is not null);

    /// <summary>A stretch of the way; a tour that comes back goes it twice.</summary>
    sealed record Stretch(FreightLeg Kind, string FromName, string ToName, int Metres, int Ways, int Seconds);
}
