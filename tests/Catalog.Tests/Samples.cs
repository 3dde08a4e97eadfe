using System.Text.Json.Nodes;
using Marketplace.Contracts;
using Marketplace.Contracts.Catalog;
using Marketplace.Contracts.Logistics;
using Marketplace.Contracts.Ordering;

namespace Marketplace.Catalog.Tests;

/// <summary>Correct requests and messages, for tests to use as they are or to spoil.</summary>
static class Samples
{
    public static JsonObject Supplier(Guid supplierId, string name = "金阳县青花椒专业合作社", string operating = Places.Jinyang) => new()
    {
        ["supplierId"] = supplierId.ToString(),
        ["name"] = name,
        ["type"] = "Cooperative",
        ["registrationRegionId"] = Places.Jinyang,
        ["operatingRegionId"] = operating,
    };

    public static JsonObject Product(
        Guid productId,
        Guid supplierId,
        string name = "金阳青花椒",
        string origin = Places.Jinyang,
        ProductCategory category = ProductCategory.Spice) => new()
        {
            ["productId"] = productId.ToString(),
            ["supplierId"] = supplierId.ToString(),
            ["name"] = name,
            ["category"] = category.ToString(),
            ["processingLevel"] = "Primary",
            ["originCountyId"] = origin,
            ["recognition"] = Recognition(),
            ["unit"] = new JsonObject { ["name"] = "公斤", ["grams"] = 1_000 },
            ["priceTiers"] = new JsonArray(Tier("5", "38.60"), Tier("100", "36.00")),
        };

    public static JsonObject Revision(string name = "金阳青花椒（一级）", bool isOnOffer = true) => new()
    {
        ["name"] = name,
        ["recognition"] = Recognition(),
        ["priceTiers"] = new JsonArray(Tier("10", "39.20")),
        ["isOnOffer"] = isOnOffer,
    };

    public static JsonObject Recognition() =>
        new() { ["number"] = "川帮认〔2024〕0012号", ["validFrom"] = "2024-05-01", ["validUntil"] = "2027-04-30" };

    public static JsonObject Tier(string fromQuantity, string unitPrice) =>
        new() { ["fromQuantity"] = fromQuantity, ["unitPrice"] = unitPrice };

    public static JsonObject Batch(
        Guid batchId, decimal quantity = 1_000, string harvestFrom = "2026-08-01", string harvestUntil = "2026-09-30") => new()
        {
            ["batchId"] = batchId.ToString(),
            ["harvestFrom"] = harvestFrom,
            ["harvestUntil"] = harvestUntil,
            ["quantity"] = Quantity.Of(quantity).ToString(),
        };

    public static OrderSubmitted Order(params (Guid ProductId, decimal Quantity)[] lines) => new()
    {
        OrderId = Guid.CreateVersion7(),
        UnitId = Guid.CreateVersion7(),
        SubmittedAt = CatalogUnderTest.Now,
        BudgetYear = 2026,
        AmountFen = 100,
        Lines = [.. lines.Select(line => new OrderSubmitted.Line
        {
            LineId = Guid.CreateVersion7(),
            ProductId = line.ProductId,
            Quantity = Quantity.Of(line.Quantity),
        })],
    };

    public static OrderCancelled Cancelled(Guid orderId) => new()
    {
        OrderId = orderId,
        UnitId = Guid.CreateVersion7(),
        CancelledAt = CatalogUnderTest.Now,
        Reason = CancellationReason.Withdrawn,
    };

    /// <summary>The order leaves as it was reserved; of each line as much as is said, or all of it.</summary>
    public static ShipmentDispatched Dispatched(OrderSubmitted order, StockReserved reserved, params decimal[] quantities) => new()
    {
        ShipmentId = Guid.CreateVersion7(),
        OrderId = order.OrderId,
        SupplierId = Guid.CreateVersion7(),
        CarrierId = Guid.CreateVersion7(),
        Waybill = "SF0001",
        DispatchedAt = CatalogUnderTest.Now,
        Lines = [.. order.Lines.Select((line, i) => new ShipmentDispatched.Line
        {
            LineId = line.LineId,
            Dispatched = i < quantities.Length ? Quantity.Of(quantities[i]) : line.Quantity,
            Batches = reserved.Lines.Single(held => held.LineId == line.LineId).Batches,
        })],
    };
}
