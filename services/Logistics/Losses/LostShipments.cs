using Marketplace.Contracts;
using Marketplace.Contracts.Logistics;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Messaging;

namespace Marketplace.Logistics.Losses;

/// <summary>Notes and tells that a shipment is lost → ShipmentLost, on whosever word.</summary>
static partial class LostShipments
{
    public static void Publish(LogisticsDb db, Shipment shipment, LossFinding finding, LossReason? reason, ILogger logger)
    {
        ShipmentLine[] lines = [.. shipment.OpenLines];
        var lossId = Guid.CreateVersion7(shipment.LostAt!.Value);
        db.Add(new CommitmentEnd
        {
            EndId = lossId,
            ShipmentId = shipment.ShipmentId,
            SupplierId = shipment.SupplierId,
            UnitId = shipment.UnitId,
            Kind = finding == LossFinding.NotDelivered ? CommitmentEndKind.NotDelivered : CommitmentEndKind.ReportedLost,
            LossReason = reason,
            IsWhole = true,
            LineCount = lines.Length,
            Amount = lines.Aggregate(Money.Zero, (sum, line) => sum + line.ReservedAmount),
            EndedAt = shipment.LostAt.Value,
        });
        db.Publish(new ShipmentLost
        {
            LossId = lossId,
            ShipmentId = shipment.ShipmentId,
            OrderId = shipment.OrderId,
            SupplierId = shipment.SupplierId,
            UnitId = shipment.UnitId,
            LostAt = shipment.LostAt.Value,
            Finding = finding,
            Lines = [.. lines.Select(line => new ShipmentLost.Line { LineId = line.LineId, ReservedFen = line.ReservedAmount.Fen })],
        });
        Lost(logger, shipment.ShipmentId, finding);
    }

    [LoggerMessage(LogLevel.Information, "All of shipment {ShipmentId} is lost: {Finding}")]
    static partial void Lost(ILogger logger, Guid shipmentId, LossFinding finding);
}
