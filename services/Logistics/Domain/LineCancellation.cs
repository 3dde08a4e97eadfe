using Marketplace.Contracts.Logistics;

namespace Marketplace.Logistics.Domain;

/// <summary>Who ended the commitment to a line before it was sent, why and when.</summary>
/// <param name="By">Which side.</param>
/// <param name="Reason">Why.</param>
/// <param name="Note">What was said to the other side; null when nothing was.</param>
/// <param name="Subject">The subject of the token.</param>
/// <param name="At">When it was recorded.</param>
public sealed record LineCancellation(
    CancelledBy By, ShipmentCancellationReason Reason, string? Note, string Subject, DateTimeOffset At);
