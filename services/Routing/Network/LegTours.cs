namespace Marketplace.Routing.Network;

/// <summary>Writes tours of a <see cref="RoutingProblem"/> as those of a leg.</summary>
static class LegTours
{
    public static LegTour Of(Tour tour, string @class) => new(
        tour.Vehicle,
        @class,
        tour.Departure,
        tour.Return,
        tour.Visits,
        tour.Distance,
        (tour.Cost + LegProblems.CostScale - 1) / LegProblems.CostScale);
}
