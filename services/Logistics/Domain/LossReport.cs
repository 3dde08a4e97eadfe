using Marketplace.Contracts;

namespace Marketplace.Logistics.Domain;

/// <summary>
/// 报损: how much of a line is lost or spoilt on the way in all, as one side knew when it said so. A later report of the same side takes the
/// place of its earlier one; each is written once and never changed.
/// </summary>
public sealed class LossReport
{
    public required Guid ShipmentId { get; init; }

    /// <summary>Counts the reported lines of a shipment from 1.</summary>
    public required int Number { get; init; }

    public required int LineNumber { get; init; }

    public required LossReporter By { get; init; }

    /// <summary>Of the line in all, from 0.</summary>
    public required Quantity Quantity { get; init; }

    public required LossReason Reason { get; init; }

    /// <summary>What was said to the others; null when nothing was.</summary>
    public string? Note { get; init; }

    /// <summary>The subject of the token.</summary>
    public required string ReportedBy { get; init; }

    public required DateTimeOffset ReportedAt { get; init; }
}

/// <summary>What of a line is lost, as one side says.</summary>
/// <param name="LineId">The line of the order.</param>
/// <param name="Quantity">In all, from 0.</param>
/// <param name="Reason">Why.</param>
/// <param name="Note">What is said to the others; null when nothing is.</param>
public sealed record LostLine(Guid LineId, Quantity Quantity, LossReason Reason, string? Note);

/// <summary>Who reports a loss. Either speaks against itself: the supplier is not paid for it, and the carrier answers for it.</summary>
public enum LossReporter
{
    Supplier = 1,

    Carrier = 2,
}

/// <summary>Why goods do not arrive.</summary>
public enum LossReason
{
    /// <summary>丢失: they are not to be found.</summary>
    Missing = 1,

    /// <summary>破损: broken, crushed, torn open.</summary>
    Damaged = 2,

    /// <summary>变质: spoilt by heat, frost or time.</summary>
    Spoilt = 3,

    /// <summary>事故: an accident of what carried them.</summary>
    Accident = 4,

    /// <summary>As the note says.</summary>
    Other = 5,
}
