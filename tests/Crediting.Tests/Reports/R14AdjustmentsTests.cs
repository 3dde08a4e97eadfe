using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Platform.Storage;
using Xunit;

namespace Marketplace.Crediting.Tests.Reports;

/// <summary>Adjustments after close over the sales of <see cref="ReportFixture"/> (R14).</summary>
public sealed class R14AdjustmentsTests(ReportFixture world) : IClassFixture<ReportFixture>
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Adjustments_name_both_periods_and_the_document(Engine engine)
    {
        var service = await world.OnAsync(engine);

        var page = await service.ReportAsync("adjustments?month=2024-02&size=2");
        var rest = await service.ReportAsync($"adjustments?month=2024-02&size=2&after={page.Text("next")}");

        Assert.Equal((2, 1), (page.List("rows").Length, rest.List("rows").Length));
        var row = Assert.Single((await service.ReportAsync("adjustments?month=2024-02&tier=County")).List("rows"));
        Assert.Equal(("2024-01", "2024-02", "Return"), (row.Text("originalPeriod"), row.Text("postingPeriod"), row.Text("type")));
        Assert.Equal((-1_000_00L, "霉变退货", "退货单7号"), (row.Fen("amount"), row.Text("note"), row.Text("document")));
        Assert.Empty((await service.ReportAsync("adjustments?month=2024-02&knownAt=2024-02-20T03:59:00Z")).List("rows"));
        Assert.Empty((await service.ReportAsync("adjustments?month=2024-03")).List("rows"));
        Assert.Empty((await service.ReportAsync("adjustments?month=2024-02", "440304")).List("rows"));
    }
}
