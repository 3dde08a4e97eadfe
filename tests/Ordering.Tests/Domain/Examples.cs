using Marketplace.Contracts;
using Marketplace.Contracts.Catalog;
using Marketplace.Ordering.Domain;

namespace Marketplace.Ordering.Tests.Domain;

/// <summary>Orders without a service around them.</summary>
static class Examples
{
    public static readonly RegionPath Zhenhai = new("/330000/330200/330211/");

    public static readonly DateTimeOffset Noon = OrderingFixture.Noon;

    public static Order Place(params OrderedLine[] lines) => PlaceAt(Noon, lines);

    public static Order PlaceAt(DateTimeOffset at, params OrderedLine[] lines) => Order.Place(
        Guid.CreateVersion7(), 1, new Buyer(Guid.CreateVersion7(), "镇海中学食堂", Zhenhai),
        [new Delivery(new Destination(Zhenhai, "学校路1号"), lines)], "test", at);

    public static Order PlaceWith(OrderTerms? terms, Money discount, params OrderedLine[] lines) => Order.Place(
        Guid.CreateVersion7(),
        1,
        new Buyer(Guid.CreateVersion7(), "镇海中学食堂", Zhenhai),
        [new Delivery(new Destination(Zhenhai, "学校路1号"), lines)],
        "test",
        Noon,
        terms,
        discount);

    public static Guid SupplierId(int number) => new(number, 0, 0, [0, 0, 0, 0, 0, 0, 0, 1]);

    public static OrderedLine Line(decimal quantity, decimal yuan, int supplier, string origin = "/510000/513400/513431/") =>
        Line(Quantity.Of(quantity), UnitPrice.FromYuan(yuan), supplier, origin);

    public static OrderedLine Line(Quantity quantity, UnitPrice price, int supplier, string origin = "/510000/513400/513431/") => new(
        Guid.CreateVersion7(),
        quantity,
        new GoodsFacts
        {
            ProductId = Guid.CreateVersion7(),
            ListingVersion = 1,
            ProductName = "高山洋芋",
            Category = ProductCategory.Vegetable,
            ProcessingLevel = ProcessingLevel.Raw,
            SupplierId = SupplierId(supplier),
            SupplierName = $"合作社{supplier}",
            OriginPath = new RegionPath(origin),
            OriginName = "昭觉县",
            Unit = new TradeUnit { Name = "斤", Grams = 500 },
            UnitPrice = price,
        });

    public static IReadOnlyList<HeldLine> Held(Order order) =>
        [.. order.Parts.SelectMany(part => part.Lines)
            .Select(line => new HeldLine(line.LineId, [new BatchShare { BatchId = line.ProductId, Quantity = line.Quantity }]))];
}
