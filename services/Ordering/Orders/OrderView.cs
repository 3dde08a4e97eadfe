using System.Text.Json.Serialization;
using Marketplace.Contracts;
using Marketplace.Contracts.Logistics;
using Marketplace.Contracts.Ordering;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Policies;
using Marketplace.Platform.Web;

namespace Marketplace.Ordering.Orders;

/// <summary>
/// An order as a caller sees it. A supplier sees its own part alone, and amounts are the sums of the parts that are shown. Officials of an
/// origin see what comes from their region, and nothing of the order as a whole.
/// </summary>
public sealed record OrderView : IView
{
    [JsonIgnore]
    public Viewers SeenAs { get; init; }

    public required Guid OrderId { get; init; }

    /// <summary>The number that people use.</summary>
    public required string Number { get; init; }

    public required Guid UnitId { get; init; }

    public required string UnitName { get; init; }

    public required OrderState State { get; init; }

    /// <summary>Null unless the order was cancelled.</summary>
    public CancellationView? Cancellation { get; init; }

    public required int BudgetYear { get; init; }

    /// <summary>For whom and by whose help; null for a plain order for the buyer's own use.</summary>
    public TermsView? Terms { get; init; }

    /// <summary>The supplier's quotation that was ordered; null when all is at the price of its listing.</summary>
    public Guid? QuotationId { get; init; }

    /// <summary>What the supplier forgoes on the order as a whole, by its quotation.</summary>
    [SeenBy(OrderViewers.Whole, DataClass.Commercial)]
    public required long? DiscountFen { get; init; }

    /// <summary>What is to be paid when all is accepted: the line amounts less the discount.</summary>
    [SeenBy(OrderViewers.Whole, DataClass.Commercial)]
    public required long? AmountFen { get; init; }

    [SeenBy(OrderViewers.Whole, DataClass.Commercial)]
    public required long? AcceptedFen { get; init; }

    public required DateTimeOffset SubmittedAt { get; init; }

    public DateTimeOffset? ConfirmedAt { get; init; }

    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>Also the ETag, to be given back as If-Match when a facilitator is named; nothing else changes it.</summary>
    public required long Version { get; init; }

    public required IReadOnlyList<PartView> Parts { get; init; }

    /// <summary>What suppliers offer in place of lines that they declined: quotations to the unit.</summary>
    [SeenBy(Viewers.Buyer | Viewers.Supplier | Viewers.Auditor, DataClass.Commercial)]
    public required IReadOnlyList<SubstituteView>? Substitutes { get; init; }

    /// <summary>Which approvals it needs and has, by whom; null when it needs none.</summary>
    [SeenBy(Viewers.Buyer | Viewers.Auditor, DataClass.Commercial | DataClass.Person)]
    public ApprovalProgress? Approval { get; init; }

    /// <summary>A substitute for a line that was declined.</summary>
    /// <param name="LineId">The line.</param>
    /// <param name="QuotationId">What is offered in its place: GET /ordering/quotations/{quotationId}.</param>
    public sealed record SubstituteView(Guid LineId, Guid QuotationId);

    /// <summary>What the caller may see of an order that is loaded with its parts and lines.</summary>
    /// <param name="order">With what the caller sees of it.</param>
    /// <param name="caller">Who looks.</param>
    /// <param name="substitutes">Those that the caller sees; null when none can be there.</param>
    /// <param name="approval">What it waits for, or has waited for; null when it needs no approval.</param>
    public static OrderView Of(
        Order order, Caller caller, IReadOnlyList<SubstituteView>? substitutes = null, ApprovalRequest? approval = null)
    {
        var parts = OrderScope.PartsSeenBy(caller, order);
        var seenAs = OrderViewers.Of(caller, order);
        return new OrderView
        {
            SeenAs = seenAs,
            OrderId = order.OrderId,
            Number = order.Number,
            UnitId = order.UnitId,
            UnitName = order.UnitName,
            State = order.State,
            Cancellation = CancellationView.Of(order, seenAs),
            BudgetYear = order.BudgetYear,
            Terms = TermsView.Of(order),
            QuotationId = order.QuotationId,
            DiscountFen = parts.Sum(part => part.Discount.Fen),
            AmountFen = parts.Sum(part => part.Amount.Fen),
            AcceptedFen = parts.Sum(part => part.Accepted.Fen),
            SubmittedAt = order.SubmittedAt,
            ConfirmedAt = order.ConfirmedAt,
            CompletedAt = order.CompletedAt,
            Version = order.Version,
            Parts = [.. parts.Select(part => PartView.Of(part, order, caller))],
            Substitutes = substitutes ?? [],
            Approval = approval is null ? null : ApprovalProgress.Of(approval),
        };
    }

