namespace Marketplace.Routing;

/// <summary>Which vehicle goes where and when, and what it leaves out.</summary>
/// <param name="Cost">Of all tours, and the penalties of optional stops that are left out.</param>
public sealed record RoutePlan(IReadOnlyList<Tour> Tours, IReadOnlyList<LeftOutStop> LeftOut, long Cost);
