namespace Marketplace.Contracts.Ordering;

/// <summary>A part of an order was not paid by its due day. Told once for a part, the day after.</summary>
/// <remarks>From Ordering. To whoever follows payments.</remarks>
public sealed record PaymentOverdue
{
    public required Guid PartId { get; init; }

    public required Guid OrderId { get; init; }

    public required Guid UnitId { get; init; }

    public required Guid SupplierId { get; init; }

    /// <summary>The last day for the payment.</summary>
    public required DateOnly DueOn { get; init; }

    /// <summary>What was owed for the part then.</summary>
    public required long OwedFen { get; init; }

    public required DateTimeOffset RemindedAt { get; init; }
}
