namespace Marketplace.Routing;

/// <summary>Says when a vehicle that serves stops in a given order is where.</summary>
public static class TourTimes
{
    /// <summary>
    /// Each stop is served as soon as it can be, and the start is left as late as this allows. Limits are not looked at:
    /// <see cref="Checking.PlanChecker"/> tells whether a tour that a dispatcher put together keeps them.
    /// </summary>
    public static Tour Of(RoutingProblem problem, VehicleType vehicle, IReadOnlyList<Stop> stops)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(vehicle);
        ArgumentNullException.ThrowIfNull(stops);
        var departure = DepartureOf(problem.Travel, vehicle, stops);
        var (place, time, distance) = (vehicle.Start, departure, 0L);
        var visits = new List<Visit>();
        foreach (var stop in stops)
        {
            var arrival = time + problem.Travel.Duration(place, stop.Place);
            var begin = Math.Max(arrival, stop.Earliest);
            distance += problem.Travel.Distance(place, stop.Place);
            (place, time) = (stop.Place, begin + stop.Service);
            visits.Add(new Visit(stop.Id, arrival, begin, time));
        }

        distance += problem.Travel.Distance(place, vehicle.End);
        var cost = vehicle.FixedCost + distance * vehicle.CostPerDistance;
        return new Tour(vehicle.Id, departure, visits, time + problem.Travel.Duration(place, vehicle.End), distance, cost);
    }

    /// <summary>The earliest departure with which the tour lasts no longer than it must.</summary>
    static int DepartureOf(TravelMatrix travel, VehicleType vehicle, IReadOnlyList<Stop> stops)
    {
        var (place, time) = (vehicle.Start, vehicle.ShiftFrom);
        // How much later the start may be left without any service beginning after its window; what is waited anyway is no delay.
        var (waited, slack) = (0, int.MaxValue);
        foreach (var stop in stops)
        {
            var arrival = time + travel.Duration(place, stop.Place);
            var begin = Math.Max(arrival, stop.Earliest);
            waited += begin - arrival;
            slack = Math.Min(slack, waited + Math.Max(0, stop.Latest - begin));
            (place, time) = (stop.Place, begin + stop.Service);
        }

        slack = Math.Min(slack, waited + Math.Max(0, vehicle.ShiftUntil - time - travel.Duration(place, vehicle.End)));
        return vehicle.ShiftFrom + Math.Min(waited, slack);
    }
}
