using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Platform.Storage;
using Xunit;

namespace Marketplace.Crediting.Tests.Reports;

/// <summary>The ranking over the sales of <see cref="ReportFixture"/> (R3).</summary>
public sealed class R03CircularTests(ReportFixture world) : IClassFixture<ReportFixture>
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Counties_are_ranked_by_progress_and_show_all_their_sales(Engine engine)
    {
        var service = await world.OnAsync(engine);

        var rows = (await service.ReportAsync("circular?month=2024-02")).List("rows");

        var first = rows[0];
        Assert.Equal((1L, 0L, "513430"), (first.Number("rank"), first.Number("rankChange"), first.Text("countyRegionId")));
        Assert.Equal((9_500_00L, 3167L, 11_500_00L), (first.Fen("done"), first.BasisPoints("progress"), first.Fen("allSupport")));
        Assert.Equal("—", rows[1].Percent("progress"));
        Assert.Single(rows, row => row.Text("countyRegionId") == "510824");
        Assert.Equal("地区330211", Assert.Single(first.List("east")).Text("party"));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_ranking_is_paged_as_of_the_instant_of_its_first_page(Engine engine)
    {
        var service = await world.OnAsync(engine);
        var whole = (await service.ReportAsync("circular?month=2024-02")).List("rows").Select(row => row.Text("countyRegionId")).ToList();

        var read = new List<string>();
        for (string? after = ""; after is not null;)
        {
            var page = await service.ReportAsync($"circular?month=2024-02&size=1&after={after}");
            read.Add(Assert.Single(page.List("rows")).Text("countyRegionId"));
            after = page.GetProperty("next").GetString();
        }

        Assert.Equal(whole, read);
    }
}
