using System.Net;
using System.Text.Json;
using Marketplace.Contracts;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Crediting.Tests.Snapshots;
using Marketplace.Platform.Storage;
using Xunit;

namespace Marketplace.Crediting.Tests.Reports;

/// <summary>
/// R1 over the sales of <see cref="ReportFixture"/>, in both views and measures, now and as it was known (CR-13, CR-16, CR-20, CR-25).
/// </summary>
public sealed class R01FiguresTests(ReportFixture world) : IClassFixture<ReportFixture>
{
    const string R1 = "pairing-progress";

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task All_columns_of_a_month_are_as_reckoned_by_hand(Engine engine)
    {
        var service = await world.OnAsync(engine);

        var report = await service.ReportAsync($"{R1}?month=2024-02");

        var county = report.Row("F03");
        Assert.Equal((-500_00L, 9_500_00L, 9_500_00L, 0L),
            (county.Fen("month"), county.Fen("yearToDate"), county.Fen("direct"), county.Fen("assisted")));
        Assert.Equal((3L, 0L), (county.Number("entries"), county.Fen("lastYear")));
        // The papers came in March.
        Assert.Equal((-1_000_00L, 0L), (county.Fen("adjustments"), county.Fen("lateVerified")));
        Assert.Equal((0L, 0L), (county.Fen("verifiedMonth"), county.Fen("verified")));
        Assert.Equal((30_000_00L, 1L), (county.Fen("target"), county.Number("targetVersion")));
        Assert.Equal((3167L, "31.67%"), (county.BasisPoints("progress"), county.Percent("progress")));
        Assert.Equal((1639L, "16.39%"), (county.BasisPoints("timeProgress"), county.Percent("timeProgress")));
        Assert.Equal((1527L, "+15.27"), (county.BasisPoints("lead"), county.GetProperty("lead").Text("points")));
        Assert.Equal(("Ahead", "超前"), (county.Text("status"), report.Called("status", "Ahead")));
        var city = report.Row("F02");
        Assert.Equal((1_500_00L, 11_500_00L, "—"), (city.Fen("month"), city.Fen("yearToDate"), city.GetProperty("lead").Text("points")));
        Assert.True(city.IsNull("target"));
        Assert.True(city.IsNull("status"));
        Assert.Equal(2, report.GetProperty("header").Number("ruleSetVersion"));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task EC_63_A_closed_month_stays_as_posted_and_is_restated_with_what_came_back(Engine engine)
    {
        var service = await world.OnAsync(engine);

        var posted = (await service.ReportAsync($"{R1}?month=2024-01")).Row("F03");
        var restated = (await service.ReportAsync($"{R1}?month=2024-01&view=restated")).Row("F03");

        Assert.Equal((10_000_00L, 0L, 0L), (posted.Fen("month"), posted.Fen("adjustments"), posted.Fen("verified")));
        Assert.Equal((9_000_00L, -1_000_00L, 9_000_00L), (restated.Fen("month"), restated.Fen("adjustments"), restated.Fen("verified")));
    }

    [Theory]
    [InlineData(Engine.Sqlite, "2024-02-19T00:00:00Z", 0, 10_000_00)]
    [InlineData(Engine.PostgreSql, "2024-02-19T00:00:00Z", 0, 10_000_00)]
    [InlineData(Engine.Sqlite, "2024-02-20T04:00:00Z", -1_000_00, 9_000_00)]
    [InlineData(Engine.PostgreSql, "2024-02-20T04:00:00Z", -1_000_00, 9_000_00)]
    [InlineData(Engine.Sqlite, "2024-02-20T13:59:59.999%2B08:00", -1_000_00, 9_000_00)]
    [InlineData(Engine.PostgreSql, "2024-02-20T13:59:59.999%2B08:00", -1_000_00, 9_000_00)]
    [InlineData(Engine.Sqlite, "2024-02-20T06:00:00Z", -500_00, 9_500_00)]
    [InlineData(Engine.PostgreSql, "2024-02-20T06:00:00Z", -500_00, 9_500_00)]
    [InlineData(Engine.Sqlite, "2024-01-20T00:00:00Z", 0, 10_000_00)]
    [InlineData(Engine.PostgreSql, "2023-12-20T00:00:00Z", 0, 0)]
    public async Task The_report_as_known_at_an_instant_holds_what_was_posted_by_then(
        Engine engine, string knownAt, long month, long yearToDate)
    {
        var service = await world.OnAsync(engine);

        var figures = (await service.ReportAsync($"{R1}?month=2024-02&knownAt={knownAt}")).Row("F03");

        Assert.Equal((month, yearToDate), (figures.Fen("month"), figures.Fen("yearToDate")));
    }

    [Theory]
    [InlineData(Engine.Sqlite, "2024-03-05T04:30:00Z", 0, 0)]
    [InlineData(Engine.PostgreSql, "2024-03-05T04:30:00Z", 0, 0)]
    [InlineData(Engine.Sqlite, "2024-03-05T05:00:00Z", 9_000_00, 9_000_00)]
    [InlineData(Engine.PostgreSql, "2024-03-05T05:00:00Z", 9_000_00, 9_000_00)]
    [InlineData(Engine.Sqlite, "2024-03-06T00:00:00Z", 9_000_00, 9_000_00)]
    [InlineData(Engine.PostgreSql, "2024-03-06T00:00:00Z", 9_000_00, 9_000_00)]
    public async Task EC_69_What_is_verified_after_the_close_is_late_from_that_instant_on(
        Engine engine, string knownAt, long verified, long late)
    {
        var service = await world.OnAsync(engine);

        var march = (await service.ReportAsync($"{R1}?month=2024-03&measure=verified&knownAt={knownAt}")).Row("F03");
        var january = (await service.ReportAsync($"{R1}?month=2024-01&measure=verified&knownAt={knownAt}")).Row("F03");

        Assert.Equal((verified, late), (march.Fen("yearToDate"), march.Fen("lateVerified")));
        Assert.Equal((0L, 0L), (january.Fen("yearToDate"), january.Fen("lateVerified")));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task EC_77_EC_78_Names_and_targets_are_those_of_the_end_of_the_period_as_they_were_known(Engine engine)
    {
        var service = await world.OnAsync(engine);

        var february = (await service.ReportAsync($"{R1}?month=2024-02")).Row("F03");
        var march = (await service.ReportAsync($"{R1}?month=2024-03")).Row("F03");
        var before = (await service.ReportAsync($"{R1}?month=2024-03&knownAt=2024-02-29T00:00:00Z")).Row("F03");

        Assert.Equal(("513430", "金阳县", 30_000_00L), West(february));
        Assert.Equal(("513499", "金阳区", 40_000_00L), West(march));
        Assert.Equal(("513430", "地区513430", 30_000_00L), West(before));

        static (string Code, string Name, long Target) West(JsonElement row) =>
            (row.Text("westCode"), row.Text("west"), row.Fen("target"));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task EC_80_Growth_across_rule_sets_carries_a_warning(Engine engine)
    {
        var service = await world.OnAsync(engine);

        var may = (await service.ReportAsync($"{R1}?month=2024-05")).Row("F03");
        var known = (await service.ReportAsync($"{R1}?month=2024-05&knownAt=2024-03-20T00:00:00Z")).Row("F03");
        var city = (await service.ReportAsync($"{R1}?month=2024-04")).Row("F03");

        Assert.Equal((1_000_00L, "850.00%"), (may.Fen("lastYear"), may.Percent("growth")));
        Assert.Contains("口径变化", may.GetProperty("remark").Text("zh"), StringComparison.Ordinal);
        Assert.Equal(may.GetProperty("remark").GetRawText(), known.GetProperty("remark").GetRawText());
        Assert.True(city.IsNull("remark"));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Whoever_asks_for_what_was_known_gets_the_same_bytes_as_the_ledger_grows(Engine engine)
    {
        var service = await world.OnAsync(engine);
        var query = $"{R1}?month=2024-03&knownAt=2024-03-20T03:59:59Z";
        var before = (await service.ReportAsync(query)).GetRawText();
        var unit = Examples.Unit("330110");
        await service.DeliverAsync(unit);
        await service.DeliverAsync(
            Examples.Acceptance(
                unit.UnitId, Examples.Line(origin: "510824")) with
            { AcceptedAt = ReportFixture.At("2024-03-15T00:00:00Z") });

        Assert.Equal(before, (await service.ReportAsync(query)).GetRawText());
        Assert.NotEqual(before, (await service.ReportAsync($"{R1}?month=2024-03")).GetRawText());
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_is_subsidised_is_the_same_from_sums_as_it_was_known_and_from_the_entries_themselves(Engine engine)
    {
        var (service, clock) = await SnapshotScenario.StartAsync(engine);
        await using var running = service;
        var unit = Examples.Unit(Examples.Zhenhai);
        var sale = Examples.Acceptance(unit.UnitId, Examples.Line() with { SubsidyFen = 30_00 });
        await service.DeliverAsync(unit);
        await service.DeliverAsync(sale);
        await service.CloseMayAsync();
        clock.Now = Examples.Noon("2024-06-14");
        await service.DeliverAsync(LedgerScenario.Returned(sale, sale.Lines[0], "5"));

        var snapshot = await service.SnapshotAsync("330211");
        Assert.Equal((3_030_00L, 30_00L), Figures(snapshot.GetProperty("content").List("rows").Single()));
        Assert.True(await service.IsIdenticalAsync(snapshot));
        Assert.Equal((2_515_00L, 15_00L), Figures((await service.ReportAsync($"{R1}?month=2024-06")).Row("F03")));
        Assert.Equal((2_515_00L, 15_00L), Figures((await service.ReportAsync($"{R1}?month=2024-05&view=restated")).Row("F03")));
        var known = await service.ReportAsync($"{R1}?month=2024-06&knownAt=2024-06-13T00:00:00Z");
        Assert.Equal((3_030_00L, 30_00L), Figures(known.Row("F03")));
        var total = (await service.ReportAsync($"{R1}?month=2024-06")).Total("EastWest", "City");
        Assert.Equal((3_515_00L, 15_00L), Figures(total));
        Assert.True((await service.VerifyAsync()).GetProperty("isSound").GetBoolean());

        await service.DeliverAsync(LedgerScenario.Returned(sale, sale.Lines[0], "5"));

        Assert.Equal((2_000_00L, 0L), Figures((await service.ReportAsync($"{R1}?month=2024-06")).Row("F03")));
        Assert.True((await service.VerifyAsync()).GetProperty("isSound").GetBoolean());

        static (long, long) Figures(JsonElement row) => (row.Fen("yearToDate"), row.Fen("subsidised"));
    }

    [Theory]
    [InlineData("month=2024-02&scheme=EastWest,Quota", "scheme", "deduplicated-total")]
    [InlineData("month=2024-02&scheme=EastWest&scheme=Quota", "scheme", "deduplicated-total")]
    [InlineData("month=2024-02&schemes=EastWest,Quota", "schemes", "deduplicated-total")]
    [InlineData("month=2024-02&tier=City,County", "tier", "deduplicated-total")]
    [InlineData("month=2024-02&tiers=all", "tiers", "deduplicated-total")]
    [InlineData("month=2024-02&knownAt=2024-02-01", "knownAt", "")]
    [InlineData("month=2024-02&knownAt=2024-02-01T00:00:00", "knownAt", "")]
    [InlineData("month=2024-02&knownAt=2099-02-01T00:00:00Z", "knownAt", "")]
    [InlineData("month=2024-02&measure=signed", "measure", "")]
    [InlineData("month=2024-02&format=pdf", "format", "")]
    [InlineData("month=2024-02&format=2", "format", "")]
    public async Task EC_37_Sums_over_schemes_are_refused_and_the_other_total_is_named(string query, string field, string names)
    {
        var service = await world.OnAsync(Engine.Sqlite);
        var path = $"/credits/reports/{R1}?{query}";

        Assert.Equal(field, (await service.Client(Roles.Auditor).RefusedAsync(path, HttpStatusCode.BadRequest)).Field);
        using var response = await service.Client(Roles.Auditor)
            .GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Contains(names, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }
}
