using System.Text.Json.Serialization;
using Marketplace.Ordering.Domain;
using Marketplace.Platform.Web;

namespace Marketplace.Ordering.Orders;

/// <summary>An invoice, or a red-letter invoice, as far as it is for a part of an order.</summary>
public sealed record InvoiceView : IView
{
    [JsonIgnore]
    public Viewers SeenAs { get; init; }

    public required Guid InvoiceId { get; init; }

    public required Guid PartId { get; init; }

    public required InvoiceKind Kind { get; init; }

    /// <summary>The invoice that it takes back; null when it is no red-letter invoice (红字发票).</summary>
    public Guid? ReversesInvoiceId { get; init; }

    /// <summary>发票代码, of an older invoice; null for others.</summary>
    [SeenBy(OrderViewers.Papers, DataClass.Reference, IsMasked = true)]
    public string? Code { get; init; }

    /// <summary>Others than the parties and the buyer's officials see its end.</summary>
    [SeenBy(OrderViewers.Papers, DataClass.Reference, IsMasked = true)]
    public required string? Number { get; init; }

    /// <summary>What of it is for the part, tax included (价税合计); less than zero for a red-letter invoice.</summary>
    [SeenBy(Viewers.Trade, DataClass.Commercial)]
    public required long? AmountFen { get; init; }

    public required DateOnly IssuedOn { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    public static InvoiceView Of(Invoice invoice, Guid partId, Viewers seenAs) => new()
    {
        SeenAs = seenAs,
        InvoiceId = invoice.InvoiceId,
        PartId = partId,
        Kind = invoice.Kind,
        ReversesInvoiceId = invoice.ReversesInvoiceId,
        Code = invoice.Code.Length == 0 ? null : invoice.Code,
        Number = invoice.Number,
        AmountFen = invoice.Lines.Where(line => line.PartId == partId).Sum(line => line.Amount.Fen),
        IssuedOn = invoice.IssuedOn,
        RecordedAt = invoice.RecordedAt,
    };
}
