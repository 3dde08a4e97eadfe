using Marketplace.Contracts;

namespace Marketplace.Logistics.Domain;

/// <summary>How much of a line the supplier sends.</summary>
/// <param name="LineId">The line of the order.</param>
/// <param name="Quantity">With what is free of it.</param>
/// <param name="Free">What of it costs nothing ("buy ten, get one").</param>
public sealed record DispatchedLine(Guid LineId, Quantity Quantity, Quantity Free = default);

/// <summary>What was found of a line.</summary>
/// <param name="LineId">The line of the order.</param>
/// <param name="Accepted">Taken over, to be paid and credited (CR-02).</param>
/// <param name="Short">Dispatched but not arrived.</param>
/// <param name="Rejected">Arrived but refused.</param>
/// <param name="RejectionReason">Why goods were refused; null when none were.</param>
/// <param name="Free">What of the accepted quantity costs nothing; as the supplier dispatched it when null.</param>
public sealed record InspectedLine(
    Guid LineId, Quantity Accepted, Quantity Short, Quantity Rejected, string? RejectionReason, Quantity? Free = null)
{
    /// <summary>Photographs of the buyer's that show it.</summary>
    public IReadOnlyList<Guid> PhotoIds { get; init; } = [];

    /// <summary>What is found of it in all.</summary>
    public Quantity Decided => Accepted + Short + Rejected;

    /// <summary>What of it is to be paid.</summary>
    public Quantity Charged => Accepted - (Free ?? Quantity.Zero);
}
