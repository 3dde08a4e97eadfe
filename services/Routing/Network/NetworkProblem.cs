namespace Marketplace.Routing.Network;

/// <summary>Parts of many orders, the nodes by which they can go, and the vehicles of each leg.</summary>
public sealed class NetworkProblem
{
    /// <summary>Most parts.</summary>
    public const int PartsMax = 50_000;

    readonly Dictionary<string, Part> _parts;
    readonly Dictionary<string, NetworkVehicle> _vehicles;
    readonly Dictionary<string, int> _places;
    readonly Dictionary<(string Vehicle, int Day), int> _outOfService;

    /// <summary>Takes what is sound.</summary>
    /// <param name="parts">What is to be carried.</param>
    /// <param name="nodes">Hubs and depots.</param>
    /// <param name="vehicles">Of all legs.</param>
    /// <param name="roads">Between all places.</param>
    /// <param name="from">Before this instant nothing is done.</param>
    /// <param name="rules">What holds for all.</param>
    /// <param name="outOfService">Vehicles that can't be used on some day.</param>
    /// <exception cref="ArgumentException">An id is there twice, a place or node is missing, or a number is out of its range.</exception>
    public NetworkProblem(
        IReadOnlyList<Part> parts, IReadOnlyList<NetworkNode> nodes, IReadOnlyList<NetworkVehicle> vehicles, IRoads roads, int from = 0,
        NetworkRules? rules = null, IReadOnlyList<OutOfService>? outOfService = null)
    {
        ArgumentNullException.ThrowIfNull(parts);
        ArgumentNullException.ThrowIfNull(nodes);
        ArgumentNullException.ThrowIfNull(vehicles);
        ArgumentNullException.ThrowIfNull(roads);
        (Parts, Nodes, Vehicles, Roads, From, Rules) = ([.. parts], [.. nodes], [.. vehicles], roads, from, rules ?? NetworkRules.Default);
        OutOfService = [.. outOfService ?? []];
        _outOfService = OutOfService.CountBy(gone => (gone.Vehicle, gone.Day)).ToDictionary();
        Require(parts.Count <= PartsMax, $"There are {parts.Count} parts, more than {PartsMax}.");
        Require(parts.DistinctBy(part => part.Id).Count() == parts.Count, "Two parts have the same id.");
        Require(nodes.DistinctBy(node => node.Id).Count() == nodes.Count, "Two nodes have the same id.");
        Require(vehicles.DistinctBy(vehicle => vehicle.Id).Count() == vehicles.Count, "Two vehicles have the same id.");
        _parts = Parts.ToDictionary(part => part.Id, StringComparer.Ordinal);
        _vehicles = Vehicles.ToDictionary(vehicle => vehicle.Id, StringComparer.Ordinal);
        _places = Nodes.ToDictionary(node => node.Id, node => node.Place, StringComparer.Ordinal);
        foreach (var part in Parts)
        {
            Require(IsPlace(part.Origin) && IsPlace(part.Dock), $"Part {part.Id}: origin or dock is no place.");
            Require(part.WeightKg > 0 && part.VolumeLitres >= 0, $"Part {part.Id}: it weighs nothing, or has less than no volume.");
            Require(
                part.Ready >= 0 && part.Earliest >= 0 && part.Earliest <= part.Latest && part.Latest <= RoutingProblem.ArcMax,
                $"Part {part.Id}: its times are not in order.");
        }

        foreach (var node in Nodes)
        {
            Require(IsPlace(node.Place), $"Node {node.Id}: place {node.Place} is none.");
            Require(node.OpenFrom >= 0 && node.OpenFrom < node.OpenUntil && node.OpenUntil <= Day, $"Node {node.Id}: it is never open.");
        }

        foreach (var vehicle in Vehicles)
        {
            Require(vehicle.Leg != LegKind.Direct, $"Vehicles {vehicle.Id}: trunk lorries drive direct.");
            Require(
                vehicle.Base is null ? vehicle.Leg == LegKind.Trunk : _places.ContainsKey(vehicle.Base),
                $"Vehicles {vehicle.Id}: {vehicle.Base ?? "nowhere"} is no node where they can begin.");
            Require(vehicle.Count >= 0 && vehicle.PayloadKg >= 0 && vehicle.VolumeLitres >= 0, $"Vehicles {vehicle.Id}: less than none.");
            Require(
                vehicle.FixedFen is >= 0 and <= RoutingProblem.CostMax / LegProblems.CostScale && vehicle.FenPerKm is >= 0 and <= 10_000,
                $"Vehicles {vehicle.Id}: the cost is out of its range.");
        }
    }

    /// <summary>Seconds of a day.</summary>
    public const int Day = 86_400;

    public IReadOnlyList<Part> Parts { get; }

    public IReadOnlyList<NetworkNode> Nodes { get; }

    public IReadOnlyList<NetworkVehicle> Vehicles { get; }

    public IRoads Roads { get; }

    /// <summary>Before this instant nothing is done.</summary>
    public int From { get; }

    public NetworkRules Rules { get; }

    /// <summary>Vehicles that can't be used on some day.</summary>
    public IReadOnlyList<OutOfService> OutOfService { get; }

    /// <summary>How many vehicles of a type can be used on a day.</summary>
    public int CountOf(NetworkVehicle vehicle, int day)
    {
        ArgumentNullException.ThrowIfNull(vehicle);
        return Math.Max(0, vehicle.Count - _outOfService.GetValueOrDefault((vehicle.Id, day)));
    }

    /// <summary>The same with one vehicle less on a day.</summary>
    public NetworkProblem Without(string vehicle, int day) =>
        new(Parts, Nodes, Vehicles, Roads, From, Rules, [.. OutOfService, new OutOfService(vehicle, day)]);

    /// <summary>The same with other vehicles, and others that can't be used.</summary>
    public NetworkProblem With(IReadOnlyList<NetworkVehicle> vehicles, IReadOnlyList<OutOfService> outOfService) =>
        new(Parts, Nodes, vehicles, Roads, From, Rules, outOfService);

    /// <exception cref="KeyNotFoundException">There is none with this id.</exception>
    public Part PartOf(string id) => _parts[id];

    /// <exception cref="KeyNotFoundException">There are none with this id.</exception>
    public NetworkVehicle VehicleOf(string id) => _vehicles[id];

    /// <summary>Where a node is.</summary>
    /// <exception cref="KeyNotFoundException">There is none with this id.</exception>
    public int PlaceOf(string node) => _places[node];

    bool IsPlace(int place) => place >= 0 && place < Roads.Places;

    static void Require(bool isSo, string otherwise)
    {
        if (!isSo)
        {
            throw new ArgumentException(otherwise);
        }
    }
}

/// <summary>One vehicle of a type that can't be used on a day.</summary>
/// <param name="Vehicle">Id of the type.</param>
/// <param name="Day">As <see cref="LegKey.Day"/> counts it.</param>
public sealed record OutOfService(string Vehicle, int Day);
