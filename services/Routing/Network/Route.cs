namespace Marketplace.Routing.Network;

/// <summary>By which nodes and on which days a part goes.</summary>
/// <param name="Part">What goes.</param>
/// <param name="Hub">Null for direct lorries.</param>
/// <param name="Depot">Null for direct lorries.</param>
/// <param name="CollectionDay">On which it is at the hub by the cut-off.</param>
/// <param name="DeliveryDay">On which it is handed over at the dock.</param>
/// <param name="IsByOneHub">Its trunk lorry calls at no other hub.</param>
sealed record Route(
    Part Part, NetworkNode? Hub, NetworkNode? Depot, int CollectionDay, int DeliveryDay, bool IsByOneHub = false)
{
    public bool IsDirect => Hub is null;

    /// <summary>The legs that it takes; what is brought to the hub by its supplier is not collected.</summary>
    public IEnumerable<LegKey> Legs()
    {
        if (Hub is null || Depot is null)
        {
            yield return new LegKey(LegKind.Direct, Part.Dock, DeliveryDay, Part.Origin, Part.Ready);
            yield break;
        }

        if (Part.Origin != Hub.Place)
        {
            yield return new LegKey(LegKind.Collection, Hub.Place, CollectionDay);
        }

        yield return new LegKey(LegKind.Trunk, Depot.Place, DeliveryDay, IsByOneHub ? Hub.Place : -1);
        yield return new LegKey(LegKind.Delivery, Depot.Place, DeliveryDay);
    }

    /// <summary>When trunk lorries can load it.</summary>
    public int AtHub(NetworkProblem problem) => AtHub(problem, Hub!, CollectionDay);

    public static int AtHub(NetworkProblem problem, NetworkNode hub, int day) =>
        day * NetworkProblem.Day + hub.OpenUntil + problem.Rules.HandlingSeconds;

    /// <summary>When trunk lorries have to be at the depot for the delivery tours of a day.</summary>
    public static int TrunkDeadline(NetworkProblem problem, NetworkNode depot, int day) =>
        Math.Max(0, day * NetworkProblem.Day + depot.OpenFrom - problem.Rules.HandlingSeconds);

    /// <summary>When a direct lorry that loads what is ready then can leave.</summary>
    public static int Leaves(NetworkProblem problem, int ready) => Math.Max(problem.From, ready) + problem.Rules.HandlingSeconds;
}
