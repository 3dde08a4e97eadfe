using System.Text.Json.Serialization;
using Marketplace.Ordering.Domain;
using Marketplace.Platform.Web;

namespace Marketplace.Ordering.Orders;

/// <summary>A payment as callers see it.</summary>
public sealed record PaymentView : IView
{
    [JsonIgnore]
    public Viewers SeenAs { get; init; }

    public required Guid PaymentId { get; init; }

    public required Guid PartId { get; init; }

    [SeenBy(Viewers.Trade, DataClass.Commercial)]
    public required long? AmountFen { get; init; }

    public required DateOnly PaidOn { get; init; }

    /// <summary>The bank's or treasury's reference; others than the parties and the buyer's officials see its end.</summary>
    [SeenBy(OrderViewers.Papers, DataClass.Reference, IsMasked = true)]
    public required string? Reference { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    public static PaymentView Of(Payment payment, Viewers seenAs) => new()
    {
        SeenAs = seenAs,
        PaymentId = payment.PaymentId,
        PartId = payment.PartId,
        AmountFen = payment.Amount.Fen,
        PaidOn = payment.PaidOn,
        Reference = payment.Reference,
        RecordedAt = payment.RecordedAt,
    };
}
