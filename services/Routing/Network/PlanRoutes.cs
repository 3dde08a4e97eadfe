namespace Marketplace.Routing.Network;

/// <summary>By which nodes and on which days the parts of a plan go, as its tours have it.</summary>
static class PlanRoutes
{
    /// <summary>The routes of all parts that are carried.</summary>
    public static Dictionary<string, Route> Of(NetworkProblem problem, NetworkPlan plan) => (
        from leg in plan.Legs
        from tour in leg.Tours
        from visit in tour.Visits
        group (leg.Key, visit.Begin) by visit.Stop).ToDictionary(
            stops => stops.Key, stops => Of(problem, problem.PartOf(stops.Key), [.. stops]), StringComparer.Ordinal);

    static Route Of(NetworkProblem problem, Part part, List<(LegKey Key, int Begin)> stops)
    {
        var last = stops.MaxBy(stop => stop.Key.Kind);
        var collection = stops.Find(stop => stop.Key.Kind == LegKind.Collection).Key;
        if (last.Key.Kind == LegKind.Direct)
        {
            // What a lorry took over that broke down after its goods were collected has its hub.
            return collection.Kind == LegKind.Collection
                ? new Route(part, NodeAt(problem, NodeKind.Hub, collection.At), null, collection.Day, last.Key.Day)
                : new Route(part, null, null, 0, last.Key.Day);
        }

        var depot = NodeAt(problem, NodeKind.Depot, last.Key.At);
        if (collection.Kind == LegKind.Collection)
        {
            return new Route(part, NodeAt(problem, NodeKind.Hub, collection.At), depot, collection.Day, last.Key.Day);
        }

        // Brought to the hub by its supplier: there by the last cut-off before its trunk lorry loads.
        var hub = NodeAt(problem, NodeKind.Hub, part.Origin);
        var loads = stops.Find(stop => stop.Key.Kind == LegKind.Trunk).Begin;
        return new Route(
            part, hub, depot, (loads - hub.OpenUntil - problem.Rules.HandlingSeconds) / NetworkProblem.Day, last.Key.Day);
    }

    static NetworkNode NodeAt(NetworkProblem problem, NodeKind kind, int place) =>
        problem.Nodes.First(node => node.Kind == kind && node.Place == place);
}
