namespace Marketplace.Routing;

/// <summary>
/// Stops, the vehicles that may serve them, and the ways between. All numbers are integers, so that a plan is the same everywhere.
/// </summary>
public sealed class RoutingProblem
{
    /// <summary>Longest distance and duration of an arc, largest demand, and latest time.</summary>
    public const int ArcMax = 20_000_000;

    /// <summary>Most stops: the search holds two numbers for each pair of them, twice (64 MB).</summary>
    public const int StopsMax = 2_000;

    /// <summary>Most places in a matrix.</summary>
    public const int PlacesMax = 2_500;

    /// <summary>Most dimensions of capacity.</summary>
    public const int DimensionsMax = 8;

    /// <summary>Most that a tour may cost before it goes anywhere, and most that leaving out a stop may cost.</summary>
    public const long CostMax = 100_000_000_000;

    readonly Dictionary<string, Stop> _stopsById;
    readonly Dictionary<string, VehicleType> _vehiclesById;

    /// <summary>Takes what is sound.</summary>
    /// <exception cref="ArgumentException">
    /// An id is there twice, a number is out of its range, or a place or dimension is missing.
    /// </exception>
    public RoutingProblem(TravelMatrix travel, IReadOnlyList<Stop> stops, IReadOnlyList<VehicleType> vehicles)
    {
        ArgumentNullException.ThrowIfNull(travel);
        ArgumentNullException.ThrowIfNull(stops);
        ArgumentNullException.ThrowIfNull(vehicles);
        (Travel, Stops, Vehicles) = (travel, [.. stops], [.. vehicles]);
        Dimensions = vehicles.Select(vehicle => vehicle.Capacity.Count).Concat(stops.Select(stop => stop.Demand.Count)).FirstOrDefault();
        Require(stops.Count <= StopsMax, $"There are {stops.Count} stops, more than {StopsMax}.");
        Require(Dimensions <= DimensionsMax, $"There are {Dimensions} dimensions of capacity, more than {DimensionsMax}.");
        Require(stops.DistinctBy(stop => stop.Id).Count() == stops.Count, "Two stops have the same id.");
        Require(vehicles.DistinctBy(vehicle => vehicle.Id).Count() == vehicles.Count, "Two types of vehicles have the same id.");
        _stopsById = Stops.ToDictionary(stop => stop.Id, StringComparer.Ordinal);
        _vehiclesById = Vehicles.ToDictionary(vehicle => vehicle.Id, StringComparer.Ordinal);
        foreach (var stop in Stops)
        {
            RequireSound(stop);
        }

        foreach (var vehicle in Vehicles)
        {
            RequireSound(vehicle);
        }
    }

    public TravelMatrix Travel { get; }

    public IReadOnlyList<Stop> Stops { get; }

    public IReadOnlyList<VehicleType> Vehicles { get; }

    /// <summary>Of capacity: how many numbers each demand and each capacity has.</summary>
    public int Dimensions { get; }

    /// <exception cref="KeyNotFoundException">There is none with this id.</exception>
    public Stop StopOf(string id) => _stopsById[id];

    /// <exception cref="KeyNotFoundException">There is none with this id.</exception>
    public VehicleType VehicleOf(string id) => _vehiclesById[id];

    void RequireSound(Stop stop)
    {
        var name = $"Stop {stop.Id}";
        Require(IsPlace(stop.Place), $"{name}: place {stop.Place} is none of the matrix.");
        Require(
            stop.Demand.Count == Dimensions && stop.Demand.All(IsInRange),
            $"{name}: the demand needs {Dimensions} numbers from 0 to {ArcMax}.");
        Require(
            IsInRange(stop.Earliest) && IsInRange(stop.Latest) && IsInRange(stop.Service),
            $"{name}: its times are not from 0 to {ArcMax}.");
        Require(stop.Earliest <= stop.Latest, $"{name}: its window ends before it begins.");
        Require(stop.SkipPenalty is null or (>= 0 and <= CostMax), $"{name}: its penalty is not from 0 to {CostMax}.");
    }

    void RequireSound(VehicleType vehicle)
    {
        var name = $"Vehicles {vehicle.Id}";
        Require(vehicle.Count >= 0, $"{name}: there are {vehicle.Count}.");
        Require(IsPlace(vehicle.Start) && IsPlace(vehicle.End), $"{name}: start or end is no place of the matrix.");
        Require(
            vehicle.Capacity.Count == Dimensions && vehicle.Capacity.All(IsInRange),
            $"{name}: the capacity needs {Dimensions} numbers from 0 to {ArcMax}.");
        Require(
            IsInRange(vehicle.ShiftFrom) && IsInRange(vehicle.ShiftUntil) && IsInRange(vehicle.LongestDuration ?? 0),
            $"{name}: the times are not from 0 to {ArcMax}.");
        Require(vehicle.ShiftFrom <= vehicle.ShiftUntil, $"{name}: the shift ends before it begins.");
        Require(vehicle.FixedCost is >= 0 and <= CostMax, $"{name}: the fixed cost is not from 0 to {CostMax}.");
        Require(vehicle.CostPerDistance is >= 0 and <= 10_000, $"{name}: the cost per distance is not from 0 to 10,000.");
    }

    bool IsPlace(int place) => place >= 0 && place < Travel.Places;

    static bool IsInRange(int value) => value is >= 0 and <= ArcMax;

    static void Require(bool isSo, string otherwise)
    {
        if (!isSo)
        {
            throw new ArgumentException(otherwise);
        }
    }
}
