namespace Marketplace.Ordering.Domain;

/// <summary>催款提醒: that a part of an order was not paid by its due day. Made once for a part, the day after; written once.</summary>
public sealed class PaymentReminder
{
    public required Guid PartId { get; init; }

    public required Guid OrderId { get; init; }

    public required Guid UnitId { get; init; }

    public required Guid SupplierId { get; init; }

    /// <summary>The last day for the payment.</summary>
    public required DateOnly DueOn { get; init; }

    /// <summary>What was owed when it was made.</summary>
    public required long OwedFen { get; init; }

    public required DateTimeOffset RemindedAt { get; init; }
}
