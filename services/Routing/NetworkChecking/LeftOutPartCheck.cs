using Marketplace.Routing.Checking;
using Marketplace.Routing.Network;

namespace Marketplace.Routing.NetworkChecking;

/// <summary>Confirms the reason why a part is left out: by what no way could do, or by trying it on the leg that leaves it out.</summary>
sealed class LeftOutPartCheck(NetworkProblem problem, NetworkPlan plan, LeftOutPart left)
{
    readonly Part _part = problem.PartOf(left.Part);

    public IEnumerable<NetworkFault> Faults()
    {
        if (left.Leg is { } leg)
        {
            foreach (var fault in OnLeg(leg))
            {
                yield return fault;
            }
        }
        else if (left.Reason == LeftOutReason.WindowUnreachable ? !(Earliest() > _part.Latest) : Earliest() is not null)
        {
            yield return Fault("reason_wrong", $"可以安排，却以 {left.Reason} 为由未安排", $"it is left out because of {left.Reason}, which is not so");
        }
    }

    /// <summary>The first arrival at the dock of a lorry that goes for it alone; null when there is no way at all.</summary>
    int? Earliest()
    {
        var ready = Math.Max(_part.Ready, problem.From);
        int? best = null;
        if (_part.WeightKg >= problem.Rules.DirectFromKg
            && problem.Vehicles.Any(vehicle => vehicle.Leg == LegKind.Trunk && vehicle.Base is null && vehicle.Holds(_part)))
        {
            best = ready + problem.Rules.HandlingSeconds + problem.Roads.Duration(_part.Origin, _part.Dock);
        }

        if (NodeOf(NodeKind.Hub) is not { } hub || NodeOf(NodeKind.Depot) is not { } depot)
        {
            return best;
        }

        for (var day = ready / NetworkProblem.Day; day <= ready / NetworkProblem.Day + 2; day++)
        {
            var cutOff = day * NetworkProblem.Day + hub.OpenUntil;
            var leaves = Math.Max(problem.From, day * NetworkProblem.Day + hub.OpenFrom);
            var loaded = Math.Max(ready, leaves + problem.Roads.Duration(hub.Place, _part.Origin)) + problem.Rules.ServiceOf(_part);
            var back = _part.Origin == hub.Place ? ready : loaded + problem.Roads.Duration(_part.Origin, hub.Place);
            if (back <= cutOff)
            {
                var atDepot = cutOff + 2 * problem.Rules.HandlingSeconds + problem.Rules.ServiceOf(_part)
                    + problem.Roads.Duration(hub.Place, depot.Place);
                var opens = depot.OpenFrom;
                while (opens < atDepot)
                {
                    opens += NetworkProblem.Day;
                }

                return Math.Min(best ?? int.MaxValue, opens + problem.Roads.Duration(depot.Place, _part.Dock));
            }
        }

        return best;
    }

    List<NetworkFault> OnLeg(LegKey key)
    {
        var hubOf = FreightShares.HubsOf(problem, plan);
        var tours = plan.Legs.Where(leg => leg.Key == key).SelectMany(leg => leg.Tours).ToList();
        var mates = tours.SelectMany(tour => tour.Visits).Select(visit => problem.PartOf(visit.Stop)).Append(_part).ToList();
        var routes = mates.ConvertAll(part => RouteOf(part, key, hubOf));
        if (routes.Exists(route => route is null))
        {
            return [Fault("reason_unclear", "没有可用的节点", "there is no node by which it could go")];
        }

        var all = routes.ConvertAll(route => route!);
        var leftOut = new LeftOutStop(_part.Id, left.Reason, left.Needed, left.Available, left.Dimension);
        if (left.Reason < LeftOutReason.CapacityUsedUp)
        {
            // It could not be served by any vehicle, were it free.
            var free = LegProblems.Of(problem, key, all, vehicle => vehicle.Count);
            return Tried(free, [], leftOut);
        }

        var legProblem = LegProblems.Of(problem, key, all, vehicle => problem.CountOf(vehicle, key.Day) - UsedElsewhere(vehicle, key));
        var faults = Tried(
            legProblem,
            [
                .. tours.Select(tour => new Tour(
                    tour.Vehicle, tour.Departure, tour.Visits, tour.Return, tour.Metres,
                    (problem.VehicleOf(tour.Vehicle).FixedFen * LegProblems.CostScale)
                        + (tour.Metres * problem.VehicleOf(tour.Vehicle).FenPerKm))),
            ],
            leftOut);
        return faults.Count > 0 && IsTakenByOthers(key, all, legProblem, leftOut) ? [] : faults;
    }

