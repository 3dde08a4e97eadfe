using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Platform.Storage;
using Xunit;

namespace Marketplace.Crediting.Tests.Reports;

/// <summary>The one total over all schemes, over the sales of <see cref="ReportFixture"/> (CR-13).</summary>
public sealed class DeduplicatedTotalTests(ReportFixture world) : IClassFixture<ReportFixture>
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_deduplicated_total_counts_each_sale_once(Engine engine)
    {
        var service = await world.OnAsync(engine);

        var report = await service.ReportAsync("deduplicated-total?month=2024-02");

        var row = Assert.Single(report.List("rows"));
        Assert.Equal((2_500_00L, 2L, 2_500_00L), (row.Fen("total"), row.Number("shares"), row.Fen("accepted")));
        Assert.Equal(11_500_00, row.Fen("yearToDate"));
        foreach (var (region, fen) in ((string, long)[])[("330211", 500_00), ("513430", 2_500_00), ("440304", 0)])
        {
            var own = await service.ReportAsync("deduplicated-total?month=2024-02", region);
            Assert.Equal(fen, Assert.Single(own.List("rows")).Fen("total"));
        }
    }
}
