namespace Marketplace.Routing;

/// <summary>A stop that no tour serves, with the reason in data; <see cref="LeftOutText"/> puts it into words.</summary>
/// <param name="Needed">What serving it takes; 0 where the reason has no number.</param>
/// <param name="Available">What there is of it; 0 where the reason has no number.</param>
/// <param name="Dimension">Of capacity, where that is the reason.</param>
public sealed record LeftOutStop(string Stop, LeftOutReason Reason, long Needed = 0, long Available = 0, int? Dimension = null);
