using System.Net;
using System.Text.Json;
using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Platform.Storage;
using Xunit;

namespace Marketplace.Crediting.Tests.Structure;

/// <summary>Modes, channels, goods and buyers, with figures reckoned by hand (R4 to R6).</summary>
public sealed class StructureReportTests
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Modes_and_channels_are_told_pairing_by_pairing(Engine engine)
    {
        await using var service = await SharedLedger.StartAsync(engine);
        await service.PairAsync("F01", "F02", "F03", "F04");
        var (unit, hall) = (Accepted.Unit("330211"), Guid.CreateVersion7());
        await service.DeliverAsync(unit);
        await service.DeliverAsync(Trading.Facilitator(hall, "330211"));
        await service.SellAsync(unit.UnitId, "2027-02-10", "2000.00");
        await service.SellAsync(unit.UnitId, "2027-05-10", "777.00");
        await service.SellAsync(unit.UnitId, "2028-01-10", "1000.00");
        await service.SellAsync(unit.UnitId, "2028-03-10", "3000.00", new OrderTerms { Channel = SalesChannel.Platform832 });
        await service.SellAsync(unit.UnitId, "2028-03-11", "6000.00", Trading.HelpedBy(hall, "2028-03-11"));
        await service.SellAsync(unit.UnitId, "2028-04-01", "50.00");

        var report = await service.Client(Roles.Auditor).GetJsonAsync("/credits/reports/mode-channel?month=2028-03&scheme=EastWest&tier=County");

        var row = Assert.Single(report.List("rows"));
        Assert.Equal((Paired.Id("F03"), "County", "330211", "513430"), (
            row.GetProperty("pairingId").GetGuid(), row.Text("tier"), row.GetProperty("east").Text("regionId"), row.GetProperty("west").Text("regionId")));
        var figures = row.GetProperty("figures");
        Assert.Equal((9_000_00L, 10_000_00L, 2_000_00L), (Fen(figures, "month"), Fen(figures, "yearToDate"), Fen(figures, "lastYear")));
        Assert.Equal("400.00%", figures.GetProperty("yearOnYear").Text("percent"));
        var direct = figures.GetProperty("direct");
        Assert.Equal((4_000_00L, "40.00%", "100.00%"), (Fen(direct, "amount"), direct.GetProperty("share").Text("percent"), direct.GetProperty("yearOnYear").Text("percent")));
        var assisted = figures.GetProperty("assisted");
        Assert.Equal((6_000_00L, "60.00%", "—"), (Fen(assisted, "amount"), assisted.GetProperty("share").Text("percent"), assisted.GetProperty("yearOnYear").Text("percent")));
        Assert.Equal(
            ["PlatformOrder 100000 0", "Platform832 300000 0", "SpecialHall 0 600000"],
            figures.List("channels").Select(one => $"{one.Text("channel")} {Fen(one, "direct")} {Fen(one, "assisted")}"));
        var all = await service.Client(Roles.Auditor).GetJsonAsync("/credits/reports/mode-channel?month=2028-03&size=1");
        Assert.Equal(["Province", "City", "County"], all.List("totals").Select(total => total.Text("tier")));
        Assert.NotEqual(JsonValueKind.Null, all.GetProperty("next").ValueKind);
        var second = await service.Client(Roles.Auditor).GetJsonAsync($"/credits/reports/mode-channel?month=2028-03&size=1&after={all.Text("next")}");
        Assert.Equal("City", Assert.Single(second.List("rows")).Text("tier"));
        var header = report.GetProperty("header");
        Assert.Equal(("R4", "AsPosted", "Recognised", "2028-01"), (header.Text("report"), header.Text("view"), header.Text("measure"), header.Text("from")));
        Assert.True(header.GetProperty("projectedThrough").GetProperty("isComplete").GetBoolean());
        Assert.Equal(18, header.GetProperty("projectedThrough").Number("entryNo"));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Officials_see_what_has_a_side_in_their_region_and_the_same_numbers_on_both_sides(Engine engine)
    {
        await using var service = await SharedLedger.StartAsync(engine);
        await service.PairAsync("F01", "F03", "F05", "F06");
        var (ningbo, hangzhou) = (Accepted.Unit("330211"), Accepted.Unit("330110"));
        await service.DeliverAsync(ningbo);
        await service.DeliverAsync(hangzhou);
        await service.SellAsync(ningbo.UnitId, "2028-01-10", "100.00");
        await service.SellAsync(hangzhou.UnitId, "2028-01-10", "900.00", origin: "510824");

        const string Path = "/credits/reports/mode-channel?month=2028-01";
        var west = await service.Client(Roles.Official, region: "513430", tier: "County").GetJsonAsync(Path);
        var east = await service.Client(Roles.Official, region: "330211", tier: "County").GetJsonAsync(Path);
        var other = await service.Client(Roles.Official, region: "440000", tier: "Province").GetJsonAsync(Path);

        Assert.Equal(100_00, Fen(Assert.Single(west.List("rows")).GetProperty("figures"), "yearToDate"));
        Assert.Equal(west.GetProperty("rows").GetRawText(), east.GetProperty("rows").GetRawText());
        Assert.Empty(other.List("rows"));
        Assert.Equal(
            ("parameter_invalid", "schemes"), await service.Client(Roles.Auditor).RefusedAsync($"{Path}&schemes=EastWest,Quota", HttpStatusCode.BadRequest));
        Assert.Equal(
            "pairing_not_found",
            (await service.Client(Roles.Official, region: "440000", tier: "Province").RefusedAsync($"{Path}&pairingId={Paired.Id("F03")}", HttpStatusCode.NotFound)).Code);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Goods_are_told_by_category_level_and_product_with_prices_and_growth(Engine engine)
    {
        await using var service = await SharedLedger.StartAsync(engine);
        await service.PairAsync("F01");
        var unit = Accepted.Unit("330211");
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
        await service.SellAsync(unit.UnitId, "2028-02-10", "25.00", goods: goods => Pepper(goods) with { ProductName = "金阳青花椒（新包装）", ListingVersion = 4 }, quantity: "40");
        await service.SellAsync(unit.UnitId, "2028-02-11", "100.00", goods: Tea, quantity: "10");

        var report = await service.Client(Roles.Auditor).GetJsonAsync("/credits/reports/categories?month=2028-02");

        Assert.Equal(("EastWest", "Province"), (report.GetProperty("header").Text("scheme"), report.GetProperty("header").Text("tier")));
        Assert.Equal(4_000_00, Fen(report.GetProperty("total"), "amount"));
        var products = report.List("products");
        Assert.Equal([pepper, tea], products.Select(one => one.GetProperty("productId").GetGuid()));
        var first = products[0].GetProperty("figures");
        Assert.Equal(("金阳青花椒（新包装）", "农产品", "Spice"), (products[0].Text("name"), products[0].GetProperty("group").Text("zh"), products[0].Text("category")));
        Assert.Equal((3_000_00L, "75.00%", "0.060", "50.00", "kg"), (
            Fen(first, "amount"), first.GetProperty("share").Text("percent"), first.Text("tonnes"), first.Text("averagePrice"), first.Text("pricedPer")));
        Assert.Equal(("50.00%", "20.00%", "25.00%"), (
            first.GetProperty("amountGrowth").Text("percent"), first.GetProperty("quantityGrowth").Text("percent"), first.GetProperty("priceGrowth").Text("percent")));
        var second = products[1].GetProperty("figures");
        Assert.Equal(("20", "50.00", "piece", "—"), (
            second.Text("pieces"), second.Text("averagePrice"), second.Text("pricedPer"), second.GetProperty("amountGrowth").Text("percent")));
        Assert.Equal(
            ["Primary 75.00%", "Deep 25.00%"],
            report.List("levels").Select(one => $"{one.Text("level")} {one.GetProperty("figures").GetProperty("share").Text("percent")}"));
        Assert.Equal(["Spice 300000", "Tea 100000"], report.List("categories").Select(one => $"{one.Text("category")} {Fen(one.GetProperty("figures"), "amount")}"));
        var page = await service.Client(Roles.Auditor).GetJsonAsync("/credits/reports/categories?month=2028-02&size=1");
        var next = await service.Client(Roles.Auditor).GetJsonAsync($"/credits/reports/categories?month=2028-02&size=1&after={page.Text("next")}");
        Assert.Equal(tea, Assert.Single(next.List("products")).GetProperty("productId").GetGuid());
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Buyers_are_told_by_kind_with_average_orders_repeat_rate_and_new_units(Engine engine)
    {
        await using var service = await SharedLedger.StartAsync(engine);
        await service.PairAsync("F01", "F03");
        var (old, fresh) = (Accepted.Unit("330211"), Accepted.Unit("330211"));
        var hospital = Accepted.Unit("330211") with { Kind = UnitKind.Hospital };
        foreach (var unit in (UnitPublished[])[old, fresh, hospital])
        {
            await service.DeliverAsync(unit);
        }

        var order = Guid.CreateVersion7();
        await service.SellAsync(old.UnitId, "2027-02-10", "500.00");
        await service.SellAsync(old.UnitId, "2028-01-10", "1000.00", orderId: order);
        await service.SellAsync(old.UnitId, "2028-02-10", "1000.00", orderId: order);
        await service.SellAsync(old.UnitId, "2028-02-11", "1000.00");
        await service.SellAsync(fresh.UnitId, "2028-02-12", "1000.00");
        await service.SellAsync(hospital.UnitId, "2028-02-12", "6000.00");

        var report = await service.Client(Roles.Auditor).GetJsonAsync("/credits/reports/unit-types?month=2028-02&scheme=EastWest&tier=County");

        Assert.Equal(["School", "Hospital"], report.List("rows").Select(row => row.Text("kind")));
        var schools = report.List("rows")[0].GetProperty("figures");
        Assert.Equal((2L, 1L, 4_000_00L, 3L), (schools.Number("activeUnits"), schools.Number("activeUnitsLastYear"), Fen(schools, "amount"), schools.Number("orders")));
        Assert.Equal((1_333_33L, "50.00%", 1L, "40.00%", "700.00%"), (
            Fen(schools, "averageOrder"), schools.GetProperty("repeatRate").Text("percent"), schools.Number("newUnits"),
            schools.GetProperty("share").Text("percent"), schools.GetProperty("amountGrowth").Text("percent")));
        var total = report.GetProperty("total");
        Assert.Equal((3L, 10_000_00L, 4L, 2L), (total.Number("activeUnits"), Fen(total, "amount"), total.Number("orders"), total.Number("newUnits")));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Reports_come_as_files_too(Engine engine)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var service = await SharedLedger.StartAsync(engine);
        await service.DeliverAsync(Trading.Regions(Trading.Region("513430", RegionLevel.County), Trading.Region("330211", RegionLevel.County)));
        await service.PairAsync("F01", "F03");
        var unit = Accepted.Unit("330211");
        await service.DeliverAsync(unit);
        await service.SellAsync(unit.UnitId, "2028-01-10", "1234.00");

        foreach (var path in (string[])
            ["mode-channel", "categories", "unit-types", "designated-units", "quota?region=330211", "dependence?region=513430", "dependence?region=513430&by=Product"])
        {
            var address = $"/credits/reports/{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}month=2028-01";
            using var csv = await service.Client(Roles.Auditor).GetAsync(new Uri($"{address}&format=csv", UriKind.Relative), ct);
            Assert.True(csv.IsSuccessStatusCode, $"{path}: {await csv.Content.ReadAsStringAsync(ct)}");
            Assert.Contains("口径", await csv.Content.ReadAsStringAsync(ct), StringComparison.Ordinal);
            using var xlsx = await service.Client(Roles.Auditor).GetAsync(new Uri($"{address}&format=xlsx", UriKind.Relative), ct);
            Assert.Equal("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", xlsx.Content.Headers.ContentType?.MediaType);
        }
    }

    internal static long Fen(JsonElement element, string name) => element.GetProperty(name).Number("fen");
}
