using Marketplace.Contracts;
using Marketplace.Contracts.Logistics;
using Marketplace.Contracts.Ordering;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Messaging;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.Shipments;

/// <summary>← OrderConfirmed. Plans one shipment for each supplier's part → ShipmentPlanned.</summary>
public sealed class PlanShipments(LogisticsDb db, TimeProvider clock) : IHear<OrderConfirmed>
{
    public async Task HearAsync(IReadOnlyList<OrderConfirmed> messages, CancellationToken ct)
    {
        Guid[] parts = [.. messages.SelectMany(confirmed => confirmed.Parts).Select(part => part.PartId).Distinct()];
        var planned = await db.Shipments.Where(known => parts.Contains(known.ShipmentId)).Select(known => known.ShipmentId).ToHashSetAsync(ct);
        var now = clock.GetUtcNow();
        foreach (var confirmed in messages)
        {
            // The same order may come in several messages; what is planned, or further, stays as it is.
            foreach (var part in confirmed.Parts.Where(part => planned.Add(part.PartId)))
            {
                db.Add(Shipment.Plan(part.PartId, ToFacts(confirmed), part.SupplierId, part.SupplierName, [.. part.Lines.Select(ToLine)], now));
                db.Publish(
                    new ShipmentPlanned
                    {
                        ShipmentId = part.PartId,
                        OrderId = confirmed.OrderId,
                        SupplierId = part.SupplierId,
                        UnitId = confirmed.UnitId,
                    },
                    because: confirmed);
            }
        }
    }

    static OrderFacts ToFacts(OrderConfirmed confirmed) => new()
    {
        OrderId = confirmed.OrderId,
        OrderNumber = confirmed.OrderNumber,
        UnitId = confirmed.UnitId,
        UnitName = confirmed.UnitName,
        UnitPath = confirmed.UnitPath,
        BudgetYear = confirmed.BudgetYear,
        ConfirmedAt = confirmed.ConfirmedAt,
        DeliveryPath = confirmed.DeliveryPath,
        DeliveryAddress = confirmed.DeliveryAddress,
    };

    static ShipmentLine ToLine(OrderConfirmed.Line line) =>
        ShipmentLine.Of(line.LineId, line.LineNumber, line.Goods, line.Quantity, new Money(line.AmountFen), line.Batches);
}
