using Marketplace.Benchmarks.Ledger;
using Marketplace.Contracts;

namespace Marketplace.Benchmarks.Lists;

/// <summary>What the one order and shipment is about, by which the many are made.</summary>
static class Goods
{
    public static GoodsFacts Facts { get; } = new()
    {
        ProductId = Nation.ProductId(0),
        ListingVersion = 1,
        ProductName = "高山洋芋",
        Category = ProductCategory.Vegetable,
        ProcessingLevel = ProcessingLevel.Raw,
        SupplierId = Trade.SupplierOf(Trade.Busy),
        SupplierName = "合作社",
        OriginPath = Nation.WestCounty(Trade.Busy),
        OriginName = "昭觉县",
        Unit = new TradeUnit { Name = "斤", Grams = 500 },
        UnitPrice = new UnitPrice(12_500),
    };
}
