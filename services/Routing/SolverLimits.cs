namespace Marketplace.Routing;

/// <summary>
/// How long to search. The plan depends on the problem, the seed and the steps alone, as long as the time is not used up before.
/// </summary>
/// <param name="Steps">Most steps; the search is over when they are done.</param>
/// <param name="Seed">Another one gives another plan, about as good.</param>
/// <param name="Time">Ends the search sooner, with the best plan so far; null when the steps alone end it.</param>
public sealed record SolverLimits(long Steps, ulong Seed = 1, TimeSpan? Time = null);
