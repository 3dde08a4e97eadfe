namespace Marketplace.Routing.Network;

/// <summary>Finds by which nodes and on which days parts can go.</summary>
sealed class Itineraries(NetworkProblem problem, NetworkStrategy strategy)
{
    /// <summary>How full lorries are taken to be, in percent, when a direct lorry is compared with going by the nodes.</summary>
    const int TrunkFillPercent = 70;

    const int LocalFillPercent = 50;

    readonly Dictionary<(NodeKind Kind, int Place, string Class), List<NetworkNode>> _nearest = [];

    /// <summary>
    /// By the nearest hub and depot that have vehicles for it, on the last day on which it can be collected; null when there is none.
    /// </summary>
    public Route? ByNodes(Part part)
    {
        if (NodeOf(NodeKind.Hub, part) is not { } hub
            || NodeOf(NodeKind.Depot, part) is not { } depot)
        {
            return null;
        }

        var delivery = part.Latest / NetworkProblem.Day;
        var first = FirstCollection(part, hub);
        var deadline = Route.TrunkDeadline(problem, depot, delivery);
        var service = problem.Rules.ServiceOf(part);
        var trunk = problem.Roads.Duration(hub.Place, depot.Place);
        var slack = service + (int)((long)trunk * problem.Rules.TrunkSlackPercent / 100) + problem.Rules.TrunkSlackSeconds;
        if (Route.AtHub(problem, hub, first) + service + trunk > deadline
            || delivery * NetworkProblem.Day + depot.OpenFrom + problem.Roads.Duration(depot.Place, part.Dock) > part.Latest)
        {
            return null;
        }

        // The later it is collected the fresher it arrives, and all that goes to one depot for one day goes together.
        var last = (deadline - slack - hub.OpenUntil - problem.Rules.HandlingSeconds) / NetworkProblem.Day;
        return new Route(part, hub, depot, Math.Max(first, last), delivery, !strategy.TrunksCallAtSeveralHubs);
    }

    /// <summary>By a lorry of its own; null when none is fit, large enough and in time. Whether one is free the leg says.</summary>
    public Route? Direct(Part part) =>
        Route.Leaves(problem, part.Ready) + problem.Roads.Duration(part.Origin, part.Dock) <= part.Latest
        && LegProblems.VehiclesOf(problem, LegKind.Direct, part.Dock).Any(vehicle => vehicle.Holds(part))
            ? new Route(part, null, null, 0, part.Latest / NetworkProblem.Day)
            : null;

    /// <summary>Whether a lorry of its own may be sent at all.</summary>
    public bool MayGoDirect(Part part) => strategy.Direct switch
    {
        DirectLorries.Never => false,
        DirectLorries.WhenCheaper => part.WeightKg >= problem.Rules.DirectFromKg,
        DirectLorries.Always => true,
    };

    /// <summary>What the cheapest lorry of its own costs, in fen; null when none is fit, large enough and in time.</summary>
    public long? DirectCost(Part part)
    {
        var (metres, seconds) = (problem.Roads.Distance(part.Origin, part.Dock), problem.Roads.Duration(part.Origin, part.Dock));
        if (Route.Leaves(problem, part.Ready) + seconds > part.Latest)
        {
            return null;
        }

        return LegProblems.VehiclesOf(problem, LegKind.Direct, part.Dock)
            .Where(vehicle => vehicle.Count > 0 && vehicle.Holds(part)
                && seconds + problem.Rules.ServiceOf(part) <= (vehicle.LongestDuration ?? int.MaxValue))
            .Select(vehicle => (long?)CostOf(vehicle, metres)).Min();
    }

    /// <summary>What going by the nodes is likely to cost it, in fen.</summary>
    public long EstimateByNodes(Route route)
    {
        var part = route.Part;
        var (hub, depot) = (route.Hub!.Place, route.Depot!.Place);
        return Share(LegKind.Collection, hub, part, 2 * problem.Roads.Distance(part.Origin, hub), LocalFillPercent)
            + Share(LegKind.Trunk, depot, part, problem.Roads.Distance(hub, depot), TrunkFillPercent)
            + Share(LegKind.Delivery, depot, part, 2 * problem.Roads.Distance(depot, part.Dock), LocalFillPercent);
    }

