using Marketplace.Contracts;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Crediting.Tests.Reports;

/// <summary>What was bought, with figures computed by hand (R5).</summary>
public sealed class R05CategoriesTests
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Goods_are_told_by_category_level_and_product_with_prices_and_growth(Engine engine)
    {
        await using var service = await SharedLedger.StartAsync(engine);
        await service.PairAsync("F01");
        var unit = Examples.Unit("330211");
        await service.DeliverAsync(unit);
        var (pepper, tea) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        GoodsFacts Pepper(GoodsFacts goods) => goods with { ProductId = pepper };
        GoodsFacts Tea(GoodsFacts goods) => goods with
        {
            ProductId = tea,
            ProductName = "礼盒茶",
            Category = ProductCategory.Tea,
            ProcessingLevel = ProcessingLevel.Deep,
            Unit = new TradeUnit { Name = "盒", Pieces = 2 },
        };

        // 100 jin are 50 kg: 2,000 yuan are 40 yuan a kilogram; this year 60 kg for 3,000 yuan are 50.
        await service.SellAsync(unit.UnitId, "2027-02-10", "20.00", goods: Pepper, quantity: "100");
        await service.SellAsync(unit.UnitId, "2028-01-10", "25.00", goods: Pepper, quantity: "80");
        await service.SellAsync(unit.UnitId, "2028-02-10", "25.00", goods: goods =>
            Pepper(goods) with { ProductName = "金阳青花椒（新包装）", ListingVersion = 4 }, quantity: "40");
        await service.SellAsync(unit.UnitId, "2028-02-11", "100.00", goods: Tea, quantity: "10");

        var report = await service.ReportAsync("categories?month=2028-02");

        Assert.Equal(("EastWest", "Province"), (report.GetProperty("header").Text("scheme"), report.GetProperty("header").Text("tier")));
        var products = report.List("rows");
        Assert.Equal([pepper, tea], products.Select(row => row.GetProperty("productId").GetGuid()));
        var first = products[0];
        Assert.Equal(
            ("金阳青花椒（新包装）", "农产品", "Spice"), (first.Text("product"), first.GetProperty("group").Text("zh"), first.Text("category")));
        Assert.Equal((3_000_00L, "75.00%", "0.060", "50.00", "kg"), (
            first.Fen("amount"), first.Percent("share"), first.Text("tonnes"), first.Text("averagePrice"), first.Text("pricedPer")));
        Assert.Equal(
            ("50.00%", "20.00%", "25.00%"), (first.Percent("amountGrowth"), first.Percent("quantityGrowth"), first.Percent("priceGrowth")));
        var second = products[1];
        Assert.Equal(("20", "50.00", "piece", "—"), (
            second.Text("pieces"), second.Text("averagePrice"), second.Text("pricedPer"), second.Percent("amountGrowth")));
        var totals = report.List("totals");
        Assert.Equal(
            ["Spice 300000", "Tea 100000"],
            totals.Where(total => !total.IsNull("category")).Select(total => $"{total.Text("category")} {total.Fen("amount")}"));
        Assert.Equal(
            ["Primary 75.00%", "Deep 25.00%"],
            totals.Where(total => !total.IsNull("level")).Select(total => $"{total.Text("level")} {total.Percent("share")}"));
        Assert.Equal((4_000_00L, "100.00%"), (totals[^1].Fen("amount"), totals[^1].Percent("share")));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_ranking_that_moves_between_two_pages_neither_repeats_nor_skips_a_product(Engine engine)
    {
        var clock = new FixedClock(Examples.Noon("2028-03-01"));
        await using var service = await SharedLedger.StartAsync(engine, clock);
        await service.PairAsync("F01");
        var unit = Examples.Unit("330211");
        await service.DeliverAsync(unit);
        Guid[] products = [.. Enumerable.Range(0, 3).Select(_ => Guid.CreateVersion7())];
        foreach (var (product, yuan) in products.Zip((string[])["300.00", "200.00", "100.00"]))
        {
            await service.SellAsync(unit.UnitId, "2028-02-10", yuan, goods: goods => goods with { ProductId = product });
        }

        var page = await service.ReportAsync("categories?month=2028-02&size=1");
        await service.SellAsync(unit.UnitId, "2028-02-11", "5000.00", goods: goods => goods with { ProductId = products[2] });
        var read = new List<Guid> { Assert.Single(page.List("rows")).GetProperty("productId").GetGuid() };
        while (page.GetProperty("next").GetString() is { } after)
        {
            page = await service.ReportAsync($"categories?month=2028-02&size=1&after={after}");
            read.Add(Assert.Single(page.List("rows")).GetProperty("productId").GetGuid());
            Assert.Equal(600_00, page.List("totals")[^1].Fen("amount"));
        }

        Assert.Equal(products, read);
        Assert.Equal(
            products[2], (await service.ReportAsync("categories?month=2028-02")).List("rows")[0].GetProperty("productId").GetGuid());
    }
}
