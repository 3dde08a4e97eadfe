using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Platform.Storage;
using Xunit;

namespace Marketplace.Crediting.Tests.Reports;

/// <summary>What counties sold, over the sales of <see cref="ReportFixture"/>.</summary>
public sealed class CountySalesTests(ReportFixture world) : IClassFixture<ReportFixture>
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task EC_74_A_county_shows_what_went_east_of_all_it_sold(Engine engine)
    {
        var service = await world.OnAsync(engine);

        var report = await service.ReportAsync("county-sales?month=2024-03");

        var row = Assert.Single(report.List("rows"));
        Assert.Equal(("513499", "金阳区"), (row.Text("countyCode"), row.Text("county")));
        Assert.Equal((8_000_00L, 3_000_00L, 8_000_00L), (row.Fen("total"), row.Fen("inProvince"), row.Fen("market")));
        Assert.Equal((5_000_00L, 0L), (row.Fen("elsewhere"), row.Fen("toEast")));
        Assert.Equal((19_500_00L, 11_500_00L), (row.Fen("yearToDate"), row.Fen("yearToDateToEast")));
        Assert.Equal(5897, row.BasisPoints("yearToDateShare"));
        var january = Assert.Single((await service.ReportAsync("county-sales?month=2024-01")).List("rows"));
        Assert.Equal((9_000_00L, 9_000_00L, 10_000L, 0L),
            (january.Fen("total"), january.Fen("toEast"), january.BasisPoints("share"), january.Fen("market")));
    }
}
