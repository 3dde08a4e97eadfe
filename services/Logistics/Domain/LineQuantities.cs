using Marketplace.Contracts;

namespace Marketplace.Logistics.Domain;

/// <summary>How much of a line the supplier sends.</summary>
public sealed record DispatchedLine(Guid LineId, Quantity Quantity);

/// <summary>What the buyer found of a line.</summary>
/// <param name="LineId">The line of the order.</param>
/// <param name="Accepted">Taken over, to be paid and credited (CR-02).</param>
/// <param name="Short">Dispatched but not arrived.</param>
/// <param name="Rejected">Arrived but refused.</param>
/// <param name="RejectionReason">Why goods were refused; null when none were.</param>
public sealed record InspectedLine(Guid LineId, Quantity Accepted, Quantity Short, Quantity Rejected, string? RejectionReason);
