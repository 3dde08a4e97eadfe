namespace Marketplace.Contracts.Ordering;

/// <summary>The buyer recorded a payment to a supplier for its part of an order.</summary>
/// <remarks>From Ordering. To Crediting (evidence of sales).</remarks>
public sealed record PaymentRecorded
{
    public required Guid PaymentId { get; init; }

    public required Guid OrderId { get; init; }

    public required Guid PartId { get; init; }

    public required Guid SupplierId { get; init; }

    public required long AmountFen { get; init; }

    public required DateOnly PaidOn { get; init; }

    /// <summary>The bank's or treasury's reference.</summary>
    public required string Reference { get; init; }
}
