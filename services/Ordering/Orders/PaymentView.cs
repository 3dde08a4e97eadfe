using Marketplace.Ordering.Domain;

namespace Marketplace.Ordering.Orders;

/// <summary>A payment as callers see it.</summary>
public sealed record PaymentView
{
    public required Guid PaymentId { get; init; }

    public required Guid PartId { get; init; }

    public required long AmountFen { get; init; }

    public required DateOnly PaidOn { get; init; }

    /// <summary>The bank's or treasury's reference.</summary>
    public required string Reference { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    public static PaymentView Of(Payment payment) => new()
    {
        PaymentId = payment.PaymentId,
        PartId = payment.PartId,
        AmountFen = payment.Amount.Fen,
        PaidOn = payment.PaidOn,
        Reference = payment.Reference,
        RecordedAt = payment.RecordedAt,
    };
}
