namespace Marketplace.Routing.Network;

/// <summary>Vehicles that are alike.</summary>
/// <param name="Id">Unique in the problem.</param>
/// <param name="Leg">What they do; trunk lorries also drive direct.</param>
/// <param name="Base">
/// The node where their tours begin: a hub or depot for collection and delivery. Null for trunk lorries that begin where they first load;
/// the way there is in their fixed cost.
/// </param>
/// <param name="Count">How many can do a tour on each day: of collection, or of delivery.</param>
/// <param name="PayloadKg">What one holds.</param>
/// <param name="VolumeLitres">What one holds.</param>
/// <param name="Classes">Temperature classes for which they are fit.</param>
/// <param name="LongestDuration">From departure to return in seconds (driver's hours); null when not limited.</param>
/// <param name="FixedFen">Of a tour, however long.</param>
/// <param name="FenPerKm">Of each kilometre.</param>
public sealed record NetworkVehicle(
    string Id,
    LegKind Leg,
    string? Base,
    int Count,
    int PayloadKg,
    int VolumeLitres,
    IReadOnlyList<string> Classes,
    int? LongestDuration,
    long FixedFen,
    int FenPerKm)
{
    /// <summary>Whether one is large enough for a part, and fit for its temperature class.</summary>
    public bool Holds(Part part)
    {
        ArgumentNullException.ThrowIfNull(part);
        return PayloadKg >= part.WeightKg && VolumeLitres >= part.VolumeLitres && Classes.Contains(part.Class, StringComparer.Ordinal);
    }
}

/// <summary>A stretch of the way of a part.</summary>
public enum LegKind
{
    /// <summary>集货: from the origins to the hub.</summary>
    Collection = 1,

    /// <summary>干线: from hubs to a depot.</summary>
    Trunk = 2,

    /// <summary>配送: from the depot to the docks.</summary>
    Delivery = 3,

    /// <summary>直达: from the origin to the dock by one lorry.</summary>
    Direct = 4,
}
