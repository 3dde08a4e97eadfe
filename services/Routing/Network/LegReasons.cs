namespace Marketplace.Routing.Network;

/// <summary>Says why a leg leaves out a part.</summary>
static class LegReasons
{
    /// <param name="problem">The network.</param>
    /// <param name="key">Of the leg.</param>
    /// <param name="route">Of the part.</param>
    /// <param name="stop">The reason with the vehicles that other legs have left over on that day.</param>
    public static LeftOutPart Of(NetworkProblem problem, LegKey key, Route route, LeftOutStop stop)
    {
        // What other legs use is used up, and no lack of fitness.
        var reason = LegSolver.IsOfPlan(stop)
            ? stop
            : AloneReason(problem, key, route) ?? new LeftOutStop(stop.Stop, LeftOutReason.CapacityUsedUp);
        // Without any lack of fitness the next day is as good; otherwise it takes other vehicles.
        int? next = LegSolver.IsOfPlan(reason) ? route.Part.Earliest + NetworkProblem.Day : null;
        return new LeftOutPart(stop.Stop, reason.Reason, key, reason.Needed, reason.Available, reason.Dimension, next);
    }

    /// <summary>Why no vehicle of the leg could serve the part even if all were free and fit; null when one could.</summary>
    public static LeftOutStop? AloneReason(NetworkProblem problem, LegKey key, Route route)
    {
        var alone = LegProblems.Of(problem, key, [route], vehicle => vehicle.Count);
        return LeftOutReasons.StopReason(alone, alone.Stops[0], alone.Vehicles);
    }
}
