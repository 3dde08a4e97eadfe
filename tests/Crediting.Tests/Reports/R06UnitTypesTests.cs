using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Platform.Storage;
using Xunit;

namespace Marketplace.Crediting.Tests.Reports;

/// <summary>Who bought, with figures computed by hand (R6).</summary>
public sealed class R06UnitTypesTests
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Buyers_are_told_by_kind_with_average_orders_repeat_rate_and_new_units(Engine engine)
    {
        await using var service = await SharedLedger.StartAsync(engine);
        await service.PairAsync("F01", "F03");
        var (old, fresh) = (Examples.Unit("330211"), Examples.Unit("330211"));
        var hospital = Examples.Unit("330211") with { Kind = UnitKind.Hospital };
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

        var report = await service.ReportAsync("unit-types?month=2028-02&scheme=EastWest&tier=County");

        Assert.Equal(["School", "Hospital"], report.List("rows").Select(row => row.Text("kind")));
        var schools = report.List("rows")[0];
        Assert.Equal((2L, 1L, 4_000_00L, 3L), (
            schools.Number("activeUnits"), schools.Number("activeUnitsLastYear"), schools.Fen("amount"), schools.Number("orders")));
        Assert.Equal((1_333_33L, "50.00%", 1L, "40.00%", "700.00%"), (
            schools.Fen("averageOrder"), schools.Percent("repeatRate"), schools.Number("newUnits"), schools.Percent("share"),
            schools.Percent("amountGrowth")));
        var total = Assert.Single(report.List("totals"));
        Assert.Equal(
            (3L, 10_000_00L, 4L, 2L), (total.Number("activeUnits"), total.Fen("amount"), total.Number("orders"), total.Number("newUnits")));
    }
}