    /// <summary>A supplier's part: what it delivers to one place on one day.</summary>
    public sealed record PartView : IView
    {
        [JsonIgnore]
        public Viewers SeenAs { get; init; }

        /// <summary>Also the id of the shipment.</summary>
        public required Guid PartId { get; init; }

        public required Guid SupplierId { get; init; }

        public required string SupplierName { get; init; }

        public required PartState State { get; init; }

        public required string DeliveryRegionId { get; init; }

        /// <summary>Null also once it is forgotten, long after the order is over.</summary>
        [SeenBy(OrderViewers.Papers, DataClass.Contact)]
        public required string? DeliveryAddress { get; init; }

        /// <summary>The buyer's dock that takes the goods in; null when only an address was given.</summary>
        public Guid? DockId { get; init; }

        /// <summary>What the dock was called when the order was placed.</summary>
        public string? DockName { get; init; }

        /// <summary>The day on which they are to arrive, in Asia/Shanghai; null when none was agreed.</summary>
        public DateOnly? DeliverOn { get; init; }

        /// <summary>The time of that day; null when any.</summary>
        public DeliveryWindow? Window { get; init; }

        [SeenBy(Viewers.Trade, DataClass.Commercial)]
        public required long? DiscountFen { get; init; }

        /// <summary>Null, like all amounts of the part, for officials of an origin of which only some of the lines are.</summary>
        [SeenBy(Viewers.Trade, DataClass.Commercial)]
        public required long? AmountFen { get; init; }

        [SeenBy(Viewers.Trade, DataClass.Commercial)]
        public required long? AcceptedFen { get; init; }

        /// <summary>By how much its price rose after the acceptance, as both sides have confirmed (补价).</summary>
        [SeenBy(Viewers.Trade, DataClass.Commercial)]
        public required long? PriceRisesFen { get; init; }

        /// <summary>What goods that went back, and price cuts, took off what is owed (CR-15).</summary>
        [SeenBy(Viewers.Trade, DataClass.Commercial)]
        public required long? RefundsFen { get; init; }

        /// <summary>What of the amount was cancelled before it was sent.</summary>
        [SeenBy(Viewers.Trade, DataClass.Commercial)]
        public required long? CancelledFen { get; init; }

        /// <summary>What of the amount was lost on the way: all that was not cancelled before, or 0.</summary>
        [SeenBy(Viewers.Trade, DataClass.Commercial)]
        public required long? LostFen { get; init; }

        /// <summary>When it ended because nothing of what was dispatched reaches the buyer; null otherwise.</summary>
        public DateTimeOffset? LostAt { get; init; }

        /// <summary>On whose word it is lost; null when it is not.</summary>
        public LossFinding? LossFinding { get; init; }

        /// <summary>
        /// The most that can be paid and invoiced now. Where more was paid before a cancellation or return, the supplier owes the rest.
        /// </summary>
        [SeenBy(Viewers.Trade, DataClass.Commercial)]
        public required long? PayableFen { get; init; }

        public required IReadOnlyList<LineView> Lines { get; init; }

        /// <summary>Which lines will not be sent, as either side has said before the dispatch; the oldest first.</summary>
        public required IReadOnlyList<PartCancellationView> Cancellations { get; init; }

        public required IReadOnlyList<PaymentView> Payments { get; init; }

        public required IReadOnlyList<InvoiceView> Invoices { get; init; }

        internal static PartView Of(OrderPart part, Order order, Caller caller)
        {
            var seenAs = OrderViewers.Of(caller, order, part);
            return new()
            {
                SeenAs = seenAs,
                PartId = part.PartId,
                SupplierId = part.SupplierId,
                SupplierName = part.SupplierName,
                State = part.StateIn(order.State),
                DeliveryRegionId = part.DeliveryPath.RegionId,
                DeliveryAddress = part.DeliveryAddress,
                DockId = part.DockId,
                DockName = part.DockName,
                DeliverOn = part.DeliverOn,
                Window = part.Window,
                DiscountFen = part.Discount.Fen,
                AmountFen = part.Amount.Fen,
                AcceptedFen = part.Accepted.Fen,
                PriceRisesFen = part.PriceRises.Fen,
                RefundsFen = part.Refunds.Fen,
                CancelledFen = part.Cancelled.Fen,
                LostFen = part.Lost.Fen,
                LostAt = part.LostAt,
                LossFinding = part.LossFinding,
                PayableFen = part.Payable.Fen,
                Lines = [.. OrderScope.LinesSeenBy(caller, order, part).OrderBy(line => line.LineNumber)
                    .Select(line => LineView.Of(line, OrderViewers.Of(caller, order, line)))],
                Cancellations = [.. part.Cancellations.OrderBy(cancellation => cancellation.CancelledAt)
                    .Select(cancellation => PartCancellationView.Of(cancellation, seenAs))],
                Payments = [.. part.Matchings.GroupBy(matching => matching.Payment!)
                    .OrderBy(matched => matched.Key.RecordedAt).ThenBy(matched => matched.Key.PaymentId)
                    .Select(matched => PaymentView.Of(
                        matched.Key, part.PartId, new Money(matched.Sum(matching => matching.AmountFen)), seenAs))],
                Invoices = [.. part.InvoiceLines.Select(line => line.Invoice!).Distinct()
                    .OrderBy(invoice => invoice.RecordedAt).ThenBy(invoice => invoice.InvoiceId)
                    .Select(invoice => InvoiceView.Of(invoice, part.PartId, seenAs))],
            };
        }
    }

