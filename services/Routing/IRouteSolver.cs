namespace Marketplace.Routing;

/// <summary>Makes a plan for a problem.</summary>
public interface IRouteSolver
{
    /// <summary>Always gives a plan that keeps all limits; whatever cannot be served is left out with the reason.</summary>
    /// <param name="progress">Told now and then, on the thread of the caller.</param>
    /// <exception cref="OperationCanceledException">It was cancelled; a limit instead gives the best plan so far.</exception>
    RoutePlan Solve(RoutingProblem problem, SolverLimits limits, IProgress<SolverProgress>? progress, CancellationToken ct);
}
