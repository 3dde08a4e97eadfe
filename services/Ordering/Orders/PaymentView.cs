using System.Text.Json.Serialization;
using Marketplace.Contracts;
using Marketplace.Ordering.Domain;
using Marketplace.Platform.Web;

namespace Marketplace.Ordering.Orders;

/// <summary>A payment, as far as it is matched to a part of an order.</summary>
public sealed record PaymentView : IView
{
    [JsonIgnore]
    public Viewers SeenAs { get; init; }

    public required Guid PaymentId { get; init; }

    public required Guid PartId { get; init; }

    /// <summary>What of it is for the part; 0 when it was reversed.</summary>
    [SeenBy(Viewers.Trade, DataClass.Commercial)]
    public required long? AmountFen { get; init; }

    public required DateOnly PaidOn { get; init; }

    /// <summary>The bank's or treasury's reference; others than the parties and the buyer's officials see its end.</summary>
    [SeenBy(OrderViewers.Papers, DataClass.Reference, IsMasked = true)]
    public required string? Reference { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>When the buyer took it back as wrongly recorded; null otherwise.</summary>
    public DateTimeOffset? ReversedAt { get; init; }

    /// <summary>What the supplier says of it.</summary>
    public required PaymentReceiptState Receipt { get; init; }

    public static PaymentView Of(Payment payment, Guid partId, Money amount, Viewers seenAs) => new()
    {
        SeenAs = seenAs,
        PaymentId = payment.PaymentId,
        PartId = partId,
        AmountFen = amount.Fen,
        PaidOn = payment.PaidOn,
        Reference = payment.Reference,
        RecordedAt = payment.RecordedAt,
        ReversedAt = payment.ReversedAt,
        Receipt = payment.Receipt,
    };
}
