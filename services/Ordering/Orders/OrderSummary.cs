using System.Text.Json.Serialization;
using Marketplace.Ordering.Domain;
using Marketplace.Platform.Web;

namespace Marketplace.Ordering.Orders;

/// <summary>An order in a list: what <see cref="OrderView"/> shows, without lines, payments and invoices.</summary>
public sealed record OrderSummary : IView
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
    public OrderView.CancellationView? Cancellation { get; init; }

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

    public required IReadOnlyList<PartSummary> Parts { get; init; }

    /// <summary>What the caller may see of an order that is loaded with its parts.</summary>
    public static OrderSummary Of(Order order, Caller caller)
    {
        var parts = OrderScope.PartsSeenBy(caller, order);
        var seenAs = OrderViewers.Of(caller, order);
        return new OrderSummary
        {
            SeenAs = seenAs,
            OrderId = order.OrderId,
            Number = order.Number,
            UnitId = order.UnitId,
            UnitName = order.UnitName,
            State = order.State,
            Cancellation = OrderView.CancellationView.Of(order, seenAs),
            Terms = TermsView.Of(order),
            QuotationId = order.QuotationId,
            DiscountFen = parts.Sum(part => part.Discount.Fen),
            AmountFen = parts.Sum(part => part.Amount.Fen),
            AcceptedFen = parts.Sum(part => part.Accepted.Fen),
            SubmittedAt = order.SubmittedAt,
            ConfirmedAt = order.ConfirmedAt,
            CompletedAt = order.CompletedAt,
            Version = order.Version,
            Parts = [.. parts.Select(part => PartSummary.Of(part, order, caller))],
        };
    }

    /// <summary>A supplier's part: what it delivers to one place on one day.</summary>
    public sealed record PartSummary : IView
    {
        [JsonIgnore]
        public Viewers SeenAs { get; init; }

        /// <summary>Also the id of the shipment.</summary>
        public required Guid PartId { get; init; }

        public required Guid SupplierId { get; init; }

        public required string SupplierName { get; init; }

        public required PartState State { get; init; }

        /// <summary>The buyer's dock that takes the goods in; null when only an address was given.</summary>
        public Guid? DockId { get; init; }

        /// <summary>The day on which they are to arrive, in Asia/Shanghai; null when none was agreed.</summary>
        public DateOnly? DeliverOn { get; init; }

        [SeenBy(Viewers.Trade, DataClass.Commercial)]
        public required long? DiscountFen { get; init; }

        [SeenBy(Viewers.Trade, DataClass.Commercial)]
        public required long? AmountFen { get; init; }

        [SeenBy(Viewers.Trade, DataClass.Commercial)]
        public required long? AcceptedFen { get; init; }

        internal static PartSummary Of(OrderPart part, Order order, Caller caller) => new()
        {
            SeenAs = OrderViewers.Of(caller, order, part),
            PartId = part.PartId,
            SupplierId = part.SupplierId,
            SupplierName = part.SupplierName,
            State = part.StateIn(order.State),
            DockId = part.DockId,
            DeliverOn = part.DeliverOn,
            DiscountFen = part.Discount.Fen,
            AmountFen = part.Amount.Fen,
            AcceptedFen = part.Accepted.Fen,
        };
    }
}
