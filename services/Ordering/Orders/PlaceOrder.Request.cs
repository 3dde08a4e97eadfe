using Marketplace.Contracts;
using Marketplace.Platform.Web;

namespace Marketplace.Ordering.Orders;

/// <content>What a buyer asks for.</content>
public static partial class PlaceOrder
{
    const int LinesMax = 500;
    const int DeliveriesMax = 100;
    static readonly Quantity QuantityMax = Quantity.Of(1_000_000);

    /// <summary>What is ordered by whom and where it goes.</summary>
    public sealed record Request : IChecked, IActsFor
    {
        /// <summary>Made by the caller, so that it can be looked up whatever becomes of the answer.</summary>
        public required Guid OrderId { get; init; }

        /// <summary>The unit that orders; the caller must belong to it.</summary>
        public required Guid UnitId { get; init; }

        /// <summary>Of an order to one place: a county, a city without counties or a functional zone.</summary>
        public string? DeliveryRegionId { get; init; }

        /// <summary>Of an order to one place: 1 to 200 characters.</summary>
        public string? DeliveryAddress { get; init; }

        /// <summary>Of an order to one place: when the goods are to arrive, in Asia/Shanghai; absent when any day will do.</summary>
        public DateOnly? DeliverOn { get; init; }

        /// <summary>Of an order to one place: 1 to 500, each product once.</summary>
        public IReadOnlyList<Line>? Lines { get; init; }

        /// <summary>
        /// In place of all that, what goes where on which day: 1 to 100, with no more than 500 lines in all. Each supplier's goods of each
        /// are a part of the order, with a shipment and an acceptance of their own.
        /// </summary>
        public IReadOnlyList<DeliveryRequest>? Deliveries { get; init; }

        /// <summary>For whom and by whose help; absent for a plain order for the unit's own use.</summary>
        public Agreed? Terms { get; init; }

        /// <summary>
        /// The supplier's quotation that is ordered, with all of its lines and no others; absent for an order at listing prices.
        /// </summary>
        public Guid? QuotationId { get; init; }

        Guid IActsFor.ActsFor => UnitId;

        public void Check(Checks checks)
        {
            checks.NewId(OrderId, "orderId");
            checks.NotEmpty(QuotationId ?? Guid.AllBitsSet, "quotationId");
            Terms?.Check(checks);
            if (Deliveries is null)
            {
                CheckOnePlace(checks);
            }
            else
            {
                checks.That(
                    DeliveryRegionId is null && DeliveryAddress is null && DeliverOn is null && Lines is null,
                    "deliveries",
                    "two_forms",
                    "请或填写收货地址与订单行，或填写 deliveries，不能同时填写。",
                    "Give either an address with lines, or deliveries, not both.");
                CheckDeliveries(checks, Deliveries);
            }
        }

        void CheckOnePlace(Checks checks)
        {
            CheckGiven(checks, DeliveryRegionId, "deliveryRegionId");
            CheckGiven(checks, DeliveryAddress, "deliveryAddress");
            CheckGiven(checks, Lines, "lines");
            checks.TextOrNone(DeliveryRegionId, "deliveryRegionId", max: 40);
            checks.TextOrNone(DeliveryAddress, "deliveryAddress", max: 200);
            if (Lines is not null)
            {
                CheckLines(checks, Lines, "lines");
                CheckIds(checks, Lines, index => $"lines[{index}].lineId");
            }
        }

        static void CheckGiven(Checks checks, object? value, string field) => checks.That(
            value is not null,
            field,
            "field_missing",
            $"缺少必填字段“{field}”；送往多处或多日请改填 deliveries。",
            $"The required field \"{field}\" is missing; for several places or days give deliveries instead.");

        static void CheckDeliveries(Checks checks, IReadOnlyList<DeliveryRequest> deliveries)
        {
            checks.Count(deliveries.Count, 1, DeliveriesMax, "deliveries", "次送货", "deliveries");
            if (deliveries.Count <= DeliveriesMax)
            {
                Line[] lines = [.. deliveries.SelectMany(delivery => delivery.Lines)];
                checks.Count(lines.Length, 1, LinesMax, "deliveries", "行", "lines in all");
                checks.Each(deliveries, "deliveries", static (delivery, within) => delivery.Check(within));
                checks.That(
                    deliveries.DistinctBy(delivery => (delivery.DockId, delivery.DeliverOn, delivery.Window)).Count() == deliveries.Count,
                    "deliveries",
                    "duplicate_delivery",
                    "同一收货点、同一日、同一时段的货物请合为一次送货。",
                    "Make what goes to one dock on one day in one window a single delivery.");
                CheckIds(checks, lines, _ => "deliveries");
            }
        }

