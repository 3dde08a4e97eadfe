using System.Net;
using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Platform.Storage;
using Xunit;

namespace Marketplace.Crediting.Tests.Reports;

/// <summary>What units reserved and executed (R8, CR-11).</summary>
public sealed class R08QuotaTests
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task EC_34_EC_35_A_shared_canteen_is_its_representatives_and_no_canteen_has_no_ratio(Engine engine)
    {
        await using var service = await SharedLedger.StartAsync(engine);
        await service.DeliverAsync(
            SalesScenario.Regions(
                SalesScenario.Region("513430", RegionLevel.County, "2014-01-01"), SalesScenario.Region("330211", RegionLevel.County)));
        var a = Budgeted("甲局", null);
        a = a with { Canteens = [Canteen(CanteenKind.Shared, a.UnitId)] };
        var b = Budgeted("乙局", [Canteen(CanteenKind.Shared, a.UnitId)]);
        var c = Budgeted("丙局", [Canteen(CanteenKind.Shared, a.UnitId)]);
        var none = Budgeted("丁局", [Canteen(CanteenKind.None, null)]);
        var union = Examples.Unit("330211") with { Name = "丁局工会", Kind = UnitKind.TradeUnion, ParentId = none.UnitId };
        var late = Budgeted("戊局", [Canteen(CanteenKind.Own, null)]);
        foreach (var unit in (UnitPublished[])[a, b, c, none, union, late])
        {
            await service.DeliverAsync(unit);
        }

        await service.DeliverAsync(Plan(a, planned: 100_000, reserved: 10_000));
        await service.SellAsync(a.UnitId, "2028-01-10", "3000.00");
        await service.SellAsync(b.UnitId, "2028-01-11", "1500.00");
        await service.SellAsync(a.UnitId, "2028-02-11", "500.00", SalesScenario.Staff);
        await service.SellAsync(union.UnitId, "2028-02-12", "10000.00");
        await service.SellAsync(late.UnitId, "2028-02-13", "70.00");

        var report = await service.ReportAsync("quota?month=2028-03", "330211");

        var rows = report.List("rows").ToDictionary(row => row.Text("unit"));
        Assert.Equal(["丁局", "丙局", "乙局", "戊局", "甲局"], rows.Keys.Order(StringComparer.Ordinal));
        var filed = rows["甲局"];
        Assert.Equal((10_000_00L, "10.00%", 5_000_00L, "50.00%"), (
            filed.Fen("reserved"), filed.Percent("reservedRatio"), filed.Fen("executed"), filed.Percent("ratio")));
        Assert.Equal((500_00L, 0L), (filed.Fen("staff"), filed.Fen("union")));
        foreach (var sharing in (string[])["乙局", "丙局"])
        {
            Assert.Equal(("SharedWithAnother", "甲局"), (rows[sharing].Text("state"), rows[sharing].Text("sharedWith")));
            Assert.True(rows[sharing].IsNull("executed"));
        }

        Assert.Equal(("NoCanteen", "不适用 n/a", "不适用 n/a", 10_000_00L, 10_000_00L), (
            rows["丁局"].Text("state"), rows["丁局"].Percent("reservedRatio"), rows["丁局"].Percent("ratio"), rows["丁局"].Fen("executed"),
            rows["丁局"].Fen("union")));
        var missing = await service.ReportAsync("quota?month=2028-03&state=NotFiled", "330211");
        Assert.Equal("戊局", Assert.Single(missing.List("rows")).Text("unit"));
        var total = report.List("totals")[^1];
        Assert.Equal((5L, 1L, 1L, 15_070_00L, "50.00%"), (
            total.Number("units"), total.Number("filed"), total.Number("notFiled"), total.Fen("executed"), total.Percent("ratio")));
        Assert.Equal("宁波市镇海区财政局", Assert.Single(report.List("totals").SkipLast(1)).Text("division"));
        Assert.Equal(
            ("region_required", "region"), await service.Client(Roles.Auditor)
                .RefusedAsync("/credits/reports/quota?month=2028-03", HttpStatusCode.BadRequest));

        // Quotas by channel are listed by county of origin.
        var channels = await service.ReportAsync("mode-channel?month=2028-03&scheme=Quota");
        Assert.Equal(15_070_00, Assert.Single(channels.List("rows")).Fen("yearToDate"));
    }

    static UnitPublished Budgeted(string name, IReadOnlyList<UnitPublished.CanteenState>? canteens) => Examples.Unit("330211") with
    {
        Name = name,
        Kind = UnitKind.GovernmentOrgan,
        BudgetLevel = BudgetLevel.County,
        FinanceDivision = "宁波市镇海区财政局",
        Department = "区直机关",
        Canteens = canteens,
    };

    static UnitPublished.CanteenState Canteen(CanteenKind kind, Guid? representative) =>
        new() { Kind = kind, RepresentativeUnitId = representative, ValidFrom = new DateOnly(2020, 1, 1) };

    static QuotaPlanPublished Plan(UnitPublished unit, long planned, long reserved) => new()
    {
        QuotaPlanId = Guid.CreateVersion7(),
        Version = 1,
        UnitId = unit.UnitId,
        UnitName = unit.Name,
        Year = 2028,
        PlannedFen = planned * 100,
        ReservedFen = reserved * 100,
    };
}
