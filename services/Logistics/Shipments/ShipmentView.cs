using System.Text.Json.Serialization;
using Marketplace.Contracts;
using Marketplace.Contracts.Catalog;
using Marketplace.Contracts.Logistics;
using Marketplace.Logistics.Acceptances;
using Marketplace.Logistics.ColdChain;
using Marketplace.Logistics.Disputes;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Recalls;
using Marketplace.Logistics.Views;
using Marketplace.Platform.Web;

namespace Marketplace.Logistics.Shipments;

/// <summary>
/// A shipment with its lines, and with an acceptance sheet for each acceptance. Whoever carries it sees goods, weights and places, and no
/// money; officials of an origin see what comes from their region.
/// </summary>
public sealed record ShipmentView : IView
{
    [JsonIgnore]
    public Viewers SeenAs { get; init; }

    /// <summary>Equals the id of the order's part.</summary>
    public required Guid ShipmentId { get; init; }

    public required Guid OrderId { get; init; }

    public required string OrderNumber { get; init; }

    public required Guid SupplierId { get; init; }

    public required string SupplierName { get; init; }

    public required Guid UnitId { get; init; }

    public required string UnitName { get; init; }

    /// <summary>The unit that it is for and that pays for it, when another placed the order as its agent; null otherwise.</summary>
    public Guid? PrincipalUnitId { get; init; }

    public required RegionPath DeliveryPath { get; init; }

    [SeenBy(ShipmentViewers.Delivery, DataClass.Contact)]
    public required string? DeliveryAddress { get; init; }

    /// <summary>The buyer's dock that takes the goods in; null when only an address was given.</summary>
    public Guid? DockId { get; init; }

    /// <summary>What the dock was called when the order was placed.</summary>
    public string? DockName { get; init; }

    /// <summary>The day on which they are to arrive, in Asia/Shanghai; null when none was agreed.</summary>
    public DateOnly? DeliverOn { get; init; }

    /// <summary>The time of that day; null when any.</summary>
    public DeliveryWindow? Window { get; init; }

    public required ShipmentState State { get; init; }

    /// <summary>What the order reserved for it.</summary>
    [SeenBy(Viewers.Trade, DataClass.Commercial)]
    public required long? OrderedFen { get; init; }

    public required DateTimeOffset ConfirmedAt { get; init; }

    public required DateTimeOffset PlannedAt { get; init; }

    /// <summary>When it ends by itself unless it was dispatched.</summary>
    public required DateTimeOffset DispatchDueAt { get; init; }

    /// <summary>Absent until it is dispatched, and while the carrier that was named has refused it.</summary>
    public Guid? CarrierId { get; init; }

    public string? Waybill { get; init; }

    /// <summary>The plate or name of what carries it; absent when nobody said.</summary>
    [SeenBy(ShipmentViewers.Delivery, DataClass.Contact)]
    public string? Vehicle { get; init; }

    /// <summary>When the dispatch was recorded.</summary>
    public DateTimeOffset? DispatchedAt { get; init; }

    /// <summary>When the goods left, as the supplier says; absent when it said nothing.</summary>
    public DateTimeOffset? StatedDispatchedAt { get; init; }

    /// <summary>When the delivery was recorded.</summary>
    public DateTimeOffset? DeliveredAt { get; init; }

    /// <summary>When the goods arrived, as the carrier says; absent when it said nothing.</summary>
    public DateTimeOffset? StatedDeliveredAt { get; init; }

    /// <summary>
    /// What the carrier was when it recorded the delivery; unless it is Independent, the days of silence run from when the buyer has
    /// confirmed the arrival.
    /// </summary>
    public Carriage? Carriage { get; init; }

    /// <summary>When the buyer confirmed the arrival of what no independent carrier brought.</summary>
    public DateTimeOffset? ArrivalConfirmedAt { get; init; }

    [SeenBy(ShipmentViewers.Delivery, DataClass.Contact)]
    public string? ReceivedBy { get; init; }

    /// <summary>
    /// When silence accepts what is not under dispute (CR-01); null until it is delivered, and until the buyer has confirmed the arrival of
    /// what no independent carrier brought.
    /// </summary>
    public DateTimeOffset? AcceptDueAt { get; init; }

    public DateTimeOffset? AcceptedAt { get; init; }

    [SeenBy(Viewers.Trade, DataClass.Commercial)]
    public long? AcceptedFen { get; init; }

    /// <summary>When the last of its lines was cancelled, before anything was sent.</summary>
    public DateTimeOffset? CancelledAt { get; init; }

    /// <summary>When it ended because nothing of what was sent reaches the buyer.</summary>
    public DateTimeOffset? LostAt { get; init; }

