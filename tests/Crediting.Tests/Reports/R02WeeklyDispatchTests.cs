using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Platform.Storage;
using Xunit;

namespace Marketplace.Crediting.Tests.Reports;

/// <summary>The week over the sales of <see cref="ReportFixture"/> (R2).</summary>
public sealed class R02WeeklyDispatchTests(ReportFixture world) : IClassFixture<ReportFixture>
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_week_is_what_was_posted_from_Monday_to_Sunday(Engine engine)
    {
        var service = await world.OnAsync(engine);

        var report = await service.ReportAsync("weekly-dispatch?week=2024-02-21");
        var next = (await service.ReportAsync("weekly-dispatch?week=2024-02-26")).Row("F03");
        var then = (await service.ReportAsync("weekly-dispatch?week=2024-02-25&knownAt=2024-02-20T05:00:00Z")).Row("F03");

        Assert.Equal(("2024-02-19", "2024-02-25"), (report.GetProperty("header").Text("from"), report.GetProperty("header").Text("to")));
        var week = report.Row("F03");
        Assert.Equal((-500_00L, 0L, "—"), (week.Fen("thisWeek"), week.Fen("lastWeek"), week.Percent("weekOnWeek")));
        Assert.Equal((9_500_00L, 20_500_00L), (week.Fen("yearToDate"), week.Fen("gap")));
        Assert.Equal(462_90, week.Fen("required"));
        Assert.Equal((0L, -500_00L), (next.Fen("thisWeek"), next.Fen("lastWeek")));
        Assert.Equal((-1_000_00L, 9_000_00L), (then.Fen("thisWeek"), then.Fen("yearToDate")));
    }
}
