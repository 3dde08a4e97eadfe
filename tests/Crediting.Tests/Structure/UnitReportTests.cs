using System.Net;
using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Platform.Storage;
using Xunit;
using static Marketplace.Crediting.Tests.Structure.StructureReportTests;

namespace Marketplace.Crediting.Tests.Structure;

/// <summary>What units did: designated ones, and those with a quota (R7 and CR-10, R8 and CR-11).</summary>
public sealed class UnitReportTests
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Designated_units_are_told_with_the_units_below_them(Engine engine)
    {
        await using var service = await SharedLedger.StartAsync(engine);
        var above = Accepted.Unit("110109", isCentral: true);
        var below = Accepted.Unit("330211", isCentral: true) with { ParentId = above.UnitId };
        var idle = Accepted.Unit("330211", isCentral: true) with { ParentId = below.UnitId };
        var flagged = Accepted.Unit("330211", isDesignated: true);
        var dealer = Accepted.Unit("330211");
        var hall = Guid.CreateVersion7();
        foreach (var unit in (UnitPublished[])[above, below, idle, flagged, dealer])
        {
            await service.DeliverAsync(unit);
        }

        var designation = new DesignationPublished
        {
            DesignationId = Guid.CreateVersion7(),
            Version = 1,
            UnitId = above.UnitId,
            UnitName = "央企甲",
            CountyPath = Places.Path("150125"),
            CountyName = "武川",
            ValidFrom = new DateOnly(2016, 1, 1),
        };
        await service.PairAsync("F01");
        await service.DeliverAsync(designation);
        await service.DeliverAsync(Trading.Facilitator(hall, "110109", above.UnitId));
        await service.DeliverAsync(Trading.Target(designation.DesignationId, 2028, 100_000, TargetMeasure.Buy));
        await service.DeliverAsync(Trading.Target(designation.DesignationId, 2028, 50_000, TargetMeasure.HelpSell));
        await service.SellAsync(above.UnitId, "2028-01-10", "20000.00", origin: "150125");
        await service.SellAsync(below.UnitId, "2028-02-10", "30000.00", origin: "150125");
        await service.SellAsync(dealer.UnitId, "2028-02-11", "10000.00", Trading.HelpedBy(hall, "2028-02-11"), origin: "150125");
        await service.SellAsync(flagged.UnitId, "2028-02-12", "5000.00");

        var report = await service.Client(Roles.Auditor).GetJsonAsync("/credits/reports/designated-units?month=2028-02");

        var row = Assert.Single(report.List("rows"));
        Assert.Equal(("央企甲", "150125", 2L, 1L, 20_000_00L), (
            row.Text("unitName"), row.GetProperty("county").Text("regionId"), row.Number("subordinates"), row.Number("subordinatesThatBought"), Fen(row, "ownPurchases")));
        var figures = row.GetProperty("figures");
        Assert.Equal((100_000_00L, 50_000_00L, "50.00%"), (
            Fen(figures.GetProperty("buy"), "target"), Fen(figures.GetProperty("buy"), "done"), figures.GetProperty("buy").GetProperty("progress").Text("percent")));
        Assert.Equal((10_000_00L, "20.00%"), (Fen(figures.GetProperty("helpSell"), "done"), figures.GetProperty("helpSell").GetProperty("progress").Text("percent")));
        Assert.Equal("40.00%", figures.GetProperty("both").GetProperty("progress").Text("percent"));
        var flag = Assert.Single(report.List("pairingDesignated"));
        Assert.Equal((flagged.UnitId, 5_000_00L), (flag.GetProperty("unitId").GetGuid(), Fen(flag, "amount")));

        // Both sides see it, others don't.
        Assert.Single((await service.Client(Roles.Official, region: "110000", tier: "Province").GetJsonAsync("/credits/reports/designated-units?month=2028-02")).List("rows"));
        Assert.Single((await service.Client(Roles.Official, region: "150125", tier: "County").GetJsonAsync("/credits/reports/designated-units?month=2028-02")).List("rows"));
        Assert.Empty((await service.Client(Roles.Official, region: "440000", tier: "Province").GetJsonAsync("/credits/reports/designated-units?month=2028-02")).List("rows"));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task EC_34_EC_35_A_shared_canteen_is_its_representatives_and_no_canteen_has_no_ratio(Engine engine)
    {
        await using var service = await SharedLedger.StartAsync(engine);
        await service.DeliverAsync(Trading.Regions(Trading.Region("513430", RegionLevel.County, "2014-01-01"), Trading.Region("330211", RegionLevel.County)));
        var a = Budgeted("甲局", null);
        a = a with { Canteens = [Canteen(CanteenKind.Shared, a.UnitId)] };
        var b = Budgeted("乙局", [Canteen(CanteenKind.Shared, a.UnitId)]);
        var c = Budgeted("丙局", [Canteen(CanteenKind.Shared, a.UnitId)]);
        var none = Budgeted("丁局", [Canteen(CanteenKind.None, null)]);
        var union = Accepted.Unit("330211") with { Name = "丁局工会", Kind = UnitKind.TradeUnion, ParentId = none.UnitId };
        var late = Budgeted("戊局", [Canteen(CanteenKind.Own, null)]);
        foreach (var unit in (UnitPublished[])[a, b, c, none, union, late])
        {
            await service.DeliverAsync(unit);
        }

        await service.DeliverAsync(Plan(a, planned: 100_000, reserved: 10_000));
        await service.SellAsync(a.UnitId, "2028-01-10", "3000.00");
        await service.SellAsync(b.UnitId, "2028-01-11", "1500.00");
        await service.SellAsync(a.UnitId, "2028-02-11", "500.00", Trading.Staff);
        await service.SellAsync(union.UnitId, "2028-02-12", "10000.00");
        await service.SellAsync(late.UnitId, "2028-02-13", "70.00");

        var report = await service.Client(Roles.Official, region: "330211", tier: "County").GetJsonAsync("/credits/reports/quota?month=2028-03");

        var rows = report.List("rows").ToDictionary(row => row.Text("unitName"));
        Assert.Equal(["丁局", "丙局", "乙局", "戊局", "甲局"], rows.Keys.Order(StringComparer.Ordinal));
        Assert.Equal((10_000_00L, "10.00%", 5_000_00L, "50.00%"), (
            Fen(rows["甲局"], "reserved"), rows["甲局"].GetProperty("reservedRatio").Text("percent"), Fen(rows["甲局"], "executed"), rows["甲局"].GetProperty("execution").Text("percent")));
        Assert.Equal((500_00L, 0L), (Fen(rows["甲局"], "staff"), Fen(rows["甲局"], "union")));
        foreach (var sharing in (string[])["乙局", "丙局"])
        {
            Assert.Equal(("SharedWithAnother", "与甲局共用"), (rows[sharing].Text("state"), rows[sharing].GetProperty("stateWords").Text("zh")));
            Assert.Equal(System.Text.Json.JsonValueKind.Null, rows[sharing].GetProperty("executed").ValueKind);
        }

        Assert.Equal(("NoCanteen", "不适用 n/a", "不适用 n/a", 10_000_00L, 10_000_00L), (
            rows["丁局"].Text("state"), rows["丁局"].GetProperty("reservedRatio").Text("percent"), rows["丁局"].GetProperty("execution").Text("percent"),
            Fen(rows["丁局"], "executed"), Fen(rows["丁局"], "union")));
        Assert.Equal("戊局", Assert.Single(report.List("notFiled")).Text("unitName"));
        var total = report.GetProperty("total");
        Assert.Equal((5L, 1L, 15_070_00L, "50.00%"), (
            total.Number("units"), total.Number("filed"), Fen(total, "executed"), total.GetProperty("execution").Text("percent")));
        Assert.Equal("宁波市镇海区财政局", Assert.Single(report.List("divisions")).Text("financeDivision"));
        Assert.Equal(
            ("region_required", "region"), await service.Client(Roles.Auditor).RefusedAsync("/credits/reports/quota?month=2028-03", HttpStatusCode.BadRequest));

        // Quotas by channel are listed by county of origin.
        var channels = await service.Client(Roles.Auditor).GetJsonAsync("/credits/reports/mode-channel?month=2028-03&scheme=Quota");
        Assert.Equal(15_070_00, Fen(Assert.Single(channels.List("rows")).GetProperty("figures"), "yearToDate"));
    }

    static UnitPublished Budgeted(string name, IReadOnlyList<UnitPublished.CanteenState>? canteens) => Accepted.Unit("330211") with
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
