using System.Text.Json.Serialization;
using Marketplace.Contracts;
using Marketplace.Ordering.Domain;
using Marketplace.Platform.Web;

namespace Marketplace.Ordering.Quotations;

/// <summary>A quotation as its supplier and its unit see it.</summary>
public sealed record QuotationView : IView
{
    [JsonIgnore]
    public Viewers SeenAs { get; init; }

    public required Guid QuotationId { get; init; }

    public required Guid SupplierId { get; init; }

    public required string SupplierName { get; init; }

    public required Guid UnitId { get; init; }

    public required string UnitName { get; init; }

    public required QuotationState State { get; init; }

    /// <summary>The order that has it; null when none has, or when that was cancelled.</summary>
    public Guid? OrderId { get; init; }

    /// <summary>What the lines are worth, without what is free.</summary>
    [SeenBy(Viewers.Trade, DataClass.Commercial)]
    public required long? GrossFen { get; init; }

    /// <summary>What the supplier forgoes on the whole.</summary>
    [SeenBy(Viewers.Trade, DataClass.Commercial)]
    public required long? DiscountFen { get; init; }

    /// <summary>What the unit pays for all of it.</summary>
    [SeenBy(Viewers.Trade, DataClass.Commercial)]
    public required long? AmountFen { get; init; }

    /// <summary>The last day on which it may be ordered.</summary>
    public required DateOnly ValidUntil { get; init; }

    public string? Document { get; init; }

    /// <summary>The line that the supplier declined and for which it offers this as a substitute; null for any other quotation.</summary>
    public DeclinedLine? SubstituteFor { get; init; }

    public required DateTimeOffset QuotedAt { get; init; }

    public DateTimeOffset? WithdrawnAt { get; init; }

    /// <summary>What an order of it has to name, product by product.</summary>
    public required IReadOnlyList<LineView> Lines { get; init; }

    internal static QuotationView Of(Quotation quotation, Guid? orderId, DateOnly today, Caller caller) =>
        Of(quotation, orderId, today, ViewersOf(quotation, caller));

    static QuotationView Of(Quotation quotation, Guid? orderId, DateOnly today, Viewers seenAs) => new()
    {
        SeenAs = seenAs,
        QuotationId = quotation.QuotationId,
        SupplierId = quotation.SupplierId,
        SupplierName = quotation.SupplierName,
        UnitId = quotation.UnitId,
        UnitName = quotation.UnitName,
        State = quotation.StateOn(today, orderId),
        OrderId = orderId,
        GrossFen = quotation.Gross.Fen,
        DiscountFen = quotation.Discount.Fen,
        AmountFen = quotation.Amount.Fen,
        ValidUntil = quotation.ValidUntil,
        Document = quotation.Document,
        SubstituteFor = quotation is { SubstituteForOrderId: { } declinedOrder, SubstituteForLineId: { } declinedLine }
            ? new DeclinedLine(declinedOrder, declinedLine)
            : null,
        QuotedAt = quotation.QuotedAt,
        WithdrawnAt = quotation.WithdrawnAt,
        Lines = [.. quotation.Lines.Select(line => LineView.Of(line, seenAs))],
    };

    static Viewers ViewersOf(Quotation quotation, Caller caller) => caller.Oversight
        | (quotation.UnitId == caller.Org ? Viewers.Buyer : Viewers.None)
        | (quotation.SupplierId == caller.Org ? Viewers.Supplier : Viewers.None);

    /// <summary>One product of a quotation.</summary>
    public sealed record LineView : IView
    {
        [JsonIgnore]
        public Viewers SeenAs { get; init; }

        public required Guid ProductId { get; init; }

        public required string ProductName { get; init; }

        public required TradeUnit Unit { get; init; }

        /// <summary>With what is free of it.</summary>
        public required Quantity Quantity { get; init; }

        /// <summary>What of the quantity costs nothing; null when all is paid.</summary>
        public Quantity? Free { get; init; }

        [SeenBy(Viewers.Trade, DataClass.Commercial)]
        public required UnitPrice? UnitPrice { get; init; }

        /// <summary>True for goods that are given without payment.</summary>
        public required bool IsDonation { get; init; }

        /// <summary>The prices between which contract farming decides; null for other sales.</summary>
        [SeenBy(Viewers.Trade, DataClass.Commercial)]
        public ContractPrice? ContractPrice { get; init; }

        [SeenBy(Viewers.Trade, DataClass.Commercial)]
        public required long? AmountFen { get; init; }

        internal static LineView Of(QuotationLine line, Viewers seenAs) => new()
        {
            SeenAs = seenAs,
            ProductId = line.ProductId,
            ProductName = line.ProductName,
            Unit = line.Unit,
            Quantity = line.Quantity,
            Free = line.Free == Quantity.Zero ? null : line.Free,
            UnitPrice = line.UnitPrice,
            IsDonation = line.IsDonation,
            ContractPrice = line.ContractPrice,
            AmountFen = line.Amount.Fen,
        };
    }
}
