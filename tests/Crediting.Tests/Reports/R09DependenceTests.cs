using System.Net;
using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Platform.Storage;
using Xunit;

namespace Marketplace.Crediting.Tests.Reports;

/// <summary>How much policy drives (R9).</summary>
public sealed class R09DependenceTests
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task EC_75_Dependence_counts_each_share_once_whatever_it_was_credited_to(Engine engine)
    {
        await using var service = await SharedLedger.StartAsync(engine);
        await service.DeliverAsync(SalesScenario.Regions(
            SalesScenario.Region("513430", RegionLevel.County, "2014-01-01"), SalesScenario.Region("510000", RegionLevel.Province),
            SalesScenario.Region("330211", RegionLevel.County)));
        await service.PairAsync("F01", "F02", "F03");
        var paired = Examples.Unit("330211") with { BudgetLevel = BudgetLevel.County };
        var quota = Examples.Unit("310107") with { BudgetLevel = BudgetLevel.County };
        var designated = Examples.Unit("310107");
        var market = Examples.Unit("310107");
        foreach (var unit in (UnitPublished[])[paired, quota, designated, market])
        {
            await service.DeliverAsync(unit);
        }

        await service.DeliverAsync(new DesignationPublished
        {
            DesignationId = Guid.CreateVersion7(),
            Version = 1,
            UnitId = designated.UnitId,
            UnitName = "央企甲",
            CountyPath = Places.Path("513430"),
            CountyName = "金阳",
            ValidFrom = new DateOnly(2016, 1, 1),
        });
        var (cooperative, product, other) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        GoodsFacts Of(GoodsFacts goods) => goods with { SupplierId = cooperative, SupplierName = "金阳合作社", ProductId = product };
        await service.SellAsync(paired.UnitId, "2028-02-10", "100.00", goods: Of, quantity: "5000");
        await service.SellAsync(quota.UnitId, "2028-03-10", "100.00", goods: Of, quantity: "2000", delivered: "310107");
        await service.SellAsync(designated.UnitId, "2028-03-11", "100.00", goods: Of, quantity: "1500", delivered: "310107");
        await service.SellAsync(market.UnitId, "2028-06-01", "100.00", goods: goods =>
            Of(goods) with { ProductId = other }, quantity: "1500", delivered: "310107");
        await service.SellAsync(market.UnitId, "2027-06-30", "900.00", goods: Of, delivered: "310107");
        await service.SellAsync(
            market.UnitId, "2028-06-01", "9999.00", goods: goods => Of(goods) with { Charge = ChargeKind.Freight }, delivered: "310107");

        var report = await service.Client(Roles.Official, region: "513430", tier: "County")
            .GetJsonAsync("/credits/reports/dependence?month=2028-06&by=Supplier");

        var row = Assert.Single(report.List("rows"));
        Assert.Equal((cooperative, "金阳合作社"), (row.GetProperty("supplierId").GetGuid(), row.Text("supplier")));
        Assert.Equal((1_000_000_00L, 850_000_00L, 150_000_00L), (row.Fen("total"), row.Fen("policy"), row.Fen("market")));
        Assert.Equal((8_500L, "85.00%", "Red"), (row.BasisPoints("ratio"), row.Percent("ratio"), row.Text("level")));
        Assert.Equal((4L, "50.00%", "85.00%", 3_350L), (
            row.Number("buyers"), row.Percent("topBuyer"), row.Percent("topThreeBuyers"), row.Number("concentration")));
        Assert.Equal((575_000_00L, "42.50%"), (row.Fen("stressed"), row.Percent("fall")));
        Assert.Equal(
            ["2026Q3 —", "2026Q4 —", "2027Q1 —", "2027Q2 0.00%", "2027Q3 —", "2027Q4 —", "2028Q1 100.00%", "2028Q2 0.00%"],
            row.List("trend").Select(quarter => $"{quarter.Text("quarter")} {quarter.Percent("ratio")}"));
        var total = Assert.Single(report.List("totals"));
        foreach (var figure in (string[])["total", "policy", "market", "ratio", "level", "buyers", "topBuyer", "concentration", "stressed"])
        {
            Assert.Equal(row.GetProperty(figure).GetRawText(), total.GetProperty(figure).GetRawText());
        }

        // By county the same; by product each by itself, at the same price a kilogram.
        var county = Assert.Single((await service.ReportAsync("dependence?month=2028-06&region=510000")).List("rows"));
        Assert.Equal(("513430", "地区513430", "85.00%"), (county.Text("countyRegionId"), county.Text("county"), county.Percent("ratio")));
        var products = await service.ReportAsync("dependence?month=2028-06&region=513430&by=Product", "330211");
        Assert.Equal(
            ["1 100.00% 0.00%", "2 0.00% 0.00%"],
            products.List("rows").Select(listed => $"{listed.Number("rank")} {listed.Percent("ratio")} {listed.Percent("premium")}")
                .Order());
        var pages = new List<string>();
        for (string? after = ""; after is not null;)
        {
            var page = await service.ReportAsync($"dependence?month=2028-06&region=513430&by=Product&size=1&after={after}");
            pages.Add(Assert.Single(page.List("rows")).Text("productId"));
            after = page.GetProperty("next").GetString();
        }

        Assert.Equal(products.List("rows").Select(listed => listed.Text("productId")), pages);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task EC_09_Goods_that_stay_in_their_province_are_market_sales_of_the_county(Engine engine)
    {
        await using var service = await SharedLedger.StartAsync(engine);
        await service.DeliverAsync(
            SalesScenario.Regions(
                SalesScenario.Region("520000", RegionLevel.Province), SalesScenario.Region("520628", RegionLevel.County)));
        await service.PairAsync("F11", "F18");
        var unit = Examples.Unit("441900");
        await service.DeliverAsync(unit);
        await service.SellAsync(unit.UnitId, "2028-02-10", "3000.00", origin: "520628", delivered: "520100");

        var report = await service.Client(Roles.Official, region: "520000", tier: "Province")
            .GetJsonAsync("/credits/reports/dependence?month=2028-06");

        var row = Assert.Single(report.List("rows"));
        Assert.Equal(("520628", 3_000_00L, 0L, 3_000_00L), (
            row.Text("countyRegionId"), row.Fen("total"), row.Fen("policy"), row.Fen("market")));
        Assert.Empty((await service.Client(Roles.Auditor).GetJsonAsync("/credits/reports/mode-channel?month=2028-06")).List("rows"));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Others_than_officials_of_the_region_and_its_partners_are_refused(Engine engine)
    {
        await using var service = await SharedLedger.StartAsync(engine);
        await service.DeliverAsync(SalesScenario.Regions(SalesScenario.Region("513430", RegionLevel.County)));
        await service.PairAsync("F03");

        const string Path = "/credits/reports/dependence?month=2028-06";
        Assert.Equal("not_your_region", (await service.Client(Roles.Official, region: "440000", tier: "Province")
            .RefusedAsync($"{Path}&region=513430", HttpStatusCode.Forbidden)).Code);
        Assert.Equal("not_your_region", (await service.Client(Roles.Official, region: "330211", tier: "County")
            .RefusedAsync($"{Path}&region=513430&by=Supplier", HttpStatusCode.Forbidden)).Code);
        Assert.Empty(
            (await service.Client(Roles.Official, region: "330211", tier: "County").GetJsonAsync($"{Path}&region=513430")).List("rows"));
        Assert.Equal(("region_required", "region"), await service.Client(Roles.Auditor).RefusedAsync(Path, HttpStatusCode.BadRequest));
    }
}
