namespace Marketplace.Routing.Network;

/// <summary>By which hub and which depot a part goes.</summary>
static class NodeOfPart
{
    /// <summary>
    /// The nearest node that can keep the part and has a vehicle that could fetch or bring it. When none has, the nearest with any vehicle,
    /// or at least the nearest: its leg then says what is missing. Null when no node can keep it.
    /// </summary>
    /// <param name="nearest">The nodes of the kind that can keep the part, the nearest first.</param>
    public static NetworkNode? Of(NetworkProblem problem, Part part, IReadOnlyList<NetworkNode> nearest) =>
        nearest.FirstOrDefault(node => IsServed(problem, node, part))
        ?? nearest.FirstOrDefault(node => VehiclesOf(problem, node).Any(vehicle => vehicle.Count > 0))
        ?? (nearest.Count > 0 ? nearest[0] : null);

    /// <summary>The nodes of a kind that can keep goods of a class, the nearest first.</summary>
    public static List<NetworkNode> Nearest(NetworkProblem problem, NodeKind kind, int place, string @class) =>
    [
        .. problem.Nodes.Where(node => node.Kind == kind && node.Classes.Contains(@class, StringComparer.Ordinal))
            .OrderBy(node => problem.Roads.Duration(place, node.Place)).ThenBy(node => node.Place),
    ];

    /// <summary>
    /// Whether a vehicle of the node holds the part, is there and back in its driver's hours, and is free on a day that will do.
    /// </summary>
    static bool IsServed(NetworkProblem problem, NetworkNode node, Part part)
    {
        var isHub = node.Kind == NodeKind.Hub;
        var place = isHub ? part.Origin : part.Dock;
        if (isHub && place == node.Place)
        {
            return true;
        }

        var last = part.Latest / NetworkProblem.Day;
        var first = isHub ? Math.Max(part.Ready, problem.From) / NetworkProblem.Day : last;
        var hours = problem.Roads.Duration(node.Place, place) + problem.Roads.Duration(place, node.Place) + problem.Rules.ServiceOf(part);
        return VehiclesOf(problem, node).Any(vehicle =>
            vehicle.Holds(part) && hours <= (vehicle.LongestDuration ?? int.MaxValue)
            && Enumerable.Range(first, Math.Max(0, last - first + 1)).Any(day => problem.CountOf(vehicle, day) > 0));
    }

    static IEnumerable<NetworkVehicle> VehiclesOf(NetworkProblem problem, NetworkNode node) =>
        LegProblems.VehiclesOf(problem, node.Kind == NodeKind.Hub ? LegKind.Collection : LegKind.Delivery, node.Place);
}
