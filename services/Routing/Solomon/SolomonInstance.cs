namespace Marketplace.Routing.Solomon;

/// <summary>A public instance.</summary>
/// <param name="Name">As its first line gives it; empty when there is none.</param>
/// <param name="Problem">
/// Distances are truncated to one decimal, arc by arc, and counted in tenths; what is sought is the least total distance.
/// </param>
public sealed record SolomonInstance(string Name, RoutingProblem Problem);