    /// <summary>No vehicle of the leg could take it, but one could that other legs use on that day, or that is out of service.</summary>
    bool IsTakenByOthers(LegKey key, List<Route> routes, RoutingProblem leg, LeftOutStop leftOut) =>
        leftOut is { Reason: LeftOutReason.CapacityUsedUp, Dimension: null }
        && !Tried(leg, [], leftOut).Exists(fault => fault.Code == "stop_servable")
        && Tried(LegProblems.Of(problem, key, routes, vehicle => vehicle.Count), [], leftOut)
            .Exists(fault => fault.Code == "stop_servable");

    List<NetworkFault> Tried(RoutingProblem leg, List<Tour> tours, LeftOutStop leftOut) =>
    [
        .. new LeftOutCheck(leg, new RoutePlan(tours, [leftOut], 0), leftOut).Faults()
            .Select(fault => Fault(fault.Code, fault.Zh, fault.En)),
    ];

    Route? RouteOf(Part part, LegKey key, IReadOnlyDictionary<string, int> hubOf)
    {
        if (key.Kind == LegKind.Direct)
        {
            return new Route(part, null, null, 0, key.Day);
        }

        var hub = key.Kind == LegKind.Collection ? NodeAt(NodeKind.Hub, key.At)
            : part == _part ? NodeOf(NodeKind.Hub) : NodeAt(NodeKind.Hub, hubOf[part.Id]);
        var depot = key.Kind == LegKind.Collection ? NodeOf(NodeKind.Depot, part) : NodeAt(NodeKind.Depot, key.At);
        return hub is null || depot is null ? null : new Route(part, hub, depot, CollectionDayOf(part, key), key.Day);
    }

    /// <summary>On which day a part is at the hub: as planned, or for the part itself as early as the reason allows.</summary>
    int CollectionDayOf(Part part, LegKey key)
    {
        if (key.Kind == LegKind.Collection)
        {
            return key.Day;
        }

        var collected = plan.Legs.Where(leg => leg.Key.Kind == LegKind.Collection)
            .Where(leg => leg.Tours.SelectMany(tour => tour.Visits).Any(visit => visit.Stop == part.Id))
            .Select(leg => (int?)leg.Key.Day).FirstOrDefault();
        return collected ?? new Itineraries(problem, NetworkStrategy.Search).ByNodes(part)?.CollectionDay ?? 0;
    }

    int UsedElsewhere(NetworkVehicle vehicle, LegKey key) => plan.Legs.Where(leg => leg.Key != key && leg.Key.Day == key.Day)
        .Sum(leg => leg.Tours.Count(tour => tour.Vehicle == vehicle.Id));

    NetworkNode? NodeOf(NodeKind kind, Part? other = null)
    {
        var part = other ?? _part;
        return NodeOfPart.Of(
            problem, part, NodeOfPart.Nearest(problem, kind, kind == NodeKind.Hub ? part.Origin : part.Dock, part.Class));
    }

    NetworkNode? NodeAt(NodeKind kind, int place) => problem.Nodes.FirstOrDefault(node => node.Kind == kind && node.Place == place);

    NetworkFault Fault(string code, string zh, string en) =>
        new(code, left.Leg, left.Part, $"未安排的货物 {left.Part}：{zh}", $"Part {left.Part}, left out: {en}");
}
