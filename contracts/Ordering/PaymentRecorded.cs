namespace Marketplace.Contracts.Ordering;

/// <summary>
/// The buyer recorded a payment to a supplier for its part of an order, or matched one that it had made in advance; of a payment for
/// several parts, once for each of them.
/// </summary>
/// <remarks>From Ordering. To Crediting (evidence of sales).</remarks>
public sealed record PaymentRecorded
{
    public required Guid PaymentId { get; init; }

    public required Guid OrderId { get; init; }

    public required Guid PartId { get; init; }

    public required Guid SupplierId { get; init; }

    /// <summary>Which matching of the payment to a part it is; the payment's own id counts when absent.</summary>
    public Guid? MatchingId { get; init; }

    /// <summary>What of it is for the part.</summary>
    public required long AmountFen { get; init; }

    public required DateOnly PaidOn { get; init; }

    /// <summary>The bank's or treasury's reference.</summary>
    public required string Reference { get; init; }
}
