namespace Marketplace.Logistics.Domain;

/// <summary>
/// A scan at a hand-over: one side says that it took goods over, or gave them up, how many, in which condition, when and where. Written
/// once and never changed; a device makes the id, so that what is sent again changes nothing.
/// </summary>
public sealed class CustodyEvent
{
    public required Guid EventId { get; init; }

    public required Guid ShipmentId { get; init; }

    public required CustodyAct Act { get; init; }

    /// <summary>As what the side that says so has to do with the goods.</summary>
    public required CustodyHolder By { get; init; }

    /// <summary>The organisation, or the station, that says so.</summary>
    public required Guid HolderId { get; init; }

    /// <summary>The station, hub or depot; null elsewhere.</summary>
    public Guid? NodeId { get; init; }

    /// <summary>What the place is called; null when nobody said.</summary>
    public string? PlaceName { get; init; }

    /// <summary>How many boxes, bags or crates.</summary>
    public required int Packages { get; init; }

    /// <summary>
    /// Which packages, by the labels that were scanned, in order: "1-11 13". Null when they were counted by hand. Of two hand-overs they
    /// tell which one is missing.
    /// </summary>
    public string? PackageNumbers { get; init; }

    public required GoodsCondition Condition { get; init; }

    /// <summary>What was said to the others; null when nothing was.</summary>
    public string? Note { get; init; }

    /// <summary>When it was scanned, as the device says: the order of the chain.</summary>
    public required DateTimeOffset StatedAt { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>The subject of the token.</summary>
    public required string RecordedBy { get; init; }

    /// <summary>Whether another says the same, so that it is the same sent again.</summary>
    public bool Says(CustodyEvent other) =>
        (ShipmentId, Act, HolderId, NodeId, PlaceName, Packages, PackageNumbers, Condition, Note, StatedAt)
        == (other.ShipmentId, other.Act, other.HolderId, other.NodeId, other.PlaceName, other.Packages, other.PackageNumbers,
            other.Condition, other.Note, other.StatedAt);
}

/// <summary>What a side says at a hand-over.</summary>
public enum CustodyAct
{
    /// <summary>接收: from now on it answers for the goods.</summary>
    TakenOver = 1,

    /// <summary>交出: it gave them up; it answers for them until another says that it has taken them over.</summary>
    HandedOver = 2,
}

/// <summary>Who has goods in custody.</summary>
public enum CustodyHolder
{
    Supplier = 1,

    /// <summary>The keeper of a station.</summary>
    Station = 2,

    Carrier = 3,

    /// <summary>The unit that buys, at its dock.</summary>
    Buyer = 4,
}

/// <summary>How goods look at a hand-over.</summary>
public enum GoodsCondition
{
    Good = 1,

    /// <summary>破损.</summary>
    Damaged = 2,

    /// <summary>变质.</summary>
    Spoilt = 3,
}
