namespace Marketplace.Logistics.Domain;

/// <summary>
/// A change of a plan after it was made: why, by whom, and what can't go any more. The tours that it ended and those that it made name it.
/// Written once and never changed.
/// </summary>
public sealed class PlanRevision
{
    public required Guid PlanId { get; init; }

    /// <summary>From 1 in the plan.</summary>
    public required int Number { get; init; }

    public required PlanChangeCause Cause { get; init; }

    public required PlanChanger By { get; init; }

    /// <summary>The subject of the token.</summary>
    public required string ChangedBy { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>The tour that it is about; null when goods are late.</summary>
    public int? TourNumber { get; init; }

    /// <summary>The shipment that it is about; null when a tour is not driven.</summary>
    public Guid? ShipmentId { get; init; }

    /// <summary>What was said to the others; null when nothing was.</summary>
    public string? Note { get; init; }

    /// <summary>Where the lorry broke down; null for other causes, as the coordinates are.</summary>
    public string? PlaceName { get; init; }

    /// <summary>WGS 84.</summary>
    public int? LongitudeMicroDegrees { get; init; }

    /// <inheritdoc cref="LongitudeMicroDegrees"/>
    public int? LatitudeMicroDegrees { get; init; }

    /// <summary>What can't go any more, each with the reason.</summary>
    public required IReadOnlyList<PlanLeftOut> LeftOut { get; init; }
}

/// <summary>Why a plan is changed.</summary>
public enum PlanChangeCause
{
    /// <summary>车辆故障: a lorry can't be used.</summary>
    LorryFailed = 1,

    /// <summary>无人承运: all that were asked have refused.</summary>
    NoCarrier = 2,

    /// <summary>备货推迟: goods are ready later than was planned.</summary>
    GoodsLate = 3,

    /// <summary>人工调整: a dispatcher moved a shipment.</summary>
    ByHand = 4,

    /// <summary>途中抛锚: a lorry broke down on its way.</summary>
    LorryBrokeDown = 5,
}

/// <summary>Which side changed a plan.</summary>
public enum PlanChanger
{
    /// <summary>The carrier of the tour.</summary>
    Carrier = 1,

    /// <summary>An office of the region of the plan.</summary>
    Office = 2,

    /// <summary>The supplier of the goods.</summary>
    Supplier = 3,
}
