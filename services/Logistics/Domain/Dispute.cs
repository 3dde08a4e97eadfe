using Marketplace.Contracts;

namespace Marketplace.Logistics.Domain;

/// <summary>
/// 异议: goods that arrived and that the buyer neither accepts nor refuses yet. The time until silent acceptance stops
/// until there is a ruling (CR-01).
/// </summary>
public sealed class Dispute
{
    Dispute()
    {
    }

    public Guid DisputeId { get; private init; }

    public Guid ShipmentId { get; private init; }

    public Guid LineId { get; private init; }

    public int LineNumber { get; private init; }

    public Quantity Quantity { get; private init; }

    public string Reason { get; private init; } = "";

    /// <summary>Photographs of the buyer's that show it.</summary>
    public IReadOnlyList<Guid> PhotoIds { get; private init; } = [];

    public DateTimeOffset RaisedAt { get; private init; }

    public string RaisedBy { get; private init; } = "";

    public DisputeState State { get; private set; }

    /// <summary>What the buyer has to take over; null until it is ruled on.</summary>
    public Quantity? Accepted { get; private set; }

    /// <summary>What the supplier has to take back; null until it is ruled on.</summary>
    public Quantity? Rejected { get; private set; }

    public string? Note { get; private set; }

    public DateTimeOffset? RuledAt { get; private set; }

    public string? RuledBy { get; private set; }

    /// <summary>The acceptance that carries the ruling; null until it is ruled on.</summary>
    public int? AcceptanceNo { get; internal set; }

    public bool IsOpen => State == DisputeState.Open;

    internal static Dispute Of(
        Guid disputeId, Guid shipmentId, ShipmentLine line, Quantity quantity, string reason, string raisedBy, DateTimeOffset at,
        IReadOnlyList<Guid> photoIds) => new()
        {
            DisputeId = disputeId,
            ShipmentId = shipmentId,
            LineId = line.LineId,
            LineNumber = line.LineNumber,
            Quantity = quantity,
            Reason = reason,
            PhotoIds = photoIds,
            RaisedAt = at,
            RaisedBy = raisedBy,
            State = DisputeState.Open,
        };

    internal void Rule(Quantity accepted, Quantity rejected, string note, string ruledBy, DateTimeOffset at) =>
        (State, Accepted, Rejected, Note, RuledBy, RuledAt) = (DisputeState.Ruled, accepted, rejected, note, ruledBy, at);
}

/// <summary>Whether a dispute waits for its ruling.</summary>
public enum DisputeState
{
    /// <summary>待裁定.</summary>
    Open = 1,

    /// <summary>已裁定.</summary>
    Ruled = 2,
}