    /// <summary>One product of an order, named and priced as it was when it was ordered.</summary>
    public sealed record LineView : IView
    {
        [JsonIgnore]
        public Viewers SeenAs { get; init; }

        public required Guid LineId { get; init; }

        public required int LineNumber { get; init; }

        public required Guid ProductId { get; init; }

        public required string ProductName { get; init; }

        public required Quantity Quantity { get; init; }

        /// <summary>What of the quantity the supplier quoted as free; null when all is paid.</summary>
        public Quantity? Free { get; init; }

        public required TradeUnit Unit { get; init; }

        /// <summary>Of the listing on the day of the order, or of the supplier's quotation.</summary>
        [SeenBy(Viewers.Trade, DataClass.Commercial)]
        public required UnitPrice? UnitPrice { get; init; }

        /// <summary>What the line is charged for, as its supplier listed or quoted it; goods when null.</summary>
        public ChargeKind? Charge { get; init; }

        /// <summary>Quantity, less what is free of it, times unit price, before the discount.</summary>
        [SeenBy(Viewers.Trade, DataClass.Commercial)]
        public required long? AmountFen { get; init; }

        /// <summary>The line's share of the order's discount.</summary>
        [SeenBy(Viewers.Trade, DataClass.Commercial)]
        public required long? DiscountFen { get; init; }

        /// <summary>
        /// What a third party pays the supplier on top when all is accepted (see /ordering/subsidies); null when nobody does.
        /// </summary>
        [SeenBy(Viewers.Trade, DataClass.Commercial)]
        public long? SubsidyFen { get; init; }

        /// <summary>Null until the buyer has accepted some of the part.</summary>
        public Quantity? AcceptedQuantity { get; init; }

        /// <summary>What the buyer owes for it, less its share of the discount; null until it has accepted some of the part.</summary>
        [SeenBy(Viewers.Trade, DataClass.Commercial)]
        public long? AcceptedFen { get; init; }

        internal static LineView Of(OrderLine line, Viewers seenAs) => new()
        {
            SeenAs = seenAs,
            LineId = line.LineId,
            LineNumber = line.LineNumber,
            ProductId = line.ProductId,
            ProductName = line.Goods.ProductName,
            Quantity = line.Quantity,
            Free = line.Free == Quantity.Zero ? null : line.Free,
            Unit = line.Goods.Unit,
            UnitPrice = line.Goods.UnitPrice,
            Charge = line.Goods.Charge,
            AmountFen = line.Amount.Fen,
            DiscountFen = line.Discount.Fen,
            SubsidyFen = line.Subsidy == Money.Zero ? null : line.Subsidy.Fen,
            AcceptedQuantity = line.Acceptances.Count == 0
                ? null
                : line.Acceptances.Aggregate(Quantity.Zero, (sum, acceptance) => sum + acceptance.Quantity),
            AcceptedFen = line.Acceptances.Count == 0 ? null : line.Acceptances.Sum(acceptance => acceptance.Amount.Fen),
        };
    }

    /// <summary>Why and when an order was cancelled.</summary>
    public sealed record CancellationView : IView
    {
        [JsonIgnore]
        public Viewers SeenAs { get; init; }

        public required CancellationReason Reason { get; init; }

        public required DateTimeOffset CancelledAt { get; init; }

        /// <summary>
        /// What fell short, or what the buyer said. For the buyer's side alone: it may tell of other suppliers' goods or of what is left of
        /// the buyer's budget.
        /// </summary>
        [SeenBy(Viewers.BuyersSide, DataClass.Commercial)]
        public BilingualText? Detail { get; init; }

        internal static CancellationView? Of(Order order, Viewers seenAs) =>
            order is { CancellationReason: { } reason, CancelledAt: { } at, CancellationZh: { } zh, CancellationEn: { } en }
                ? new()
                {
                    SeenAs = seenAs,
                    Reason = reason,
                    CancelledAt = at,
                    Detail = new BilingualText(zh, en),
                }
                : null;
    }
}
