using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Platform.Storage;
using Xunit;

namespace Marketplace.Crediting.Tests.Reports;

/// <summary>Returns and replacements over the sales of <see cref="ReportFixture"/> (of R16).</summary>
public sealed class R16QualityTests(ReportFixture world) : IClassFixture<ReportFixture>
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_went_back_in_the_month_is_told_by_supplier(Engine engine)
    {
        var service = await world.OnAsync(engine);

        var row = Assert.Single((await service.ReportAsync("quality?month=2024-02")).List("rows"));

        Assert.Equal(("10", "0", "0", 1_000_00L), (row.Text("returned"), row.Text("short"), row.Text("replaced"), row.Fen("amount")));
        Assert.Single((await service.ReportAsync("quality?month=2024-02", "330211")).List("rows"));
        Assert.Empty((await service.ReportAsync("quality?month=2024-02", "440304")).List("rows"));
        Assert.Empty((await service.ReportAsync("quality?month=2024-03")).List("rows"));
    }
}
