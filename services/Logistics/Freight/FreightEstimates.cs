using Marketplace.Contracts;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Plans;
using Marketplace.Logistics.Storage;
using Marketplace.Routing.Network;
using Microsoft.EntityFrameworkCore;
using NetworkNode = Marketplace.Logistics.Domain.NetworkNode;
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
    readonly IReadOnlyList<NetworkNode> _nodes;
    SiteRoads _roads = null!;
    IReadOnlyList<CarrierVehicle> _vehicles = [];
    Dictionary<Guid, Carrier> _carriers = [];

    FreightEstimates(FreightOptions options, IReadOnlyDictionary<string, Region> regions, IReadOnlyList<NetworkNode> nodes) =>
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
        var nodes = await db.Nodes.AsNoTracking().Include(node => node.Region)
            .Where(node => node.Kind != NodeKind.Station && node.ValidFrom <= last && (node.EndedOn == null || node.EndedOn > first))
            .OrderBy(node => node.Id).ToListAsync(ct);
        var paths = nodes.Where(node => node.LongitudeMicroDegrees is null).Select(node => node.Region.PathValue)
            .Concat(consignments.SelectMany(goods => (string[])[goods.From.Path.Value, goods.To.Path.Value]));
        string[] regionIds = [.. RegionPath.IdsIn(paths.Distinct(StringComparer.Ordinal))];
        var estimates = new FreightEstimates(
            options,
            await db.Regions.AsNoTracking().Where(region => regionIds.Contains(region.Id)).ToDictionaryAsync(region => region.Id, ct),
            nodes);
        // Which lanes stand on the day of the plan nobody knows yet; those of the first day of delivery are as near as it gets.
        estimates.Place(consignments, await db.PlanLanesAsync(first, ct));
        await estimates.ReadVehiclesAsync(db, consignments, first, last, ct);
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

    void Place(IReadOnlyList<FreightConsignment> consignments, PlanLanes lanes)
    {
        foreach (var node in _nodes)
        {
            Add($"{node.Id}", SiteOf(node), new RegionPath(node.Region.PathValue), node);
        }

        foreach (var goods in consignments)
        {
            var (from, to) = (goods.From, goods.To);
            Add(KeyOf(from), from.Node is { } node ? SiteOf(node) : MiddleOf(from.Path, Terrain.Mountains), from.Path, from.Node);
            Add(KeyOf(to), MiddleOf(to.Path, Terrain.Plain), to.Path, node: null);
        }

        _roads = lanes.RoadsOf(_sites, _areas);
    }

    /// <summary>Those of the nodes around both ends, and trunk lorries that load at one end.</summary>
    async Task ReadVehiclesAsync(
        LogisticsDb db, IReadOnlyList<FreightConsignment> consignments, DateOnly first, DateOnly last, CancellationToken ct)
    {
        var nodes = consignments.Where(goods => goods.Class is not null)
            .SelectMany(goods => Nearest(NodeKind.Hub, goods, goods.From).Concat(Nearest(NodeKind.Depot, goods, goods.To))).ToList();
        Guid[] nodeIds = [.. nodes.Select(node => node.Id).Distinct()];
        string[] loadIn =
        [
            .. RegionPath.IdsIn(nodes.Where(node => node.Kind == NodeKind.Hub).Select(node => node.Region.PathValue)
                .Concat(consignments.Select(goods => goods.From.Path.Value)).Distinct(StringComparer.Ordinal)),
        ];
        _vehicles = await db.Vehicles.AsNoTracking()
            .Where(vehicle => vehicle.ValidFrom <= last && (vehicle.EndedOn == null || vehicle.EndedOn > first))
            .Where(vehicle => (vehicle.NodeId != null && nodeIds.Contains(vehicle.NodeId.Value))
                || (vehicle.RegionId != null && loadIn.Contains(vehicle.RegionId)))
            .OrderBy(vehicle => vehicle.Id).ToListAsync(ct);
        Guid[] carriers = [.. _vehicles.Select(vehicle => vehicle.CarrierId).Distinct()];
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
            var place = _placeOf[$"{hub.Id}"];
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
    FreightQuoteView.OfferLeg? Local(FreightLeg kind, NetworkNode node, FreightConsignment goods, FreightClass @class, int end)
    {
        var at = _placeOf[$"{node.Id}"];
        var (there, back) = kind == FreightLeg.Collection ? (end, at) : (at, end);
        var use = kind == FreightLeg.Collection ? VehicleUse.Collection : VehicleUse.Delivery;
        var (name, other) = kind == FreightLeg.Collection ? (goods.From.Name, node.Name) : (node.Name, goods.To.Name);
        return Cheapest(
            _vehicles.Where(vehicle => vehicle.Use == use && vehicle.NodeId == node.Id), goods, @class,
            new Stretch(kind, name, other, _roads.Distance(there, back), 2, _roads.Duration(at, end) + _roads.Duration(end, at)),
            _options.LocalFillPercent);
    }

    FreightQuoteView.OfferLeg? Trunk(NetworkNode hub, NetworkNode depot, FreightConsignment goods, FreightClass @class)
    {
        var (from, to) = (_placeOf[$"{hub.Id}"], _placeOf[$"{depot.Id}"]);
        return Cheapest(
            LoadingIn(new RegionPath(hub.Region.PathValue)), goods, @class,
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
        _vehicles.Where(vehicle => vehicle.Use == VehicleUse.Trunk && vehicle.RegionId is { } regionId && path.IsWithin(regionId));

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

    List<NetworkNode> Nearest(NodeKind kind, FreightConsignment goods, FreightPlace end)
    {
        if (goods.Class is not { } @class || PlaceOf(end) is not { } place)
        {
            return [];
        }

        return
        [
            .. _nodes.Where(node => node.Kind == kind && node.IsUsedOn(goods.DeliverOn)
                    && node.Classes.Contains(FreightClasses.NameOf(@class)) && _placeOf.ContainsKey($"{node.Id}"))
                .OrderBy(node => _roads.Duration(place, _placeOf[$"{node.Id}"])).ThenBy(node => node.Id).Take(NodesMax),
        ];
    }

    static FreightQuoteView.OfferView ToOffer(OfferKind kind, IReadOnlyList<FreightQuoteView.OfferLeg> legs, FreightConsignment goods)
    {
        var fen = legs.Sum(leg => leg.FreightFen);
        return new FreightQuoteView.OfferView { Kind = kind, FreightFen = fen, FenPerTonne = goods.FenPerTonneOf(fen), Legs = legs };
    }

    int? PlaceOf(FreightPlace place) => _placeOf.TryGetValue(KeyOf(place), out var known) ? known : null;

    static string KeyOf(FreightPlace place) => place.Node is { } node ? $"{node.Id}" : place.Path.RegionId;

    void Add(string key, Site? site, RegionPath path, NetworkNode? node)
    {
        if (site is not null && !_placeOf.ContainsKey(key))
        {
            _placeOf[key] = _sites.Count;
            _sites.Add(site);
            _areas.Add([.. node is null ? Array.Empty<string>() : [$"{node.Id}"], .. path.Ids.Reverse()]);
        }
    }

    Site? SiteOf(NetworkNode node) => node is { LongitudeMicroDegrees: { } longitude, LatitudeMicroDegrees: { } latitude }
        ? new Site(longitude, latitude, (Terrain)node.Terrain)
        : MiddleOf(new RegionPath(node.Region.PathValue), (Terrain)node.Terrain);

    /// <summary>Of the region, or of the nearest above it whose middle is known; null when none is.</summary>
    Site? MiddleOf(RegionPath path, Terrain terrain) => path.Ids.Reverse().Select(_regions.GetValueOrDefault)
        .Select(region => region is { LongitudeMicroDegrees: { } longitude, LatitudeMicroDegrees: { } latitude }
            ? new Site(longitude, latitude, terrain)
            : null)
        .FirstOrDefault(site => site is not null);

    /// <summary>A stretch of the way; a tour that comes back goes it twice.</summary>
    sealed record Stretch(FreightLeg Kind, string FromName, string ToName, int Metres, int Ways, int Seconds);
}
