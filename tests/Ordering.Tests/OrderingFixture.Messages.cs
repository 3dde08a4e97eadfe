using Marketplace.Contracts;
using Marketplace.Contracts.Catalog;
using Marketplace.Contracts.Logistics;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Ordering.Orders;

namespace Marketplace.Ordering.Tests;

/// <content>What the other services tell of an order.</content>
public sealed partial class OrderingFixture
{
    public static StockReserved StockReserved(OrderView order) => new()
    {
        OrderId = order.OrderId,
        Lines = [.. order.Parts.SelectMany(part => part.Lines)
            .Select(line => new StockReserved.Line { LineId = line.LineId, Batches = BatchesOf(line) })],
    };

    public static IReadOnlyList<BatchShare> BatchesOf(
        OrderView.LineView line) => [new() { BatchId = line.ProductId, Quantity = line.Quantity }];

    public static BudgetReserved BudgetReserved(OrderView order) => new()
    {
        OrderId = order.OrderId,
        UnitId = order.UnitId,
        Year = order.BudgetYear,
        AmountFen = order.AmountFen!.Value,
    };

    public static ShipmentDispatched Dispatched(OrderView order, int part = 0) => new()
    {
        ShipmentId = order.Parts[part].PartId,
        OrderId = order.OrderId,
        SupplierId = order.Parts[part].SupplierId,
        CarrierId = Guid.CreateVersion7(),
        Waybill = "YD0001",
        DispatchedAt = Noon.AddHours(1),
        Lines = [.. order.Parts[part].Lines.Select(line => new ShipmentDispatched.Line
        {
            LineId = line.LineId,
            Dispatched = line.Quantity,
            Batches = BatchesOf(line),
        })],
    };

    public static ShipmentDelivered Delivered(OrderView order, int part = 0) => new()
    {
        ShipmentId = order.Parts[part].PartId,
        OrderId = order.OrderId,
        DeliveredAt = Noon.AddHours(2),
    };

    /// <summary>An acceptance of a part; one trade unit of every line is refused.</summary>
    public static DeliveryAccepted Accepted(OrderView order, int part = 0) => new()
    {
        AcceptanceId = Guid.CreateVersion7(),
        AcceptanceNo = 1,
        ShipmentId = order.Parts[part].PartId,
        OrderId = order.OrderId,
        OrderNumber = order.Number,
        UnitId = order.UnitId,
        UnitName = order.UnitName,
        BudgetYear = order.BudgetYear,
        SupplierId = order.Parts[part].SupplierId,
        ConfirmedAt = Noon,
        DispatchedAt = Noon.AddHours(1),
        DeliveredAt = Noon.AddHours(2),
        AcceptedAt = Noon.AddHours(3),
        AcceptedBy = "test-purchaser",
        Waybill = "YD0001",
        DeliveryPath = Zhenhai,
        Lines = [.. order.Parts[part].Lines.Select(line => new DeliveryAccepted.Line
        {
            LineId = line.LineId,
            LineNumber = line.LineNumber,
            Goods = Goods(order.Parts[part], line),
            Ordered = line.Quantity,
            OrderedFen = line.AmountFen!.Value,
            Dispatched = line.Quantity,
            Accepted = line.Quantity - Quantity.Of(1),
            Short = Quantity.Zero,
            Rejected = Quantity.Of(1),
            RejectionReason = "外皮破损",
            AcceptedFen = Money.Of(line.Quantity - Quantity.Of(1), line.UnitPrice!.Value).Fen,
            Batches = BatchesOf(line),
        })],
    };

    static GoodsFacts Goods(OrderView.PartView part, OrderView.LineView line) => new()
    {
        ProductId = line.ProductId,
        ListingVersion = 1,
        ProductName = line.ProductName,
        Category = ProductCategory.Vegetable,
        ProcessingLevel = ProcessingLevel.Raw,
        SupplierId = part.SupplierId,
        SupplierName = part.SupplierName,
        OriginPath = Zhaojue,
        OriginName = "昭觉县",
        Unit = line.Unit,
        UnitPrice = line.UnitPrice!.Value,
    };
}