    /// <summary>What the buyer said when it declared that nothing arrived.</summary>
    [SeenBy(Viewers.Trade, DataClass.Commercial)]
    public string? NonDeliveryReason { get; init; }

    public required IReadOnlyList<Line> Lines { get; init; }

    /// <summary>None until something is accepted; more than one when goods were under dispute.</summary>
    public required IReadOnlyList<AcceptanceSheet> Acceptances { get; init; }

    /// <summary>The oldest first.</summary>
    public required IReadOnlyList<DisputeView> Disputes { get; init; }

    /// <summary>Each time that the carrier was replaced after the dispatch, or has refused; the oldest first.</summary>
    public required IReadOnlyList<CarrierChangeView> CarrierChanges { get; init; }

    /// <summary>What supplier and carrier said of goods lost on the way; the oldest first.</summary>
    public required IReadOnlyList<LossReportView> LossReports { get; init; }

    /// <summary>Recalls of goods of it that last; the oldest first.</summary>
    public required IReadOnlyList<RecallNotice> Recalls { get; init; }

    /// <summary>How its goods have to be kept and what loggers say of it; absent when none need any temperature.</summary>
    public ColdChainView? ColdChain { get; init; }

    internal static ShipmentView Of(
        Shipment shipment,
        IReadOnlyList<Acceptance> acceptances,
        IReadOnlyList<CarrierChange> changes,
        IReadOnlyList<LossReport> losses,
        IReadOnlyList<RecalledBatch> recalls,
        IReadOnlyList<CustodyEvent> scans,
        Caller caller)
    {
        var seenAs = ShipmentViewers.Of(caller, shipment);
        ShipmentLine[] lines = [.. ShipmentViewers.LinesSeenBy(caller, shipment).OrderBy(line => line.LineNumber)];
        var seen = lines.Select(line => line.LineId).ToHashSet();
        return new()
        {
            SeenAs = seenAs,
            ShipmentId = shipment.ShipmentId,
            OrderId = shipment.OrderId,
            OrderNumber = shipment.OrderNumber,
            SupplierId = shipment.SupplierId,
            SupplierName = shipment.SupplierName,
            UnitId = shipment.UnitId,
            UnitName = shipment.UnitName,
            PrincipalUnitId = shipment.PrincipalUnitId,
            DeliveryPath = shipment.DeliveryPath,
            DeliveryAddress = shipment.DeliveryAddress,
            DockId = shipment.DockId,
            DockName = shipment.DockName,
            DeliverOn = shipment.DeliverOn,
            Window = shipment.Window,
            State = shipment.State,
            OrderedFen = shipment.OrderedAmount.Fen,
            ConfirmedAt = shipment.ConfirmedAt,
            PlannedAt = shipment.PlannedAt,
            DispatchDueAt = shipment.DispatchDueAt,
            CarrierId = shipment.CarrierId,
            Waybill = shipment.Waybill,
            Vehicle = shipment.Vehicle,
            DispatchedAt = shipment.DispatchedAt,
            StatedDispatchedAt = shipment.StatedDispatchedAt,
            DeliveredAt = shipment.DeliveredAt,
            StatedDeliveredAt = shipment.StatedDeliveredAt,
            Carriage = shipment.Carriage,
            ArrivalConfirmedAt = shipment.ArrivalConfirmedAt,
            ReceivedBy = shipment.ReceivedBy,
            AcceptDueAt = shipment.AcceptDueAt,
            AcceptedAt = shipment.AcceptedAt,
            AcceptedFen = shipment.AcceptedAmount?.Fen,
            CancelledAt = shipment.CancelledAt,
            LostAt = shipment.LostAt,
            NonDeliveryReason = shipment.NonDeliveryReason,
            Lines = [.. lines.Select(line => Line.Of(line, ShipmentViewers.Of(caller, shipment, line)))],
            Acceptances = [.. acceptances.Select(acceptance => AcceptanceSheet.Of(acceptance, shipment, caller))],
            Disputes =
            [
                .. shipment.Disputes.Where(dispute => seen.Contains(dispute.LineId))
                    .OrderBy(dispute => dispute.RaisedAt).ThenBy(dispute => dispute.DisputeId)
                    .Select(dispute => DisputeView.Of(dispute, seenAs)),
            ],
            CarrierChanges = [.. changes.Select(change => CarrierChangeView.Of(change, seenAs))],
            LossReports =
            [
                .. losses.Where(report => lines.Any(line => line.LineNumber == report.LineNumber))
                    .Select(report => LossReportView.Of(report, seenAs)),
            ],
            Recalls =
            [
                .. recalls.Select(recalled => RecallNotice.Of(recalled, lines)).Where(notice => notice.LineNumbers.Count > 0),
            ],
            ColdChain = ColdChainView.Of(shipment, scans),
        };
    }

