namespace Marketplace.Routing.Network;

/// <summary>Whether a vehicle can serve stops in a given order.</summary>
static class TourLimits
{
    /// <summary>The tour with its times; null when a limit is broken.</summary>
    public static Tour? Keeps(RoutingProblem problem, VehicleType vehicle, IReadOnlyList<Stop> stops)
    {
        if (!stops.All(stop => vehicle.Classes.Contains(stop.Class, StringComparer.Ordinal)))
        {
            return null;
        }

        for (var dimension = 0; dimension < problem.Dimensions; dimension++)
        {
            if (stops.Sum(stop => (long)stop.Demand[dimension]) > vehicle.Capacity[dimension])
            {
                return null;
            }
        }

        var tour = TourTimes.Of(problem, vehicle, stops);
        var isInTime = tour.Return <= vehicle.ShiftUntil
            && tour.Return - tour.Departure <= (vehicle.LongestDuration ?? int.MaxValue)
            && tour.Visits.Zip(stops).All(pair => pair.First.Begin <= pair.Second.Latest);
        return isInTime ? tour : null;
    }
}
