namespace Marketplace.Logistics.Domain;

/// <summary>
/// 更换承运商: after the dispatch the supplier has named another carrier or waybill, or the one that was named has refused what it never got.
/// Written once and never changed.
/// </summary>
public sealed class CarrierChange
{
    public required Guid ShipmentId { get; init; }

    /// <summary>Counts the changes of a shipment from 1.</summary>
    public required int Number { get; init; }

    /// <summary>Who was named until then; null when that one had refused.</summary>
    public Guid? OldCarrierId { get; init; }

    public string? OldWaybill { get; init; }

    /// <summary>Who is named from then on; null when the carrier has refused, so that nobody is.</summary>
    public Guid? NewCarrierId { get; init; }

    public string? NewWaybill { get; init; }

    public required CarrierChangeReason Reason { get; init; }

    /// <summary>What was said to the others; null when nothing was.</summary>
    public string? Note { get; init; }

    /// <summary>The subject of the token.</summary>
    public required string ChangedBy { get; init; }

    public required DateTimeOffset ChangedAt { get; init; }
}

/// <summary>Why a carrier was replaced.</summary>
public enum CarrierChangeReason
{
    /// <summary>填错: another carrier or waybill was meant.</summary>
    NamedByMistake = 1,

    /// <summary>未揽收: the carrier never took the goods.</summary>
    NeverTaken = 2,

    /// <summary>车辆故障: what carried them broke down.</summary>
    Breakdown = 3,

    /// <summary>失联: the carrier records nothing and does not answer.</summary>
    Silent = 4,

    /// <summary>As the note says.</summary>
    Other = 5,

    /// <summary>拒绝承运: the carrier that was named refused what it never got; only a carrier gives this reason.</summary>
    Refused = 6,
}
