using Marketplace.Contracts;
using Marketplace.Contracts.Ordering;
using Marketplace.Logistics.Domain;

namespace Marketplace.Logistics.Tests.Domain;

/// <summary>Shipments without a database.</summary>
static class Goods
{
    public static readonly DateTimeOffset Now = Examples.ConfirmedAt.AddHours(6);

    public static Shipment Planned(params (string Quantity, string Price)[] lines) => Planned(Examples.Confirmed(lines));

    public static Shipment Planned(OrderConfirmed order) => Planned(order, [.. order.Parts[0].Lines
        .Select(
            line => ShipmentLine.Of(line.LineId, line.LineNumber, line.Goods, line.Quantity, new Money(line.AmountFen), line.Batches))]);

    public static Shipment Planned(OrderConfirmed order, params ShipmentLine[] lines)
    {
        var part = order.Parts[0];
        var facts = new OrderFacts
        {
            OrderId = order.OrderId,
            OrderNumber = order.OrderNumber,
            UnitId = order.UnitId,
            UnitName = order.UnitName,
            UnitPath = order.UnitPath,
            BudgetYear = order.BudgetYear,
            ConfirmedAt = order.ConfirmedAt,
            DeliveryPath = part.DeliveryPath,
            DeliveryAddress = part.DeliveryAddress,
            DeliverOn = part.DeliverOn,
        };
        return Shipment.Plan(part.PartId, facts, part.SupplierId, part.SupplierName, lines, order.ConfirmedAt);
    }

    public static IReadOnlyList<DispatchedLine> AllOf(
        Shipment shipment) => [.. shipment.Lines.Select(line => new DispatchedLine(line.LineId, line.Ordered))];

    public static Shipment Delivered(params (string Quantity, string Price)[] lines) => Deliver(Planned(lines));

    public static Shipment Deliver(Shipment shipment)
    {
        shipment.Dispatch(Guid.CreateVersion7(), "SF1", null, AllOf(shipment), Now);
        shipment.Deliver(null, "王师傅", Now);
        return shipment;
    }

    public static InspectedLine Found(
        Shipment shipment, int index, string accepted, string @short = "0", string rejected = "0", string? reason = null) =>
        new(shipment.Lines[index].LineId, Examples.Units(accepted), Examples.Units(@short), Examples.Units(rejected), reason);
}
