using Marketplace.Contracts;

namespace Marketplace.Ordering.Domain;

/// <summary>What the buyer paid to a supplier for its part of an order.</summary>
public sealed class Payment
{
    public required Guid PaymentId { get; init; }

    public required Guid PartId { get; init; }

    public required Money Amount { get; init; }

    public required DateOnly PaidOn { get; init; }

    /// <summary>The bank's or treasury's reference.</summary>
    public required string Reference { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    public required string RecordedBy { get; init; }
}
