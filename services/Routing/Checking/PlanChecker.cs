namespace Marketplace.Routing.Checking;

/// <summary>
/// Says what is broken in a plan, whoever made it. It goes by the definitions of the problem alone, knows nothing of any solver, and
/// reckons everything again.
/// </summary>
public static class PlanChecker
{
    /// <summary>
    /// Whether each limit is kept, each number right, and each stop served once or left out for the reason that is given.
    /// </summary>
    /// <returns>Empty when nothing is broken.</returns>
    public static IReadOnlyList<PlanFault> Check(RoutingProblem problem, RoutePlan plan)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(plan);
        var faults = CheckNames(problem, plan).ToList();
        if (faults.Count > 0)
        {
            // What is not known can't be reckoned with.
            return faults;
        }

        faults.AddRange(CheckStops(problem, plan));
        faults.AddRange(CheckVehicles(problem, plan));
        for (var number = 0; number < plan.Tours.Count; number++)
        {
            faults.AddRange(new TourCheck(problem, plan.Tours[number], number).Faults());
        }

        faults.AddRange(CheckCost(problem, plan));
        faults.AddRange(plan.LeftOut.SelectMany(leftOut => new LeftOutCheck(problem, plan, leftOut).Faults()));
        return faults;
    }

    static IEnumerable<PlanFault> CheckNames(RoutingProblem problem, RoutePlan plan)
    {
        var stops = problem.Stops.Select(stop => stop.Id).ToHashSet(StringComparer.Ordinal);
        var vehicles = problem.Vehicles.Select(vehicle => vehicle.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var (number, tour) in plan.Tours.Index())
        {
            if (!vehicles.Contains(tour.Vehicle))
            {
                yield return new PlanFault(
                    "vehicle_unknown", number, null, $"没有车型 {tour.Vehicle}", $"There are no vehicles {tour.Vehicle}.");
            }

            foreach (var visit in tour.Visits.Where(visit => !stops.Contains(visit.Stop)))
            {
                yield return new PlanFault("stop_unknown", number, visit.Stop, $"没有站点 {visit.Stop}", $"There is no stop {visit.Stop}.");
            }
        }

        foreach (var leftOut in plan.LeftOut.Where(leftOut => !stops.Contains(leftOut.Stop)))
        {
            yield return new PlanFault("stop_unknown", null, leftOut.Stop, $"没有站点 {leftOut.Stop}", $"There is no stop {leftOut.Stop}.");
        }
    }

    static IEnumerable<PlanFault> CheckStops(RoutingProblem problem, RoutePlan plan)
    {
        var times = plan.Tours.SelectMany(tour => tour.Visits).Select(visit => visit.Stop)
            .Concat(plan.LeftOut.Select(leftOut => leftOut.Stop)).CountBy(stop => stop, StringComparer.Ordinal)
            .ToDictionary(StringComparer.Ordinal);
        foreach (var stop in problem.Stops)
        {
            var count = times.GetValueOrDefault(stop.Id);
            if (count == 0)
            {
                yield return new PlanFault(
                    "stop_missing", null, stop.Id, $"站点 {stop.Id} 既未安排也未说明", $"Stop {stop.Id} is neither served nor left out.");
            }
            else if (count > 1)
            {
                yield return new PlanFault(
                    "stop_repeated", null, stop.Id, $"站点 {stop.Id} 出现 {count} 次", $"Stop {stop.Id} is there {count} times.");
            }
        }
    }

    static IEnumerable<PlanFault> CheckVehicles(RoutingProblem problem, RoutePlan plan)
    {
        foreach (var vehicle in problem.Vehicles)
        {
            var used = plan.Tours.Count(tour => tour.Vehicle == vehicle.Id);
            if (used > vehicle.Count)
            {
                yield return new PlanFault(
                    "too_many_vehicles", null, null, $"车型 {vehicle.Id} 用了 {used} 辆，只有 {vehicle.Count} 辆",
                    $"{used} tours need vehicles {vehicle.Id}, of which there are {vehicle.Count}.");
            }
        }
    }

    static IEnumerable<PlanFault> CheckCost(RoutingProblem problem, RoutePlan plan)
    {
        var cost = plan.Tours.Sum(tour => tour.Cost) + plan.LeftOut.Sum(leftOut => problem.StopOf(leftOut.Stop).SkipPenalty ?? 0);
        if (cost != plan.Cost)
        {
            yield return new PlanFault(
                "cost_wrong", null, null, $"总费用应为 {cost}，写的是 {plan.Cost}", $"The plan costs {cost}, not {plan.Cost}.");
        }
    }
}