    /// <summary>A line of the order as it travels.</summary>
    public sealed record Line : IView
    {
        [JsonIgnore]
        public Viewers SeenAs { get; init; }

        public required Guid LineId { get; init; }

        public required int LineNumber { get; init; }

        public required Guid ProductId { get; init; }

        public required string ProductName { get; init; }

        public required RegionPath OriginPath { get; init; }

        public required string OriginName { get; init; }

        public required TradeUnit Unit { get; init; }

        [SeenBy(Viewers.Trade, DataClass.Commercial)]
        public required UnitPrice? UnitPrice { get; init; }

        /// <summary>With what is free of it.</summary>
        public required Quantity Ordered { get; init; }

        /// <summary>What of it the supplier quoted as free; null when all is paid.</summary>
        [SeenBy(Viewers.Trade, DataClass.Commercial)]
        public Quantity? OrderedFree { get; init; }

        /// <summary>What the line is charged for; goods when null.</summary>
        public ChargeKind? Charge { get; init; }

        /// <summary>Before the discount.</summary>
        [SeenBy(Viewers.Trade, DataClass.Commercial)]
        public required long? OrderedFen { get; init; }

        /// <summary>Its share of the order's discount.</summary>
        [SeenBy(Viewers.Trade, DataClass.Commercial)]
        public required long? DiscountFen { get; init; }

        /// <summary>What a third party pays the supplier on top when all is accepted (CR-02); null when nobody does.</summary>
        [SeenBy(Viewers.Trade, DataClass.Commercial)]
        public long? SubsidyFen { get; init; }

        /// <summary>Null until the shipment is dispatched, and for good when the line is cancelled.</summary>
        public Quantity? Dispatched { get; init; }

        /// <summary>What of it silence does not accept, because supplier or carrier reported it as lost; null when nothing was.</summary>
        public Quantity? Lost { get; init; }

        /// <summary>Who ended the commitment before the line was sent, why and when; null when nobody did.</summary>
        public CancellationView? Cancellation { get; init; }

        /// <summary>What of it the supplier gives free; null when all is charged for.</summary>
        [SeenBy(Viewers.Trade, DataClass.Commercial)]
        public Quantity? DispatchedFree { get; init; }

        /// <summary>From which batches the goods are held.</summary>
        public required IReadOnlyList<BatchShare> Batches { get; init; }

        internal static Line Of(ShipmentLine line, Viewers seenAs) => new()
        {
            SeenAs = seenAs,
            LineId = line.LineId,
            LineNumber = line.LineNumber,
            ProductId = line.Goods.ProductId,
            ProductName = line.Goods.ProductName,
            OriginPath = line.Goods.OriginPath,
            OriginName = line.Goods.OriginName,
            Unit = line.Goods.Unit,
            UnitPrice = line.Goods.UnitPrice,
            Ordered = line.Ordered,
            OrderedFree = line.OrderedFree == Quantity.Zero ? null : line.OrderedFree,
            Charge = line.Goods.Charge,
            OrderedFen = line.OrderedAmount.Fen,
            DiscountFen = line.Discount.Fen,
            SubsidyFen = line.Subsidy == Money.Zero ? null : line.Subsidy.Fen,
            Dispatched = line.Dispatched,
            Lost = line.Lost == Quantity.Zero ? null : line.Lost,
            Cancellation = CancellationView.Of(line.Cancellation, seenAs),
            DispatchedFree = line.DispatchedFree == Quantity.Zero ? null : line.DispatchedFree,
            Batches = line.Batches,
        };
    }

    /// <summary>Who ended the commitment to a line, why and when.</summary>
    public sealed record CancellationView : IView
    {
        [JsonIgnore]
        public Viewers SeenAs { get; init; }

        public required CancelledBy By { get; init; }

        public required ShipmentCancellationReason Reason { get; init; }

        /// <summary>What was said to the other side; null when nothing was.</summary>
        [SeenBy(Viewers.Trade, DataClass.Commercial)]
        public string? Note { get; init; }

        public required DateTimeOffset At { get; init; }

        internal static CancellationView? Of(LineCancellation? cancellation, Viewers seenAs) => cancellation is null ? null : new()
        {
            SeenAs = seenAs,
            By = cancellation.By,
            Reason = cancellation.Reason,
            Note = cancellation.Note,
            At = cancellation.At,
        };
    }
}
