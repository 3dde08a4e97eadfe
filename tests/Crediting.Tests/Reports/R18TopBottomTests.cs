using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Platform.Storage;
using Xunit;

namespace Marketplace.Crediting.Tests.Reports;

/// <summary>First and last pairings over the sales of <see cref="ReportFixture"/> (R18).</summary>
public sealed class R18TopBottomTests(ReportFixture world) : IClassFixture<ReportFixture>
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_first_pairings_and_their_weight_are_told_by_scheme_and_tier(Engine engine)
    {
        var service = await world.OnAsync(engine);

        var report = await service.ReportAsync("top-bottom?month=2024-02");

        var county = report.Total("EastWest", "County");
        Assert.Equal((9_500_00L, "100.00%", 10_000L), (county.Fen("yearToDate"), county.Percent("top1"), county.Number("concentration")));
        var first = report.List("rows").First(row => row.Text("tier") == "County" && row.Text("scheme") == "EastWest");
        Assert.Equal(
            (FixturePairings.Id("F03").ToString(), "Top", 1L), (first.Text("pairingId"), first.Text("end"), first.Number("place")));
        var progress = await service.ReportAsync("top-bottom?month=2024-02&tier=County&scheme=EastWest&by=Progress");
        Assert.Single(progress.List("totals"));
        Assert.Equal("31.67%", Assert.Single(progress.List("rows")).Percent("progress"));
    }
}
