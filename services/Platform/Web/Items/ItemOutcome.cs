namespace Marketplace.Platform.Web;

/// <summary>What became of one item of a request.</summary>
/// <param name="Done">What it led to; null when it was refused.</param>
/// <param name="Problem">Why it was refused; null when it was done.</param>
public sealed record ItemOutcome<TDone>(TDone? Done, ItemProblem? Problem)
    where TDone : class;
