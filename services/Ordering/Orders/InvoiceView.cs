using System.Text.Json.Serialization;
using Marketplace.Ordering.Domain;
using Marketplace.Platform.Web;

namespace Marketplace.Ordering.Orders;

/// <summary>An invoice as callers see it.</summary>
public sealed record InvoiceView : IView
{
    [JsonIgnore]
    public Viewers SeenAs { get; init; }

    public required Guid InvoiceId { get; init; }

    public required Guid PartId { get; init; }

    /// <summary>发票代码, of an older invoice; null for others.</summary>
    [SeenBy(OrderViewers.Papers, DataClass.Reference, IsMasked = true)]
    public string? Code { get; init; }

    /// <summary>Others than the parties and the buyer's officials see its end.</summary>
    [SeenBy(OrderViewers.Papers, DataClass.Reference, IsMasked = true)]
    public required string? Number { get; init; }

    /// <summary>Tax included (价税合计).</summary>
    [SeenBy(Viewers.Trade, DataClass.Commercial)]
    public required long? AmountFen { get; init; }

    public required DateOnly IssuedOn { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    public static InvoiceView Of(Invoice invoice, Viewers seenAs) => new()
    {
        SeenAs = seenAs,
        InvoiceId = invoice.InvoiceId,
        PartId = invoice.PartId,
        Code = invoice.Code.Length == 0 ? null : invoice.Code,
        Number = invoice.Number,
        AmountFen = invoice.Amount.Fen,
        IssuedOn = invoice.IssuedOn,
        RecordedAt = invoice.RecordedAt,
    };
}
