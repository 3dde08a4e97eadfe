namespace Marketplace.Routing;

/// <summary>How far a search is.</summary>
/// <param name="Cost">Of the best plan so far, with the penalties of optional stops left out.</param>
/// <param name="LeftOut">Stops that the best plan so far leaves out.</param>
public sealed record SolverProgress(long Steps, TimeSpan Elapsed, long Cost, int Tours, int LeftOut);
