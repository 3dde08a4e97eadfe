namespace Marketplace.Routing.Network;

/// <summary>
/// Plans how parts go: collection tours to the hubs, trunk lorries to the depots, delivery tours to the docks, and direct lorries where
/// they are cheaper.
/// </summary>
public static class NetworkPlanner
{
    /// <summary>Always gives a plan that keeps all limits; whatever can't be carried is left out with the reason.</summary>
    /// <param name="problem">What is to be carried, and by what.</param>
    /// <param name="strategy">The search, or a simple rule.</param>
    /// <param name="limits">How long.</param>
    /// <param name="progress">Told after each leg.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static NetworkPlan Plan(
        NetworkProblem problem, NetworkStrategy strategy, NetworkLimits limits, IProgress<NetworkProgress>? progress, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(strategy);
        ArgumentNullException.ThrowIfNull(limits);
        var state = new PlanState(problem, strategy, limits, progress);
        foreach (var part in problem.Parts)
        {
            ct.ThrowIfCancellationRequested();
            state.Begin(part);
        }

        state.Settle(ct);
        if (strategy.Improves && strategy.Direct == DirectLorries.WhenCheaper)
        {
            new CheaperDirect(problem, state).Run(ct);
        }

        var plan = state.Write();
        if (state.Broken.Count == 0)
        {
            return plan;
        }

        var repair = new PlanRepair(problem, plan, RepairLimits.None, limits with { Time = null }, ct);
        repair.EndTours(state.Broken);
        return repair.Write().Plan;
    }
}
