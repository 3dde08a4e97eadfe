namespace Marketplace.Routing.Search;

/// <summary>Writes what was found as a plan.</summary>
static class PlanWriter
{
    public static RoutePlan Write(SearchData data, SearchState state)
    {
        var problem = data.Problem;
        var tours = state.Tours.Where(tour => tour.Count > 0)
            .Select(tour => Write(problem, problem.Vehicles[tour.Type], tour.Stops)).ToList();
        var served = tours.SelectMany(tour => tour.Visits).Select(visit => visit.Stop).ToHashSet(StringComparer.Ordinal);
        var open = problem.Stops.Where(stop => !served.Contains(stop.Id)).ToList();
        return new RoutePlan(
            tours,
            [.. open.Select(stop => LeftOutReasons.Explain(problem, tours, stop))],
            tours.Sum(tour => tour.Cost) + open.Sum(stop => stop.SkipPenalty ?? 0));
    }

    static Tour Write(RoutingProblem problem, VehicleType vehicle, ReadOnlySpan<int> indices)
    {
        var stops = new List<Stop>();
        foreach (var index in indices)
        {
            stops.Add(problem.Stops[index]);
        }

        return TourTimes.Of(problem, vehicle, stops);
    }
}