    /// <summary>The earliest that a part could be handed over, by the nodes or by a lorry of its own; null when there is no way.</summary>
    public int? EarliestArrival(Part part)
    {
        int? earliest = MayGoDirect(part) && LegProblems.VehiclesOf(problem, LegKind.Direct, part.Dock).Any(vehicle => vehicle.Holds(part))
            ? Route.Leaves(problem, part.Ready) + problem.Roads.Duration(part.Origin, part.Dock)
            : null;
        if (NodeOf(NodeKind.Hub, part) is { } hub && NodeOf(NodeKind.Depot, part) is { } depot)
        {
            var atDepot = Route.AtHub(problem, hub, FirstCollection(part, hub)) + problem.Rules.ServiceOf(part)
                + problem.Roads.Duration(hub.Place, depot.Place);
            // The first day on which the depot has it before its delivery tours begin.
            var day = Math.Max(0, (atDepot + problem.Rules.HandlingSeconds - depot.OpenFrom + NetworkProblem.Day - 1) / NetworkProblem.Day);
            var byNodes = day * NetworkProblem.Day + depot.OpenFrom + problem.Roads.Duration(depot.Place, part.Dock);
            earliest = Math.Min(earliest ?? int.MaxValue, byNodes);
        }

        return earliest;
    }

    /// <summary>Why a part goes no way at all.</summary>
    public LeftOutPart NoWay(Part part) => EarliestArrival(part) is { } earliest
        ? new LeftOutPart(part.Id, LeftOutReason.WindowUnreachable, null, earliest, part.Latest, null, earliest)
        : new LeftOutPart(part.Id, LeftOutReason.NoVehicleOfClass, null, 0, 0, null, null);

    /// <summary>The first day on which a vehicle that goes for it alone is back at the hub by the cut-off.</summary>
    public int FirstCollection(Part part, NetworkNode hub)
    {
        var (there, back) = (problem.Roads.Duration(hub.Place, part.Origin), problem.Roads.Duration(part.Origin, hub.Place));
        var ready = Math.Max(part.Ready, problem.From);
        for (var day = ready / NetworkProblem.Day; ; day++)
        {
            var leaves = Math.Max(problem.From, day * NetworkProblem.Day + hub.OpenFrom);
            var until = day * NetworkProblem.Day + hub.OpenUntil;
            var isBack = part.Origin == hub.Place
                ? ready <= until
                : Math.Max(leaves + there, ready) + problem.Rules.ServiceOf(part) + back <= until;
            // When it is too far for any day the leg of collection says so.
            if (isBack || day * NetworkProblem.Day > ready + NetworkProblem.Day)
            {
                return day;
            }
        }
    }

    NetworkNode? NodeOf(NodeKind kind, Part part)
    {
        var place = kind == NodeKind.Hub ? part.Origin : part.Dock;
        if (!_nearest.TryGetValue((kind, place, part.Class), out var nearest))
        {
            _nearest[(kind, place, part.Class)] = nearest = NodeOfPart.Nearest(problem, kind, place, part.Class);
        }

        return NodeOfPart.Of(problem, part, nearest);
    }

    long Share(LegKind kind, int at, Part part, int metres, int fillPercent)
    {
        var fit = LegProblems.VehiclesOf(problem, kind, at).Where(vehicle => vehicle.Count > 0 && vehicle.Holds(part)).ToList();
        return fit.Count == 0
            ? long.MaxValue / 4
            : fit.Min(vehicle =>
            {
                var filled = Math.Max(
                    (double)part.WeightKg / vehicle.PayloadKg, (double)part.VolumeLitres / Math.Max(1, vehicle.VolumeLitres));
                return (long)(CostOf(vehicle, metres) * Math.Min(1, filled * 100 / fillPercent));
            });
    }

    static long CostOf(NetworkVehicle vehicle, int metres) =>
        vehicle.FixedFen + ((long)metres * vehicle.FenPerKm + LegProblems.CostScale - 1) / LegProblems.CostScale;
}
