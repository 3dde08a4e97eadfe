namespace Marketplace.Routing.Network;

/// <summary>Plans the tours of one leg.</summary>
sealed class LegSolver(NetworkStrategy strategy, NetworkLimits limits, long deadline)
{
    /// <param name="problem">Of the leg.</param>
    /// <param name="seed">Of the leg.</param>
    public RoutePlan Solve(RoutingProblem problem, ulong seed, CancellationToken ct)
    {
        var best = Resized(problem, SolveWith(problem, seed, ct));
        if (!strategy.Improves || best.LeftOut.Any(IsOfPlan))
        {
            return best;
        }

        // Inserting one stop after the other begins with the vehicle that suits the first, which is a small one: so larger fleets
        // are tried by themselves, and each tour gets the cheapest vehicle that does it in the end.
        var sizes = problem.Vehicles.Where(vehicle => vehicle.Count > 0).Select(vehicle => vehicle.Capacity[0]).Distinct().Order().ToList();
        foreach (var smallest in sizes.Skip(1))
        {
            var larger = new RoutingProblem(
                problem.Travel,
                problem.Stops,
                [.. problem.Vehicles.Select(vehicle => vehicle.Capacity[0] < smallest ? vehicle with { Count = 0 } : vehicle)]);
            var plan = SolveWith(larger, seed, ct);
            if (plan.LeftOut.Count == best.LeftOut.Count
                && Resized(problem, plan with { LeftOut = best.LeftOut }) is var resized && resized.Cost < best.Cost)
            {
                best = resized;
            }
        }

        return best;
    }

    /// <summary>Whether a reason depends on what else there is in the plan.</summary>
    public static bool IsOfPlan(LeftOutStop leftOut) => leftOut.Reason >= LeftOutReason.CapacityUsedUp;

    RoutePlan SolveWith(RoutingProblem problem, ulong seed, CancellationToken ct)
    {
        TimeSpan? left = limits.Time is null
            ? null
            : TimeSpan.FromMilliseconds(Math.Max(1, deadline - Environment.TickCount64));
        return strategy.Solver.Solve(
            problem, new SolverLimits((long)limits.StepsPerStop * problem.Stops.Count, seed, left), progress: null, ct);
    }

    /// <summary>Gives each tour the cheapest vehicle that drives it as it is, unless something is left out for want of one.</summary>
    RoutePlan Resized(RoutingProblem problem, RoutePlan plan)
    {
        if (!strategy.Improves || plan.LeftOut.Any(IsOfPlan))
        {
            return plan;
        }

        var used = problem.Vehicles.ToDictionary(
            vehicle => vehicle.Id, vehicle => plan.Tours.Count(tour => tour.Vehicle == vehicle.Id), StringComparer.Ordinal);
        var tours = new List<Tour>();
        foreach (var tour in plan.Tours)
        {
            var stops = tour.Visits.Select(visit => problem.StopOf(visit.Stop)).ToList();
            var cheapest = tour;
            foreach (var vehicle in problem.Vehicles.Where(vehicle => used[vehicle.Id] < vehicle.Count))
            {
                if (TourLimits.Keeps(problem, vehicle, stops) is { } other && other.Cost < cheapest.Cost)
                {
                    cheapest = other;
                }
            }

            used[tour.Vehicle]--;
            used[cheapest.Vehicle]++;
            tours.Add(cheapest);
        }

        return new RoutePlan(tours, plan.LeftOut, tours.Sum(tour => tour.Cost));
    }
}
