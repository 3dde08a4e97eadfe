namespace Marketplace.Routing.Network;

/// <summary>
/// Sends parts by a lorry of their own where that costs less than their tours save without them, as long as the whole gets cheaper.
/// </summary>
sealed class CheaperDirect(NetworkProblem problem, PlanState state)
{
    const int PassesMax = 3;

    public void Run(CancellationToken ct)
    {
        for (var pass = 0; pass < PassesMax; pass++)
        {
            var routes = Candidates();
            if (routes.Count == 0)
            {
                return;
            }

            var (cost, leftOut) = (state.Cost, state.LeftOutCount);
            var goBack = state.Remember();
            state.Reroute(routes);
            state.Settle(ct);
            if (state.Cost >= cost || state.LeftOutCount > leftOut)
            {
                goBack();
                return;
            }
        }
    }

    /// <summary>What is likely to be cheaper, the best first; of one tour only one.</summary>
    List<Route> Candidates()
    {
        var tours = ToursOfParts();
        var gains = state.Routes.Values.Where(route => !route.IsDirect)
            .GroupBy(route => (route.Part.Origin, route.Part.Dock, route.Part.Class, route.Part.Ready, route.DeliveryDay))
            .Select(group => (Gain: GainOf([.. group], tours), Routes: group.ToList()))
            .Where(group => group.Gain > 0)
            .OrderByDescending(group => group.Gain).ThenBy(group => group.Routes[0].Part.Id, StringComparer.Ordinal);
        var touched = new HashSet<Tour>(ReferenceEqualityComparer.Instance);
        var chosen = new List<Route>();
        foreach (var (_, routes) in gains)
        {
            var own = routes.SelectMany(route => tours[route.Part.Id]).Select(place => place.Tour).ToList();
            if (!own.Exists(touched.Contains))
            {
                touched.UnionWith(own);
                chosen.AddRange(routes.Select(route => state.Itineraries.Direct(route.Part)!));
            }
        }

        return chosen;
    }

    Dictionary<string, List<(PlannedLeg Leg, Tour Tour)>> ToursOfParts()
    {
        var tours = new Dictionary<string, List<(PlannedLeg, Tour)>>(StringComparer.Ordinal);
        foreach (var leg in state.Legs.Values)
        {
            foreach (var tour in leg.Plan.Tours)
            {
                foreach (var visit in tour.Visits)
                {
                    if (!tours.TryGetValue(visit.Stop, out var own))
                    {
                        tours[visit.Stop] = own = [];
                    }

                    own.Add((leg, tour));
                }
            }
        }

        return tours;
    }

    /// <summary>What is saved when parts from one place to one dock leave their tours and go by one lorry; 0 when they can't.</summary>
    long GainOf(List<Route> routes, Dictionary<string, List<(PlannedLeg Leg, Tour Tour)>> tours)
    {
        if (routes.Exists(route => !state.Itineraries.MayGoDirect(route.Part) || state.Itineraries.Direct(route.Part) is null))
        {
            return 0;
        }

        var direct = routes.ConvertAll(route => state.Itineraries.Direct(route.Part)!);
        var leg = LegProblems.Of(problem, direct[0].Legs().Single(), direct, vehicle => vehicle.Count);
        if (Cheapest(leg, [.. leg.Stops.OrderBy(stop => stop.Latest)]) is not { } cost)
        {
            return 0;
        }

        var parts = routes.Select(route => route.Part.Id).ToHashSet(StringComparer.Ordinal);
        var places = parts.SelectMany(part => tours[part]).DistinctBy(place => place.Tour, ReferenceEqualityComparer.Instance);
        return places.Sum(place => place.Tour.Cost - CostWithout(place.Leg.Problem, place.Tour, parts)) - cost;
    }

    static long CostWithout(RoutingProblem leg, Tour tour, HashSet<string> parts)
    {
        var stops = tour.Visits.Where(visit => !parts.Contains(visit.Stop)).Select(visit => leg.StopOf(visit.Stop)).ToList();
        return stops.Count == 0 ? 0 : Math.Min(tour.Cost, Cheapest(leg, stops) ?? tour.Cost);
    }

    /// <summary>Of the vehicles that serve the stops in this order, what the cheapest costs; null when none can.</summary>
    static long? Cheapest(RoutingProblem leg, List<Stop> stops) =>
        leg.Vehicles.Where(vehicle => vehicle.Count > 0).Select(vehicle => TourLimits.Keeps(leg, vehicle, stops)?.Cost).Min();
}
