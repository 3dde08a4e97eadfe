using Marketplace.Contracts;
using Marketplace.Contracts.Logistics;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Messaging;

namespace Marketplace.Logistics.Acceptances;

/// <summary>Tells of acceptances → DeliveryAccepted, whether the buyer, its silence or a ruling accepted.</summary>
static partial class AcceptanceMessages
{
    public static void Publish(LogisticsDb db, Acceptance acceptance, Shipment shipment, ILogger logger)
    {
        db.Add(acceptance);
        db.Publish(ToMessage(acceptance, shipment));
        Accepted(logger, shipment.ShipmentId, acceptance.AcceptedAmount.Fen, acceptance.AcceptanceId);
    }

    static DeliveryAccepted ToMessage(Acceptance acceptance, Shipment shipment) => new()
    {
        AcceptanceId = acceptance.AcceptanceId,
        AcceptanceNo = acceptance.AcceptanceNo,
        ShipmentId = shipment.ShipmentId,
        OrderId = shipment.OrderId,
        OrderNumber = shipment.OrderNumber,
        UnitId = shipment.UnitId,
        UnitName = shipment.UnitName,
        BudgetYear = shipment.BudgetYear,
        SupplierId = shipment.SupplierId,
        ConfirmedAt = shipment.ConfirmedAt,
        DispatchedAt = shipment.DispatchedAt!.Value,
        DeliveredAt = shipment.DeliveredAt!.Value,
        AcceptedAt = acceptance.AcceptedAt,
        AcceptedBy = acceptance.AcceptedBy,
        Waybill = shipment.Waybill!,
        DeliveryPath = shipment.DeliveryPath,
        IsAutomatic = acceptance.IsAutomatic ? true : null,
        IsPartial = acceptance.IsPartial ? true : null,
        Terms = shipment.Terms,
        ColdChain = shipment.ToColdChainMessage(),
        Lines =
        [
            .. shipment.Lines.Join(acceptance.Lines, line => line.LineNumber, found => found.LineNumber, ToLine)
                .OrderBy(line => line.LineNumber),
        ],
    };

    static DeliveryAccepted.Line ToLine(ShipmentLine line, AcceptanceLine found) => new()
    {
        LineId = line.LineId,
        LineNumber = line.LineNumber,
        Goods = line.Goods,
        Ordered = line.Ordered,
        OrderedFen = found.SettledAmount.Fen,
        Dispatched = found.Dispatched,
        Accepted = found.Accepted,
        Short = found.Short,
        Rejected = found.Rejected,
        RejectionReason = found.RejectionReason,
        Free = found.Free,
        AcceptedFen = found.AcceptedAmount.Fen,
        SubsidyFen = found.Subsidised == Money.Zero ? null : found.Subsidised.Fen,
        PayableFen = found.PayableAmount == found.AcceptedAmount ? null : found.PayableAmount.Fen,
        Batches = found.Batches,
    };

    [LoggerMessage(LogLevel.Information, "Shipment {ShipmentId} was accepted for {AcceptedFen} fen, acceptance {AcceptanceId}")]
    static partial void Accepted(ILogger logger, Guid shipmentId, long acceptedFen, Guid acceptanceId);
}
