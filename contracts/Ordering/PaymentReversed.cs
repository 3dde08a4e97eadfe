namespace Marketplace.Contracts.Ordering;

/// <summary>
/// What was recorded as paid for a part of an order does not count: the buyer recorded it wrongly, or the supplier says that it has not
/// received it. When the supplier confirms it later, <see cref="PaymentRecorded"/> comes again with another matching.
/// </summary>
/// <remarks>From Ordering. To Crediting (what the payment proved is proved no more).</remarks>
public sealed record PaymentReversed
{
    /// <summary>Of this reversal: it counts once.</summary>
    public required Guid ReversalId { get; init; }

    public required Guid PaymentId { get; init; }

    public required Guid OrderId { get; init; }

    public required Guid PartId { get; init; }

    public required Guid SupplierId { get; init; }

    /// <summary>More than 0.</summary>
    public required long AmountFen { get; init; }

    /// <summary>The day of the reversal, in Asia/Shanghai.</summary>
    public required DateOnly ReversedOn { get; init; }

    /// <summary>The bank's or treasury's reference of the payment.</summary>
    public required string Reference { get; init; }
}
