namespace Marketplace.Routing;

/// <summary>Finds why a stop is left out of a plan.</summary>
static class LeftOutReasons
{
    /// <summary>The reason that holds for a stop alone, whatever else there is; null when one of the vehicles could serve it.</summary>
    public static LeftOutStop? StopReason(RoutingProblem problem, Stop stop, IReadOnlyList<VehicleType> vehicles)
    {
        var fit = vehicles.Where(vehicle => vehicle.Count > 0 && vehicle.Classes.Contains(stop.Class, StringComparer.Ordinal)).ToList();
        if (fit.Count == 0)
        {
            return new LeftOutStop(stop.Id, LeftOutReason.NoVehicleOfClass);
        }

        for (var dimension = 0; dimension < problem.Dimensions; dimension++)
        {
            var largest = fit.Max(vehicle => vehicle.Capacity[dimension]);
            if (largest < stop.Demand[dimension])
            {
                return new LeftOutStop(stop.Id, LeftOutReason.TooLarge, stop.Demand[dimension], largest, dimension);
            }

            fit.RemoveAll(vehicle => vehicle.Capacity[dimension] < stop.Demand[dimension]);
        }

        var soonest = fit.Min(vehicle => Arrival(problem, vehicle, stop));
        if (soonest > stop.Latest)
        {
            return new LeftOutStop(stop.Id, LeftOutReason.WindowUnreachable, soonest, stop.Latest);
        }

        fit.RemoveAll(vehicle => Arrival(problem, vehicle, stop) > stop.Latest);
        var (over, longest) = fit.Select(vehicle => (Over(problem, vehicle, stop), LongestOf(vehicle))).Min();
        return over > 0 ? new LeftOutStop(stop.Id, LeftOutReason.ShiftTooShort, longest + over, longest) : null;
    }

    /// <summary>The reason why a stop is not in a plan into which all was inserted that fits.</summary>
    public static LeftOutStop Explain(RoutingProblem problem, IReadOnlyList<Tour> tours, Stop stop)
    {
        if (StopReason(problem, stop, problem.Vehicles) is { } alone)
        {
            return alone;
        }

        var cost = LeastCost(problem, tours, stop);
        return cost is null
            ? UsedUp(problem, tours, stop)
            : new LeftOutStop(stop.Id, LeftOutReason.NotWorthIt, cost.Value, stop.SkipPenalty ?? 0);
    }

    static LeftOutStop UsedUp(RoutingProblem problem, IReadOnlyList<Tour> tours, Stop stop)
    {
        var room = tours
            .Where(tour => ClassOf(problem, tour) == stop.Class && StopReason(problem, stop, [VehicleOf(problem, tour)]) is null)
            .Select(tour => Room(problem, tour)).ToList();
        if (room.Count == 0)
        {
            return new LeftOutStop(stop.Id, LeftOutReason.CapacityUsedUp);
        }

        for (var dimension = 0; dimension < problem.Dimensions; dimension++)
        {
            var most = room.Max(free => free[dimension]);
            if (most < stop.Demand[dimension])
            {
                return new LeftOutStop(stop.Id, LeftOutReason.CapacityUsedUp, stop.Demand[dimension], most, dimension);
            }

            room.RemoveAll(free => free[dimension] < stop.Demand[dimension]);
        }

        return new LeftOutStop(stop.Id, LeftOutReason.TimeUsedUp);
    }

    /// <summary>What it costs to serve the stop as well, with what else there is left in its order; null when it can't be done.</summary>
    static long? LeastCost(RoutingProblem problem, IReadOnlyList<Tour> tours, Stop stop)
    {
        long? least = null;
        var used = tours.CountBy(tour => tour.Vehicle).ToDictionary(StringComparer.Ordinal);
        foreach (var vehicle in problem.Vehicles.Where(vehicle => used.GetValueOrDefault(vehicle.Id) < vehicle.Count))
        {
            if (StopReason(problem, stop, [vehicle]) is null)
            {
                least = Less(least, TourTimes.Of(problem, vehicle, [stop]).Cost);
            }
        }

        foreach (var tour in tours.Where(tour => ClassOf(problem, tour) == stop.Class && HasRoom(problem, tour, stop)))
        {
            var vehicle = VehicleOf(problem, tour);
            var stops = StopsOf(problem, tour).ToList();
            for (var index = 0; index <= stops.Count; index++)
            {
                var longer = TourTimes.Of(problem, vehicle, [.. stops[..index], stop, .. stops[index..]]);
                if (IsInTime(problem, vehicle, longer))
                {
                    least = Less(least, longer.Cost - tour.Cost);
                }
            }
        }

        return least;
    }

    static bool HasRoom(RoutingProblem problem, Tour tour, Stop stop) =>
        VehicleOf(problem, tour).Classes.Contains(stop.Class, StringComparer.Ordinal)
        && Room(problem, tour).Zip(stop.Demand).All(pair => pair.First >= pair.Second);

    static bool IsInTime(RoutingProblem problem, VehicleType vehicle, Tour tour) =>
        tour.Return <= vehicle.ShiftUntil
        && tour.Return - tour.Departure <= (vehicle.LongestDuration ?? int.MaxValue)
        && tour.Visits.All(visit => visit.Begin <= StopOf(problem, visit).Latest);

    static long? Less(long? one, long other) => one is null ? other : Math.Min(one.Value, other);

    static IReadOnlyList<long> Room(RoutingProblem problem, Tour tour) =>
    [
        .. Enumerable.Range(0, problem.Dimensions).Select(dimension =>
            VehicleOf(problem, tour).Capacity[dimension] - StopsOf(problem, tour).Sum(stop => (long)stop.Demand[dimension])),
    ];

    static int Arrival(RoutingProblem problem, VehicleType vehicle, Stop stop) =>
        vehicle.ShiftFrom + problem.Travel.Duration(vehicle.Start, stop.Place);

    static int LongestOf(VehicleType vehicle) =>
        Math.Min(vehicle.LongestDuration ?? int.MaxValue, vehicle.ShiftUntil - vehicle.ShiftFrom);

    /// <summary>By how much a vehicle that serves the stop alone comes back too late, or drives too long.</summary>
    static int Over(RoutingProblem problem, VehicleType vehicle, Stop stop)
    {
        var tour = TourTimes.Of(problem, vehicle, [stop]);
        return Math.Max(tour.Return - vehicle.ShiftUntil, tour.Return - tour.Departure - LongestOf(vehicle));
    }

    static string ClassOf(RoutingProblem problem, Tour tour) => StopOf(problem, tour.Visits[0]).Class;

    static IEnumerable<Stop> StopsOf(RoutingProblem problem, Tour tour) => tour.Visits.Select(visit => StopOf(problem, visit));

    static Stop StopOf(RoutingProblem problem, Visit visit) => problem.StopOf(visit.Stop);

    static VehicleType VehicleOf(RoutingProblem problem, Tour tour) => problem.VehicleOf(tour.Vehicle);
}
