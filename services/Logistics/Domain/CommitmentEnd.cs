using Marketplace.Contracts;
using Marketplace.Contracts.Logistics;

namespace Marketplace.Logistics.Domain;

/// <summary>
/// Some lines of a shipment, or all, ended before they were accepted: by whom and why, for the record of reliability. Written once and
/// never changed.
/// </summary>
public sealed class CommitmentEnd
{
    /// <summary>The id of the message that told of it.</summary>
    public required Guid EndId { get; init; }

    public required Guid ShipmentId { get; init; }

    public required Guid SupplierId { get; init; }

    public required Guid UnitId { get; init; }

    public required CommitmentEndKind Kind { get; init; }

    /// <summary>Why lines were cancelled before the dispatch; null for what was lost after it.</summary>
    public ShipmentCancellationReason? CancellationReason { get; init; }

    /// <summary>Why what was dispatched is lost, as the supplier said last; null otherwise.</summary>
    public LossReason? LossReason { get; init; }

    /// <summary>True when nothing of the shipment is left.</summary>
    public required bool IsWhole { get; init; }

    public required int LineCount { get; init; }

    /// <summary>What the order had reserved for the lines.</summary>
    public required Money Amount { get; init; }

    public required DateTimeOffset EndedAt { get; init; }
}

/// <summary>How a commitment ended before its end, and by which side.</summary>
public enum CommitmentEndKind
{
    /// <summary>取消: the buyer withdrew before the dispatch.</summary>
    CancelledByBuyer = 1,

    /// <summary>不能供货: the supplier declined before the dispatch.</summary>
    DeclinedBySupplier = 2,

    /// <summary>逾期未发货: nothing was sent by the latest day; neither side ended it.</summary>
    NotSentInTime = 3,

    /// <summary>途中灭失: the supplier reported that all of it was lost on the way.</summary>
    ReportedLost = 4,

    /// <summary>未送达: the buyer declared that nothing arrived.</summary>
    NotDelivered = 5,
}