        internal static void CheckLines(Checks checks, IReadOnlyList<Line> lines, string field)
        {
            checks.Count(lines.Count, 1, LinesMax, field, "行", "lines");
            if (lines.Count > LinesMax)
            {
                return;
            }

            checks.Each(lines, field, static (line, within) => line.Check(within));
            var products = new Dictionary<Guid, int>(lines.Count);
            for (var i = 0; i < lines.Count; i++)
            {
                if (!products.TryAdd(lines[i].ProductId, i))
                {
                    var first = products[lines[i].ProductId] + 1;
                    checks.That(
                        false,
                        $"{field}[{i}].productId",
                        "duplicate_product",
                        $"第 {i + 1} 行与第 {first} 行是同一产品，请合并为一行并合计数量。",
                        $"Lines {first} and {i + 1} are the same product; make them one line with the sum of the quantities.");
                }
            }
        }

        /// <summary>No line has the id of another, whichever delivery it is in.</summary>
        static void CheckIds(Checks checks, IReadOnlyList<Line> lines, Func<int, string> fieldOf)
        {
            var ids = new Dictionary<Guid, int>(lines.Count);
            for (var i = 0; i < Math.Min(lines.Count, LinesMax); i++)
            {
                if (!ids.TryAdd(lines[i].LineId, i))
                {
                    var first = ids[lines[i].LineId] + 1;
                    checks.That(
                        false,
                        fieldOf(i),
                        "duplicate_line",
                        $"第 {i + 1} 行与第 {first} 行的行标识相同，请为每一行生成新的 lineId。",
                        $"Lines {first} and {i + 1} have the same id; make a new lineId for every line.");
                }
            }
        }
    }

    /// <summary>What goes to one dock on one day.</summary>
    public sealed record DeliveryRequest
    {
        /// <summary>A dock of the unit, or of the unit that it acts for.</summary>
        public required Guid DockId { get; init; }

        /// <summary>The day on which the goods are to arrive, in Asia/Shanghai.</summary>
        public required DateOnly DeliverOn { get; init; }

        /// <summary>The time of that day, within the dock's hours; absent when any of them will do.</summary>
        public DeliveryWindow? Window { get; init; }

        /// <summary>Each product once.</summary>
        public required IReadOnlyList<Line> Lines { get; init; }

        internal void Check(Checks checks)
        {
            checks.NotEmpty(DockId, "dockId");
            checks.That(
                Window is null || (Window.From < Window.Until && Window.From.IsWholeMinute && Window.Until.IsWholeMinute),
                "window",
                "window_reversed",
                "送达时段须精确到分钟，且止时须晚于起时。",
                "The window is in whole minutes and ends later than it begins.");
            Request.CheckLines(checks, Lines, "lines");
        }
    }

    /// <summary>For whom and by whose help an order is placed.</summary>
    public sealed record Agreed
    {
        /// <summary>What the unit buys for: OwnUse when absent (CR-06), Resale, or Staff.</summary>
        public BuyerCapacity? Capacity { get; init; }

        /// <summary>The unit that the buyer acts for as its registered agent, such as a canteen's contractor.</summary>
        public Guid? PrincipalUnitId { get; init; }

        /// <summary>Who helped to sell; it can also be named later, until the order is confirmed (CR-07).</summary>
        public Guid? FacilitatorId { get; init; }

        /// <summary>The document that proves its part, 1 to 200 characters.</summary>
        public string? FacilitatorProof { get; init; }

        /// <summary>Where the sale came about; an order of this marketplace when absent.</summary>
        public SalesChannel? Channel { get; init; }

        internal void Check(Checks checks)
        {
            checks.NotEmpty(PrincipalUnitId ?? Guid.AllBitsSet, "terms.principalUnitId");
            checks.NotEmpty(FacilitatorId ?? Guid.AllBitsSet, "terms.facilitatorId");
            checks.TextOrNone(FacilitatorProof, "terms.facilitatorProof", max: 200);
            checks.That(
                FacilitatorProof is null || FacilitatorId is not null,
                "terms.facilitatorId",
                "facilitator_missing",
                "填写了佐证，请同时填写帮销主体。",
                "A proof is given; name the facilitator that it is about.");
        }
    }

    /// <summary>One product.</summary>
    public sealed record Line
    {
        /// <summary>Made by the caller; names the sale from here to the credit entry.</summary>
        public required Guid LineId { get; init; }

        public required Guid ProductId { get; init; }

        /// <summary>In the product's trade unit, more than 0 and at most 1,000,000.</summary>
        public required Quantity Quantity { get; init; }

        /// <summary>
        /// Per trade unit, as the buyer was shown it in the catalogue or the quotation. The order is refused (409 price_changed) when the
        /// supplier asks another price by now.
        /// </summary>
        public required UnitPrice ExpectedUnitPrice { get; init; }

        internal void Check(Checks checks)
        {
            checks.NewId(LineId, "lineId");
            checks.NotEmpty(ProductId, "productId");
            checks.That(
                Quantity > Quantity.Zero && Quantity <= QuantityMax,
                "quantity",
                "quantity_out_of_range",
                "数量须大于 0 且不超过 1000000。",
                "The quantity must be more than 0 and at most 1000000.");
        }
    }
}
