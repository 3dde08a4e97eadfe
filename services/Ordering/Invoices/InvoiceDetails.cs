using System.Text.Json.Serialization;
using Marketplace.Contracts;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Payables;
using Marketplace.Platform.Web;

namespace Marketplace.Ordering.Invoices;

/// <summary>An invoice, or a red-letter invoice, with its lines; amounts in fen.</summary>
public sealed record InvoiceDetails : IView
{
    [JsonIgnore]
    public Viewers SeenAs { get; init; }

    public required Guid InvoiceId { get; init; }

    public required Guid SupplierId { get; init; }

    public required Guid UnitId { get; init; }

    public required InvoiceKind Kind { get; init; }

    /// <summary>发票代码, of an older invoice; null for others.</summary>
    [SeenBy(Ageing.Readers, DataClass.Reference)]
    public string? Code { get; init; }

    [SeenBy(Ageing.Readers, DataClass.Reference)]
    public required string? Number { get; init; }

    /// <summary>销方名称, as printed.</summary>
    [SeenBy(Ageing.Readers, DataClass.Commercial)]
    public required string? SellerTitle { get; init; }

    /// <summary>购方抬头, as printed.</summary>
    [SeenBy(Ageing.Readers, DataClass.Commercial)]
    public required string? BuyerTitle { get; init; }

    /// <summary>Tax included (价税合计); less than zero for a red-letter invoice.</summary>
    [SeenBy(Ageing.Readers, DataClass.Commercial)]
    public required long? AmountFen { get; init; }

    /// <summary>What red letters have taken back of it.</summary>
    [SeenBy(Ageing.Readers, DataClass.Commercial)]
    public required long? ReversedFen { get; init; }

    /// <summary>What payments were matched to it by its id; those that were matched to its parts alone are not among them.</summary>
    [SeenBy(Ageing.Readers, DataClass.Commercial)]
    public required long? PaidFen { get; init; }

    public required DateOnly IssuedOn { get; init; }

    /// <summary>The invoice that it takes back; null when it is no red-letter invoice.</summary>
    public Guid? ReversesInvoiceId { get; init; }

    /// <summary>Why; null when it is no red-letter invoice.</summary>
    public RedLetterReason? Reason { get; init; }

    /// <summary>The red-letter invoices that take it back.</summary>
    public required IReadOnlyList<Guid> RedInvoiceIds { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    public required IReadOnlyList<Line> Lines { get; init; }

    /// <summary>What of an invoice is for a line of an order.</summary>
    public sealed record Line : IView
    {
        [JsonIgnore]
        public Viewers SeenAs { get; init; }

        /// <summary>From 1; of a red-letter invoice the number of the line that it takes back.</summary>
        public required int LineNumber { get; init; }

        public required Guid OrderId { get; init; }

        public required Guid PartId { get; init; }

        public required Guid LineId { get; init; }

        [SeenBy(Ageing.Readers, DataClass.Commercial)]
        public required long? AmountFen { get; init; }
    }

    internal static InvoiceDetails Of(Invoice invoice, IReadOnlyList<Invoice> reds, Money paid, Viewers seenAs) => new()
    {
        SeenAs = seenAs,
        InvoiceId = invoice.InvoiceId,
        SupplierId = invoice.SupplierId,
        UnitId = invoice.UnitId,
        Kind = invoice.Kind,
        Code = invoice.Code.Length == 0 ? null : invoice.Code,
        Number = invoice.Number,
        SellerTitle = invoice.SellerTitle,
        BuyerTitle = invoice.BuyerTitle,
        AmountFen = invoice.Amount.Fen,
        ReversedFen = -reds.Sum(red => red.Amount.Fen),
        PaidFen = paid.Fen,
        IssuedOn = invoice.IssuedOn,
        ReversesInvoiceId = invoice.ReversesInvoiceId,
        Reason = invoice.Reason,
        RedInvoiceIds = [.. reds.OrderBy(red => red.RecordedAt).ThenBy(red => red.InvoiceId).Select(red => red.InvoiceId)],
        RecordedAt = invoice.RecordedAt,
        Lines = [.. invoice.Lines.OrderBy(line => line.LineNumber).Select(line => new Line
        {
            SeenAs = seenAs,
            LineNumber = line.LineNumber,
            OrderId = line.OrderId,
            PartId = line.PartId,
            LineId = line.LineId,
            AmountFen = line.Amount.Fen,
        })],
    };
}
