namespace Marketplace.Routing.Network;

/// <summary>By which tours the parts go, and which stay where they are.</summary>
/// <param name="Legs">Those that have tours, or leave something out; in the order of their keys.</param>
/// <param name="LeftOut">Parts that no tour takes, each with the reason.</param>
public sealed record NetworkPlan(IReadOnlyList<Leg> Legs, IReadOnlyList<LeftOutPart> LeftOut)
{
    /// <summary>What all tours cost, in fen.</summary>
    public long CostFen => Legs.SelectMany(leg => leg.Tours).Sum(tour => tour.CostFen);
}

/// <summary>The tours of one kind around one node on one day.</summary>
public sealed record Leg(LegKey Key, IReadOnlyList<LegTour> Tours);

/// <summary>Which tours are planned together.</summary>
/// <param name="Kind">What they do.</param>
/// <param name="At">Place of the hub for collection, of the depot for trunk and delivery, of the dock for direct lorries.</param>
/// <param name="Day">Of collection at the hub; otherwise of delivery at the dock. Counted from the first day, 0.</param>
/// <param name="From">Place of the origin for direct lorries, of the hub for trunks of one hub only; otherwise -1.</param>
/// <param name="Ready">When a direct lorry can leave; otherwise 0.</param>
public readonly record struct LegKey(LegKind Kind, int At, int Day, int From = -1, int Ready = 0)
{
    /// <summary>By kind, place and day.</summary>
    public static IComparer<LegKey> Order { get; } = Comparer<LegKey>.Create((one, other) =>
        (one.Kind, one.At, one.Day, one.From, one.Ready).CompareTo((other.Kind, other.At, other.Day, other.From, other.Ready)));
}

/// <summary>What one vehicle does.</summary>
/// <param name="Vehicle">Id of the <see cref="NetworkVehicle"/>.</param>
/// <param name="Class">Of all its goods.</param>
/// <param name="Departure">From the hub or depot; of a trunk lorry that begins anywhere, its first arrival.</param>
/// <param name="Return">Arrival at the end: hub, depot, or dock.</param>
/// <param name="Visits">A stop for each part, in order; <see cref="Visit.Stop"/> is the part.</param>
/// <param name="Metres">What it drives.</param>
/// <param name="CostFen">Fixed and by distance, rounded up to the fen.</param>
public sealed record LegTour(
    string Vehicle, string Class, int Departure, int Return, IReadOnlyList<Visit> Visits, long Metres, long CostFen)
{
    /// <summary>
    /// The place where it takes its goods over from a lorry that broke down: there it loads first, and then goes on to the end of the leg,
    /// or to the docks. Null for all other tours.
    /// </summary>
    public int? TakenOverAt { get; init; }
}

/// <summary>A part that no tour takes.</summary>
/// <param name="Part">Its id.</param>
/// <param name="Reason">Why.</param>
/// <param name="Leg">On which leg; null when it holds for every way that it could go.</param>
/// <param name="Needed">What carrying it takes; 0 where the reason has no number.</param>
/// <param name="Available">What there is of it; 0 where the reason has no number.</param>
/// <param name="Dimension">0 for kilograms, 1 for litres, where the reason is a capacity.</param>
/// <param name="NextChance">When it could be handed over next, as far as the reason tells; null when it takes other vehicles.</param>
public sealed record LeftOutPart(
    string Part, LeftOutReason Reason, LegKey? Leg, long Needed, long Available, int? Dimension, int? NextChance);
