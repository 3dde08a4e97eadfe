using Marketplace.Routing.Network;

namespace Marketplace.Routing.Tests.Network;

/// <summary>
/// A small network on a straight road: hub at km 0, supplier at km 20, depot at km 1,000, dock at km 1,010. Nearer to the
/// supplier and the dock is room for another hub, at km 15, and depot, at km 1,008.
/// </summary>
static class Networks
{
    public const int Hour = 3_600;
    public const int Day = NetworkProblem.Day;
    public const int Hub = 0;
    public const int Supplier = 1;
    public const int Depot = 2;
    public const int Dock = 3;
    public const int NearHub = 4;
    public const int NearDepot = 5;

    static readonly int[] Kilometres = [0, 20, 1_000, 1_010, 15, 1_008];

    static readonly NetworkNode[] Nodes =
    [
        new("hub", NodeKind.Hub, Hub, ["ambient", "chilled"], 6 * Hour, 18 * Hour),
        new("depot", NodeKind.Depot, Depot, ["ambient", "chilled"], 3 * Hour, 20 * Hour),
    ];

    public static NetworkProblem Problem(IReadOnlyList<Part> parts, params NetworkVehicle[] vehicles) => new(
        parts, Nodes, vehicles.Length > 0 ? vehicles : [Van("hub", LegKind.Collection), Lorry(), Van("depot", LegKind.Delivery)],
        new Line());

    /// <summary>The same with the nearer hub and depot, and vans of theirs.</summary>
    public static NetworkProblem WithNearerNodes(
        IReadOnlyList<Part> parts, IReadOnlyList<NetworkVehicle> vans, params OutOfService[] outOfService) => new(
        parts,
        [.. Nodes, Nodes[0] with { Id = "near hub", Place = NearHub }, Nodes[1] with { Id = "near depot", Place = NearDepot }],
        [Van("hub", LegKind.Collection), Lorry(), Van("depot", LegKind.Delivery), .. vans],
        new Line(),
        outOfService: outOfService);

    /// <summary>Ready at 8 on the first day, wanted from 6 to 10 on the third.</summary>
    public static Part Goods(
        string id = "goods", int kg = 400, string @class = "ambient", int origin = Supplier, int due = 2) =>
        new(id, origin, Dock, kg, kg * 3, @class, 8 * Hour, due * Day + 6 * Hour, due * Day + 10 * Hour);

    public static NetworkVehicle Van(string node, LegKind leg, int count = 5, int kg = 2_000, params string[] classes) => new(
        $"van of {node}", leg, node, count, kg, kg * 10, classes.Length > 0 ? classes : ["ambient", "chilled"], 10 * Hour, 20_000, 300);

    public static NetworkVehicle Lorry(int count = 5, int kg = 20_000, int? longest = null) =>
        new($"lorry of {kg}", LegKind.Trunk, null, count, kg, kg * 10, ["ambient", "chilled"], longest, 100_000, 600);

    public static NetworkPlan Plan(NetworkProblem problem, int steps = 20, int parallel = 1, NetworkStrategy? strategy = null) =>
        NetworkPlanner.Plan(
            problem, strategy ?? NetworkStrategy.Search, new NetworkLimits(steps, 1, parallel), progress: null, CancellationToken.None);

    /// <summary>At 60 km/h.</summary>
    sealed class Line : IRoads
    {
        public int Places => Kilometres.Length;

        public int Distance(int from, int to) => 1_000 * Math.Abs(Kilometres[from] - Kilometres[to]);

        public int Duration(int from, int to) => 60 * Math.Abs(Kilometres[from] - Kilometres[to]);
    }
}
