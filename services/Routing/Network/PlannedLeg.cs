namespace Marketplace.Routing.Network;

/// <summary>A leg while a network is planned.</summary>
/// <param name="Key">Which.</param>
/// <param name="Routes">Of its parts, those that it leaves out among them.</param>
/// <param name="Problem">What its tours are searched for.</param>
/// <param name="Plan">What was found.</param>
sealed record PlannedLeg(LegKey Key, IReadOnlyList<Route> Routes, RoutingProblem Problem, RoutePlan Plan)
{
    /// <summary>How many vehicles of a type its tours use.</summary>
    public int UseOf(string vehicle) => Plan.Tours.Count(tour => tour.Vehicle == vehicle);

    /// <summary>Whether it is planned for just these parts.</summary>
    public bool IsFor(IReadOnlyList<Route> routes) => Routes.SequenceEqual(routes);
}
