using System.Net;
using Marketplace.Contracts;
using Marketplace.Crediting.Reports;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Platform.Storage;
using Xunit;

namespace Marketplace.Crediting.Tests.Reports;

/// <summary>From a figure to its papers, over the sales of <see cref="ReportFixture"/> (R20).</summary>
public sealed class R20DrillDownTests(ReportFixture world) : IClassFixture<ReportFixture>
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_figure_leads_to_its_entries_and_their_papers(Engine engine)
    {
        var service = await world.OnAsync(engine);
        var pairing = FixturePairings.Id("F03");

        var february = await service.ReportAsync($"drill-down?holderId={pairing}&month=2024-02&n=1");
        var january = (await service.ReportAsync($"drill-down?holderId={pairing}&month=2024-01")).List("rows");

        var figure = february.List("totals")[^1];
        Assert.Equal(
            (-500_00L, -500_00L, 2L, 1L), (figure.Fen("figure"), figure.Fen("amount"), figure.Number("entries"), figure.Number("sampled")));
        Assert.True(figure.GetProperty("agrees").GetBoolean());
        Assert.Equal(["Large", "Medium", "Small"], february.List("totals").SkipLast(1).Select(total => total.Text("stratum")));
        var sampled = Assert.Single(february.List("rows"));
        Assert.Equal(("Return", -1_000_00L), (sampled.Text("type"), sampled.Fen("amount")));
        Assert.Equal("24512000000000000001", Assert.Single(Assert.Single(january).List("invoices")).Text("number"));
        Assert.True(january[0].GetProperty("isVerified").GetBoolean());
        foreach (var (region, number) in new[] { ("330211", "24512000000000000001"), ("513430", "****0001") })
        {
            var seen = await service.Client(Roles.Official, region: region, tier: "County")
                .GetJsonAsync($"/credits/reports/drill-down?holderId={pairing}&month=2024-01");
            Assert.Equal(number, Assert.Single(Assert.Single(seen.List("rows")).List("invoices")).Text("number"));
        }

        await service.Client(Roles.Official, region: "440304", tier: "County")
            .RefusedAsync($"/credits/reports/drill-down?holderId={pairing}&month=2024-02", HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData(0, 5, "")]
    [InlineData(3, 5, "0 1 2")]
    [InlineData(10, 5, "0 2 4 6 8")]
    [InlineData(7, 3, "0 2 4")]
    public void A_sample_is_spread_evenly_and_begins_with_the_largest(int count, int n, string places) =>
        Assert.Equal(places, string.Join(' ', R20DrillDown.Sample(count, n)));
}
