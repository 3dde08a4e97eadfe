using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Platform.Storage;
using Xunit;

namespace Marketplace.Crediting.Tests.Reports;

/// <summary>Ending pairings over the sales of <see cref="ReportFixture"/> (R19).</summary>
public sealed class R19HandoverTests(ReportFixture world) : IClassFixture<ReportFixture>
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task An_ending_pairing_hands_over_suppliers_and_receivables(Engine engine)
    {
        var service = await world.OnAsync(engine);

        var report = await service.ReportAsync("handover?month=2021-05");

        Assert.Equal(
            ((string[])["F09", "F10"]).Select(name => FixturePairings.Id(name).ToString()).Order(), report.List("totals")
                .Select(total => total.Text("pairingId")).Order());
        var city = report.List("totals").Single(total => total.Text("pairingId") == FixturePairings.Id("F10").ToString());
        Assert.Equal(
            ("2021-03-31", "2021-06-30", 30L), (city.Text("lastDay"), city.Text("transitionUntil"), city.Number("transitionDaysLeft")));
        Assert.Equal((20_000_00L, 20_000_00L, 1L), (city.Fen("sales"), city.Fen("receivable"), city.Number("suppliers")));
        Assert.Equal((20_000_00L, 20_000_00L), (report.Row("F10").Fen("sales"), report.Row("F10").Fen("receivable")));
        Assert.Empty((await service.ReportAsync("handover?month=2024-02")).List("rows"));
    }
}
