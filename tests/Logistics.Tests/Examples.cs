using System.Globalization;
using Marketplace.Contracts;
using Marketplace.Contracts.Catalog;
using Marketplace.Contracts.Ordering;

namespace Marketplace.Logistics.Tests;

/// <summary>Orders as Ordering confirms them: a unit in Zhenhai buys pepper from Jinyang, to be delivered in Shanghai.</summary>
static class Examples
{
    public static readonly RegionPath Zhenhai = new("/330000/330200/330211/");
    public static readonly RegionPath ShanghaiPutuo = new("/310000/310100/310107/");
    public static readonly RegionPath Jinyang = new("/510000/513400/513430/");

    public static readonly DateTimeOffset ConfirmedAt = new(2026, 11, 20, 1, 30, 0, TimeSpan.Zero);

    /// <summary>An order of one part, whose lines are numbered from 1.</summary>
    public static OrderConfirmed Confirmed(params (string Quantity, string Price)[] lines) =>
        ConfirmedFor(Guid.CreateVersion7(), Guid.CreateVersion7(), lines);

    public static OrderConfirmed ConfirmedFor(Guid supplierId, Guid unitId, params (string Quantity, string Price)[] lines) =>
        Of(unitId, Part(supplierId, 1, lines));

    public static OrderConfirmed Of(Guid unitId, params OrderConfirmed.Part[] parts) => new()
    {
        OrderId = Guid.CreateVersion7(),
        OrderNumber = "20261120-000123",
        UnitId = unitId,
        UnitName = "宁波市镇海区实验小学",
        UnitPath = Zhenhai,
        BudgetYear = 2026,
        ConfirmedAt = ConfirmedAt,
        Parts = parts,
    };

    public static OrderConfirmed.Part Part(Guid supplierId, int firstLineNumber, params (string Quantity, string Price)[] lines) => new()
    {
        PartId = Guid.CreateVersion7(),
        SupplierId = supplierId,
        SupplierName = "金阳青花椒合作社",
        DeliveryPath = ShanghaiPutuo,
        DeliveryAddress = "普陀区中山北路3663号",
        Lines = [.. lines.Select((line, index) => Line(firstLineNumber + index, supplierId, line.Quantity, line.Price))],
    };

    public static Quantity Units(string text) => Quantity.Of(decimal.Parse(text, CultureInfo.InvariantCulture));

    static OrderConfirmed.Line Line(int number, Guid supplierId, string quantity, string price)
    {
        var unitPrice = UnitPrice.FromYuan(decimal.Parse(price, CultureInfo.InvariantCulture));
        return new OrderConfirmed.Line
        {
            LineId = Guid.CreateVersion7(),
            LineNumber = number,
            Goods = new GoodsFacts
            {
                ProductId = Guid.CreateVersion7(),
                ListingVersion = 3,
                ProductName = "金阳青花椒",
                Category = ProductCategory.Spice,
                ProcessingLevel = ProcessingLevel.Primary,
                SupplierId = supplierId,
                SupplierName = "金阳青花椒合作社",
                OriginPath = Jinyang,
                OriginName = "金阳县",
                Recognition = new Recognition { Number = "川凉金0012", ValidFrom = new(2025, 1, 1), ValidUntil = new(2027, 12, 31) },
                Unit = new TradeUnit { Name = "斤", Grams = 500 },
                UnitPrice = unitPrice,
            },
            Quantity = Units(quantity),
            AmountFen = Money.Of(Units(quantity), unitPrice).Fen,
            Batches = [new BatchShare { BatchId = Guid.CreateVersion7(), Quantity = Units(quantity) }],
        };
    }
}
