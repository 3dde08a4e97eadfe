using Marketplace.Contracts;

namespace Marketplace.Ordering.Domain;

/// <summary>
/// 发票: an invoice that a supplier issued to a unit for lines of its orders. Written once and never changed: what is wrong with it, or no
/// longer true, is taken back by a red-letter invoice (红字发票), which is an invoice below zero.
/// </summary>
public sealed class Invoice
{
    const int DigitalDigits = 20;

    readonly List<InvoiceLine> _lines = [];

    public required Guid InvoiceId { get; init; }

    public required Guid SupplierId { get; init; }

    public required Guid UnitId { get; init; }

    public required InvoiceKind Kind { get; init; }

    /// <summary>
    /// 发票代码, of an older invoice: 10 or 12 digits; "" for a fully digital invoice, which has none, and where it is not said.
    /// </summary>
    public string Code { get; init; } = "";

    /// <summary>8 digits, or 20 for a fully digital invoice (数电票); unique per supplier and code.</summary>
    public required string Number { get; init; }

    /// <summary>销方名称, as it is printed.</summary>
    public required string SellerTitle { get; init; }

    /// <summary>购方抬头, as it is printed.</summary>
    public required string BuyerTitle { get; init; }

    /// <summary>Tax included (价税合计): the sum of its lines; less than zero for a red-letter invoice.</summary>
    public required Money Amount { get; init; }

    public required DateOnly IssuedOn { get; init; }

    /// <summary>The invoice that it takes back, wholly or in part; null when it is no red-letter invoice.</summary>
    public Guid? ReversesInvoiceId { get; init; }

    /// <summary>Why; null when it is no red-letter invoice.</summary>
    public RedLetterReason? Reason { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    public required string RecordedBy { get; init; }

    /// <summary>By their numbers.</summary>
    public IReadOnlyList<InvoiceLine> Lines => _lines;

    /// <summary>Adds a line, before it is recorded.</summary>
    public void Add(int lineNumber, OrderPart part, Guid lineId, Money amount) => _lines.Add(new()
    {
        InvoiceId = InvoiceId,
        LineNumber = lineNumber,
        OrderId = part.OrderId,
        PartId = part.PartId,
        LineId = lineId,
        Amount = amount,
    });

    /// <summary>True for 8 or 20 digits.</summary>
    public static bool IsNumber(string number) => number.Length is 8 or DigitalDigits && number.All(char.IsAsciiDigit);

    /// <summary>True for 10 or 12 digits, with a number of 8: a fully digital invoice has no code.</summary>
    public static bool IsCode(string code, string number) =>
        code.Length is 10 or 12 && code.All(char.IsAsciiDigit) && number.Length != DigitalDigits;
}

/// <summary>
/// What of an invoice is for a line of an order; a line may be on several invoices, and an invoice on lines of several orders.
/// </summary>
public sealed class InvoiceLine
{
    public required Guid InvoiceId { get; init; }

    /// <summary>From 1; of a red-letter invoice the number of the line that it takes back.</summary>
    public required int LineNumber { get; init; }

    public required Guid OrderId { get; init; }

    public required Guid PartId { get; init; }

    /// <summary>The order line.</summary>
    public required Guid LineId { get; init; }

    /// <summary>Tax included; less than zero on a red-letter invoice.</summary>
    public required Money Amount { get; init; }

    public Invoice? Invoice { get; private set; }
}

/// <summary>发票种类.</summary>
public enum InvoiceKind
{
    /// <summary>普通发票, digital or on paper.</summary>
    Ordinary = 1,

    /// <summary>增值税专用发票, whose tax the buyer may deduct.</summary>
    Special = 2,

    /// <summary>农产品收购发票, which the buyer makes out where a farmer has none.</summary>
    FarmPurchase = 3,
}

/// <summary>Why an invoice is taken back (红字发票开具原因).</summary>
public enum RedLetterReason
{
    /// <summary>开票有误: it was made out wrongly.</summary>
    MadeOutWrongly = 1,

    /// <summary>销货退回: goods went back.</summary>
    GoodsWentBack = 2,

    /// <summary>销售折让: the price was cut afterwards.</summary>
    PriceCut = 3,

    /// <summary>交易终止: what was invoiced in advance does not come.</summary>
    NotDelivered = 4,
}
