namespace Marketplace.Routing.Network;

/// <summary>States the tours of a leg as a <see cref="RoutingProblem"/>, in seconds, metres, kilograms and litres.</summary>
static class LegProblems
{
    /// <summary>Costs are in thousandths of a fen: metres times fen per kilometre.</summary>
    public const int CostScale = 1_000;

    /// <summary>Stands for wherever a trunk lorry begins: no way from it or to it.</summary>
    const int Anywhere = -1;

    /// <param name="problem">The network.</param>
    /// <param name="key">Which leg.</param>
    /// <param name="routes">Of the parts of the leg.</param>
    /// <param name="countOf">How many of the vehicles the leg may use.</param>
    public static RoutingProblem Of(
        NetworkProblem problem, LegKey key, IReadOnlyList<Route> routes, Func<NetworkVehicle, int> countOf)
    {
        var vehicles = VehiclesOf(problem, key.Kind, key.At).ToList();
        int[] places =
        [
            .. routes.Select(route => StopPlace(key.Kind, route)).Append(key.At)
                .Concat(vehicles.Select(vehicle => StartOf(problem, key, vehicle))).Distinct().Order(),
        ];
        var index = places.Index().ToDictionary(place => place.Item, place => place.Index);
        var travel = new TravelMatrix(
            places.Length,
            (from, to) => IsNoWay(places[from], places[to]) ? 0 : problem.Roads.Distance(places[from], places[to]),
            (from, to) => IsNoWay(places[from], places[to]) ? 0 : problem.Roads.Duration(places[from], places[to]));
        var stops = routes.Select(route => StopOf(problem, key, route, index[StopPlace(key.Kind, route)])).ToList();
        var (from, until) = ShiftOf(problem, key, routes);
        return new RoutingProblem(
            travel,
            stops,
            [
                .. vehicles.Select(vehicle => new VehicleType(
                    vehicle.Id,
                    Math.Min(countOf(vehicle), routes.Count),
                    [vehicle.PayloadKg, vehicle.VolumeLitres],
                    vehicle.Classes,
                    index[StartOf(problem, key, vehicle)],
                    index[key.At],
                    from,
                    until,
                    vehicle.LongestDuration,
                    vehicle.FixedFen * CostScale,
                    vehicle.FenPerKm)),
            ]);
    }

    /// <summary>The vehicles that may do the tours of a leg.</summary>
    public static IEnumerable<NetworkVehicle> VehiclesOf(NetworkProblem problem, LegKind kind, int at) => problem.Vehicles
        .Where(vehicle => kind switch
        {
            LegKind.Collection or LegKind.Delivery => vehicle.Leg == kind && problem.PlaceOf(vehicle.Base!) == at,
            LegKind.Trunk => vehicle.Leg == LegKind.Trunk,
            LegKind.Direct => vehicle.Leg == LegKind.Trunk && vehicle.Base is null,
        });

    /// <summary>When the tours of a leg may begin, and by when they have to have ended.</summary>
    static (int From, int Until) ShiftOf(NetworkProblem problem, LegKey key, IReadOnlyList<Route> routes)
    {
        var day = key.Day * NetworkProblem.Day;
        switch (key.Kind)
        {
            case LegKind.Collection:
                var hub = routes[0].Hub!;
                return (Math.Max(problem.From, day + hub.OpenFrom), Math.Max(problem.From, day + hub.OpenUntil));
            case LegKind.Trunk:
                var earliest = Math.Max(problem.From, routes.Min(route => route.AtHub(problem)));
                return (earliest, Math.Max(earliest, Route.TrunkDeadline(problem, routes[0].Depot!, key.Day)));
            case LegKind.Delivery:
                var depot = routes[0].Depot!;
                return (Math.Max(problem.From, day + depot.OpenFrom), Math.Max(problem.From, day + depot.OpenUntil));
            case LegKind.Direct:
                // All of its parts are loaded before it leaves.
                var leaves = Route.Leaves(problem, key.Ready);
                var back = routes.Max(route => route.Part.Latest) + routes.Sum(route => problem.Rules.ServiceOf(route.Part));
                return (leaves, Math.Max(leaves, back));
            default:
                throw new ArgumentOutOfRangeException(nameof(key), key, null);
        }
    }

    static Stop StopOf(NetworkProblem problem, LegKey key, Route route, int place)
    {
        var part = route.Part;
        var day = key.Day * NetworkProblem.Day;
        var (earliest, latest) = key.Kind switch
        {
            LegKind.Collection => (Math.Max(Math.Max(part.Ready, problem.From), day + route.Hub!.OpenFrom), day + route.Hub.OpenUntil),
            LegKind.Trunk => (route.AtHub(problem), Route.TrunkDeadline(problem, route.Depot!, key.Day)),
            LegKind.Delivery or LegKind.Direct => (part.Earliest, part.Latest),
        };
        return new Stop(
            part.Id, place, [part.WeightKg, part.VolumeLitres], Math.Min(earliest, latest), latest, problem.Rules.ServiceOf(part),
            part.Class);
    }

    static int StopPlace(LegKind kind, Route route) => kind switch
    {
        LegKind.Collection => route.Part.Origin,
        LegKind.Trunk => route.Hub!.Place,
        LegKind.Delivery or LegKind.Direct => route.Part.Dock,
    };

    static int StartOf(NetworkProblem problem, LegKey key, NetworkVehicle vehicle) => key.Kind switch
    {
        LegKind.Collection or LegKind.Delivery => key.At,
        LegKind.Trunk => vehicle.Base is { } node ? problem.PlaceOf(node) : Anywhere,
        LegKind.Direct => key.From,
    };

    static bool IsNoWay(int from, int to) => from == Anywhere || to == Anywhere;
}
