using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Platform.Storage;
using Xunit;

namespace Marketplace.Crediting.Tests.Reports;

/// <summary>Units that pairings designate, from the largest amount down (R7).</summary>
public sealed class R07PairingDesignatedUnitsTests
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Units_are_listed_from_the_largest_amount_down_page_by_page(Engine engine)
    {
        await using var service = await SharedLedger.StartAsync(engine);
        await service.PairAsync("F01");
        var units = Enumerable.Range(0, 3).Select(_ => Examples.Unit("330211", isDesignated: true)).ToList();
        foreach (var (unit, yuan) in units.Zip((string[])["100.00", "300.00", "200.00"]))
        {
            await service.DeliverAsync(unit);
            await service.SellAsync(unit.UnitId, "2028-02-12", yuan);
        }

        var read = new List<Guid>();
        for (string? after = ""; after is not null;)
        {
            var page = await service.ReportAsync($"pairing-designated-units?month=2028-02&size=2&after={after}");
            read.AddRange(page.List("rows").Select(row => row.GetProperty("unitId").GetGuid()));
            Assert.Equal((3L, 600_00L), (page.List("totals")[0].Number("units"), page.List("totals")[0].Fen("amount")));
            after = page.GetProperty("next").GetString();
        }

        Assert.Equal([units[1].UnitId, units[2].UnitId, units[0].UnitId], read);
        Assert.Empty((await service.ReportAsync("pairing-designated-units?month=2028-02", "440304")).List("rows"));
    }
}
