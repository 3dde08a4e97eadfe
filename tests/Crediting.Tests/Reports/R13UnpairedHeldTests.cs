using System.Net;
using Marketplace.Contracts;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Platform.Storage;
using Xunit;

namespace Marketplace.Crediting.Tests.Reports;

/// <summary>What earned no credit, over the sales of <see cref="ReportFixture"/> (R13).</summary>
public sealed class R13UnpairedHeldTests(ReportFixture world) : IClassFixture<ReportFixture>
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_no_pairing_earned_is_listed_with_its_reason_and_age(Engine engine)
    {
        var service = await world.OnAsync(engine);

        var report = await service.ReportAsync("unpaired-held?month=2024-03");
        var ended = (await service.ReportAsync("unpaired-held?month=2024-03&reason=NoPairing")).List("rows");

        var row = Assert.Single(report.List("rows"));
        Assert.Equal(("Unpaired", "NoPairing", "CR-08"), (row.Text("outcome"), row.Text("reason"), row.Text("rule")));
        Assert.Equal(
            (1L, 5_000_00L, "2024-03", 19L), (row.Number("lines"), row.Fen("amount"), row.Text("oldestMonth"), row.Number("ageDays")));
        Assert.Equal(("513430", "310107"), (row.Text("originRegionId"), row.Text("unitRegionId")));
        Assert.Equal(5_000_00, Assert.Single(report.List("totals")).Fen("amount"));
        Assert.Single(ended);
        Assert.Empty((await service.ReportAsync("unpaired-held?month=2024-03", "330211")).List("rows"));
        Assert.Single((await service.ReportAsync("unpaired-held?month=2024-03", "513430")).List("rows"));
        Assert.Equal(
            ("not_supported", "knownAt"),
            await service.Client(Roles.Auditor).RefusedAsync(
                "/credits/reports/unpaired-held?month=2024-03&knownAt=2024-03-01T00:00:00Z", HttpStatusCode.BadRequest));
    }

    [Theory]
    [InlineData("unpaired-held?month=2024-03", "R13")]
    [InlineData("county-sales?month=2024-03", "D2")]
    [InlineData("deduplicated-total?month=2024-03", "D1")]
    [InlineData("dependence?month=2024-03&region=513430", "R9")]
    [InlineData("handover?month=2024-03", "R19")]
    [InlineData("quality?month=2024-03", "R16")]
    public async Task A_report_of_how_sales_stand_says_where_to_ask_for_an_instant(string query, string code)
    {
        var service = await world.OnAsync(Engine.Sqlite);
        var path = new Uri($"/credits/reports/{query}&knownAt=2024-03-01T00:00:00Z", UriKind.Relative);

        using var response = await service.Client(Roles.Auditor).GetAsync(path, TestContext.Current.CancellationToken);

        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains($"（{code}）不支持参数“knownAt”", text, StringComparison.Ordinal);
        Assert.Contains("replay --until", text, StringComparison.Ordinal);
    }
}
