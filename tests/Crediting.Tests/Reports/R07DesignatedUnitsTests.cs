using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Platform.Storage;
using Xunit;

namespace Marketplace.Crediting.Tests.Reports;

/// <summary>What designated units did, and those that are designated by a pairing (R7, CR-10).</summary>
public sealed class R07DesignatedUnitsTests
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Designated_units_are_told_with_the_units_below_them(Engine engine)
    {
        await using var service = await SharedLedger.StartAsync(engine);
        var above = Examples.Unit("110109", isCentral: true);
        var below = Examples.Unit("330211", isCentral: true) with { ParentId = above.UnitId };
        var idle = Examples.Unit("330211", isCentral: true) with { ParentId = below.UnitId };
        var flagged = Examples.Unit("330211", isDesignated: true);
        var dealer = Examples.Unit("330211");
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
        await service.DeliverAsync(SalesScenario.Facilitator(hall, "110109", above.UnitId));
        await service.DeliverAsync(SalesScenario.Target(designation.DesignationId, 2028, 100_000, TargetMeasure.Buy));
        await service.DeliverAsync(SalesScenario.Target(designation.DesignationId, 2028, 50_000, TargetMeasure.HelpSell));
        await service.SellAsync(above.UnitId, "2028-01-10", "20000.00", origin: "150125");
        await service.SellAsync(below.UnitId, "2028-02-10", "30000.00", origin: "150125");
        await service.SellAsync(dealer.UnitId, "2028-02-11", "10000.00", SalesScenario.HelpedBy(hall, "2028-02-11"), origin: "150125");
        await service.SellAsync(flagged.UnitId, "2028-02-12", "5000.00");

        var report = await service.ReportAsync("designated-units?month=2028-02");

        var row = Assert.Single(report.List("rows"));
        Assert.Equal(("央企甲", "150125", 2L, 1L, 20_000_00L), (
            row.Text("unit"), row.Text("countyRegionId"), row.Number("subordinates"), row.Number("subordinatesThatBought"),
            row.Fen("own")));
        Assert.Equal((100_000_00L, 50_000_00L, "50.00%"), (row.Fen("buyTarget"), row.Fen("bought"), row.Percent("buyProgress")));
        Assert.Equal((10_000_00L, "20.00%"), (row.Fen("helped"), row.Percent("helpProgress")));
        Assert.Equal("40.00%", row.Percent("progress"));
        Assert.Equal((150_000_00L, 60_000_00L), (Assert.Single(report.List("totals")).Fen("target"), report.List("totals")[0].Fen("done")));
        var marked = await service.ReportAsync("pairing-designated-units?month=2028-02");
        var flag = Assert.Single(marked.List("rows"));
        Assert.Equal((flagged.UnitId, 5_000_00L, 1L), (flag.GetProperty("unitId").GetGuid(), flag.Fen("amount"), flag.Number("orders")));
        Assert.Equal((1L, 5_000_00L), (marked.List("totals")[0].Number("units"), marked.List("totals")[0].Fen("amount")));

        // Both sides see it, others don't.
        foreach (var (region, tier, rows) in (
            (string, string, int)[])[("110000", "Province", 1), ("150125", "County", 1), ("440000", "Province", 0)])
        {
            var seen = await service.Client(Roles.Official, region: region, tier: tier)
                .GetJsonAsync("/credits/reports/designated-units?month=2028-02");
            Assert.Equal(rows, seen.List("rows").Length);
        }
    }
}
