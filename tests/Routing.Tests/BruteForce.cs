using Marketplace.Routing.Checking;

namespace Marketplace.Routing.Tests;

/// <summary>The best plan of a small problem, by trying all.</summary>
sealed class BruteForce(RoutingProblem problem)
{
    /// <summary>Required stops that are left out at least, and then the least cost.</summary>
    public (int Required, long Cost) Best()
    {
        var all = 1 << problem.Stops.Count;
        var best = new (int, long)[all];
        for (var served = 0; served < all; served++)
        {
            var open = problem.Stops.Where((_, index) => (served >> index & 1) == 0).ToList();
            best[served] = (open.Count(stop => stop.SkipPenalty is null), open.Sum(stop => stop.SkipPenalty ?? 0));
        }

        // What the stops cost that one vehicle after the other leaves, when those of a set are served already.
        foreach (var vehicle in problem.Vehicles.SelectMany(vehicle => Enumerable.Repeat(vehicle, vehicle.Count)))
        {
            var tours = TourCosts(vehicle);
            var before = best;
            best = [.. before];
            for (var served = 0; served < all; served++)
            {
                foreach (var (stops, cost) in tours.Where(tour => (tour.Key & served) == 0))
                {
                    var (required, rest) = before[served | stops];
                    var with = (required, rest + cost);
                    best[served] = with.CompareTo(best[served]) < 0 ? with : best[served];
                }
            }
        }

        return best[0];
    }

    Dictionary<int, long> TourCosts(VehicleType vehicle)
    {
        var costs = new Dictionary<int, long>();
        Extend([], 0);
        return costs;

        void Extend(Stop[] stops, int set)
        {
            for (var index = 0; index < problem.Stops.Count; index++)
            {
                var longer = set | 1 << index;
                if (longer == set)
                {
                    continue;
                }

                Stop[] order = [.. stops, problem.Stops[index]];
                var tour = TourTimes.Of(problem, vehicle, order);
                // A tour that can't be is none with more stops either: with fewer, it is at least as early everywhere.
                if (PlanChecker.Check(problem, new RoutePlan([tour], [], tour.Cost)).Any(fault => fault.Tour is not null))
                {
                    continue;
                }

                costs[longer] = Math.Min(costs.GetValueOrDefault(longer, long.MaxValue), tour.Cost);
                Extend(order, longer);
            }
        }
    }
}
