using System.Text.Json.Serialization;
using Marketplace.Contracts;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Views;
using Marketplace.Platform.Web;

namespace Marketplace.Logistics.Acceptances;

/// <summary>The paper that the buyer signs (验收单): what became of each line, and what it is worth.</summary>
public sealed record AcceptanceSheet : IView
{
    [JsonIgnore]
    public Viewers SeenAs { get; init; }

    public required Guid AcceptanceId { get; init; }

    /// <summary>Counts the acceptances of a shipment from 1.</summary>
    public required int AcceptanceNo { get; init; }

    public required Guid ShipmentId { get; init; }

    public required Guid OrderId { get; init; }

    public required string OrderNumber { get; init; }

    public required Guid UnitId { get; init; }

    public required string UnitName { get; init; }

    public required Guid SupplierId { get; init; }

    public required string SupplierName { get; init; }

    public required string Waybill { get; init; }

    public required DateTimeOffset DeliveredAt { get; init; }

    public required DateTimeOffset AcceptedAt { get; init; }

    /// <summary>The day in Asia/Shanghai on which the sale counts (CR-01).</summary>
    public required DateOnly RecognitionDate { get; init; }

    /// <summary>The subject of the token, or "auto" when the buyer was silent.</summary>
    [SeenBy(Viewers.BuyersSide, DataClass.Person)]
    public required string? AcceptedBy { get; init; }

    /// <summary>True when the buyer was silent (CR-01).</summary>
    public required bool IsAutomatic { get; init; }

    /// <summary>True when goods were still under dispute, so that another acceptance follows.</summary>
    public required bool IsPartial { get; init; }

    public required IReadOnlyList<Line> Lines { get; init; }

    /// <summary>The sum of what the order reserved.</summary>
    [SeenBy(Viewers.Trade, DataClass.Commercial)]
    public required long? OrderedFen { get; init; }

    /// <summary>The sum of the accepted line amounts, before the order's discount.</summary>
    [SeenBy(Viewers.Trade, DataClass.Commercial)]
    public required long? AcceptedFen { get; init; }

    /// <summary>What is to be paid: less the share of the order's discount.</summary>
    [SeenBy(Viewers.Trade, DataClass.Commercial)]
    public required long? PayableFen { get; init; }

    internal static AcceptanceSheet Of(Acceptance acceptance, Shipment shipment, Caller caller) => new()
    {
        SeenAs = ShipmentViewers.Of(caller, shipment),
        AcceptanceId = acceptance.AcceptanceId,
        AcceptanceNo = acceptance.AcceptanceNo,
        ShipmentId = shipment.ShipmentId,
        OrderId = shipment.OrderId,
        OrderNumber = shipment.OrderNumber,
        UnitId = shipment.UnitId,
        UnitName = shipment.UnitName,
        SupplierId = shipment.SupplierId,
        SupplierName = shipment.SupplierName,
        Waybill = shipment.Waybill!,
        DeliveredAt = shipment.DeliveredAt!.Value,
        AcceptedAt = acceptance.AcceptedAt,
        RecognitionDate = BusinessDay.Of(acceptance.AcceptedAt),
        AcceptedBy = acceptance.AcceptedBy,
        IsAutomatic = acceptance.IsAutomatic,
        IsPartial = acceptance.IsPartial,
        Lines =
        [
            .. ShipmentViewers.LinesSeenBy(caller, shipment)
                .Join(
                    acceptance.Lines,
                    line => line.LineNumber,
                    found => found.LineNumber,
                    (line, found) => Line.Of(line, found, ShipmentViewers.Of(caller, shipment, line)))
                .OrderBy(line => line.LineNumber),
        ],
        OrderedFen = shipment.OrderedAmount.Fen,
        AcceptedFen = acceptance.AcceptedAmount.Fen,
        PayableFen = acceptance.PayableAmount.Fen,
    };

    /// <summary>What became of one line.</summary>
    public sealed record Line : IView
    {
        [JsonIgnore]
        public Viewers SeenAs { get; init; }

        public required Guid LineId { get; init; }

        public required int LineNumber { get; init; }

        public required string ProductName { get; init; }

        public required TradeUnit Unit { get; init; }

        [SeenBy(Viewers.Trade, DataClass.Commercial)]
        public required UnitPrice? UnitPrice { get; init; }

        public required Quantity Ordered { get; init; }

        /// <summary>What of the dispatched quantity is decided here.</summary>
        public required Quantity Dispatched { get; init; }

        public required Quantity Accepted { get; init; }

        /// <summary>Dispatched but not arrived.</summary>
        public required Quantity Short { get; init; }

        /// <summary>Arrived but refused.</summary>
        public required Quantity Rejected { get; init; }

        public string? RejectionReason { get; init; }

        /// <summary>Photographs of the buyer's that show what is short or refused.</summary>
        public required IReadOnlyList<Guid> PhotoIds { get; init; }

        /// <summary>What of the accepted quantity costs nothing; null when all is paid.</summary>
        [SeenBy(Viewers.Trade, DataClass.Commercial)]
        public Quantity? Free { get; init; }

        /// <summary>Accepted quantity, without what is free, times unit price, rounded once (CR-03).</summary>
        [SeenBy(Viewers.Trade, DataClass.Commercial)]
        public required long? AcceptedFen { get; init; }

        /// <summary>What is to be paid for it: less its share of the order's discount.</summary>
        [SeenBy(Viewers.Trade, DataClass.Commercial)]
        public required long? PayableFen { get; init; }

        internal static Line Of(ShipmentLine line, AcceptanceLine found, Viewers seenAs) => new()
        {
            SeenAs = seenAs,
            LineId = line.LineId,
            LineNumber = line.LineNumber,
            ProductName = line.Goods.ProductName,
            Unit = line.Goods.Unit,
            UnitPrice = line.Goods.UnitPrice,
            Ordered = line.Ordered,
            Dispatched = found.Dispatched,
            Accepted = found.Accepted,
            Short = found.Short,
            Rejected = found.Rejected,
            RejectionReason = found.RejectionReason,
            PhotoIds = found.PhotoIds,
            Free = found.Free,
            AcceptedFen = found.AcceptedAmount.Fen,
            PayableFen = found.PayableAmount.Fen,
        };
    }
}
