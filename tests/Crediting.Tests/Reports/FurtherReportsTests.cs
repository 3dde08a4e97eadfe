using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text;
using System.Xml.Linq;
using Marketplace.Contracts;
using Marketplace.Crediting.Reports;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Platform.Storage;
using Xunit;

namespace Marketplace.Crediting.Tests.Reports;

/// <summary>R2, R3, R13, R14, R18, R19, R20, county sales and the de-duplicated total over the sales of <see cref="ReportWorld"/> (CR-13).</summary>
public sealed class FurtherReportsTests(ReportWorld world) : IClassFixture<ReportWorld>
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task R2_A_week_is_what_was_posted_from_Monday_to_Sunday(Engine engine)
    {
        var service = await world.OnAsync(engine);

        var report = await service.ReportAsync("weekly-dispatch?week=2024-02-21");
        var next = (await service.ReportAsync("weekly-dispatch?week=2024-02-26")).Figures("F03");
        var then = (await service.ReportAsync("weekly-dispatch?week=2024-02-25&knownAt=2024-02-20T05:00:00Z")).Figures("F03");

        Assert.Equal(("2024-02-19", "2024-02-25"), (report.Text("from"), report.Text("to")));
        var week = report.Figures("F03");
        Assert.Equal((-500_00L, 0L, "—"), (week.Fen("thisWeek"), week.Fen("lastWeek"), week.Text("weekOnWeek")));
        Assert.Equal((9_500_00L, 20_500_00L), (week.Fen("yearToDate"), week.Fen("targetGap")));
        Assert.Equal(462_90, week.Fen("requiredWeekly"));
        Assert.Equal((0L, -500_00L), (next.Fen("thisWeek"), next.Fen("lastWeek")));
        Assert.Equal((-1_000_00L, 9_000_00L), (then.Fen("thisWeek"), then.Fen("yearToDate")));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task R3_Counties_are_ranked_by_progress_and_show_all_their_sales(Engine engine)
    {
        var service = await world.OnAsync(engine);

        var rows = (await service.ReportAsync("circular?month=2024-02")).List("rows");

        var first = rows[0];
        Assert.Equal((1L, 0L, "513430"), (first.Number("rank"), first.Number("rankChange"), first.GetProperty("county").Text("regionId")));
        Assert.Equal((9_500_00L, 3167L, 11_500_00L), (first.Fen("done"), first.Number("progressBasisPoints"), first.Fen("allSupport")));
        Assert.Equal("—", rows[1].Text("progress"));
        Assert.Single(rows, row => row.GetProperty("county").Text("regionId") == "510824");
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task R13_What_no_pairing_earned_is_listed_with_its_reason_and_age(Engine engine)
    {
        var service = await world.OnAsync(engine);

        var report = await service.ReportAsync("unpaired-held?month=2024-03");
        var ended = (await service.ReportAsync("unpaired-held?month=2024-03&reason=NoPairing")).List("rows");

        var row = Assert.Single(report.List("rows"));
        Assert.Equal(("Unpaired", "NoPairing", "CR-08"), (row.Text("outcome"), row.Text("reason"), row.Text("rule")));
        Assert.Equal((1L, 5_000_00L, "2024-03", 19L), (row.Number("lines"), row.Fen("amount"), row.Text("oldestMonth"), row.Number("ageDays")));
        Assert.Equal(("513430", "310107"), (row.GetProperty("origin").Text("regionId"), row.GetProperty("unit").Text("regionId")));
        Assert.Equal(5_000_00, Assert.Single(report.List("reasons")).Fen("amount"));
        Assert.Single(ended);
        Assert.Empty((await service.ReportAsync("unpaired-held?month=2024-03", "330211")).List("rows"));
        Assert.Single((await service.ReportAsync("unpaired-held?month=2024-03", "513430")).List("rows"));
        Assert.Equal(
            ("only_now", "knownAt"),
            await service.Client(Roles.Auditor).RefusedAsync(
                "/credits/reports/unpaired-held?month=2024-03&knownAt=2024-03-01T00:00:00Z", HttpStatusCode.BadRequest));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task R14_Adjustments_name_both_periods_and_the_document(Engine engine)
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

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task R18_The_first_pairings_and_their_weight_are_told_by_scheme_and_tier(Engine engine)
    {
        var service = await world.OnAsync(engine);

        var groups = (await service.ReportAsync("top-bottom?month=2024-02")).List("groups");

        var county = groups.Single(group => group.Text("scheme") == "EastWest" && group.Text("tier") == "County");
        Assert.Equal((9_500_00L, 10_000L, 10_000L), (county.Fen("total"), county.Number("top1BasisPoints"), county.Number("concentration")));
        Assert.Equal(Paired.Id("F03").ToString(), county.List("top")[0].GetProperty("pairing").Text("pairingId"));
        var progress = (await service.ReportAsync("top-bottom?month=2024-02&tier=County&scheme=EastWest&by=Progress")).List("groups");
        Assert.Single(Assert.Single(progress).List("top"));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task R19_An_ending_pairing_hands_over_suppliers_and_receivables(Engine engine)
    {
        var service = await world.OnAsync(engine);

        var report = await service.ReportAsync("handover?month=2021-05");

        Assert.Equal(
            ((string[])["F09", "F10"]).Select(name => Paired.Id(name).ToString()).Order(), report.List("rows").Select(row => row.Text("pairingId")).Order());
        var city = report.Row("F10");
        Assert.Equal(("2021-03-31", "2021-06-30", 30L), (city.Text("lastDay"), city.Text("transitionUntil"), city.Number("transitionDaysLeft")));
        Assert.Equal((20_000_00L, 20_000_00L), (city.Fen("sales"), city.Fen("receivable")));
        Assert.Single(city.List("suppliers"));
        Assert.Empty((await service.ReportAsync("handover?month=2024-02")).List("rows"));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task R20_A_figure_leads_to_its_entries_and_their_papers(Engine engine)
    {
        var service = await world.OnAsync(engine);
        var pairing = Paired.Id("F03");

        var february = await service.ReportAsync($"drill-down?pairingId={pairing}&month=2024-02&n=1");
        var january = (await service.ReportAsync($"drill-down?pairingId={pairing}&month=2024-01")).List("rows");

        Assert.Equal((-500_00L, -500_00L, 2L), (february.Fen("figure"), february.Fen("entriesTotal"), february.Number("entries")));
        Assert.True(february.GetProperty("agrees").GetBoolean());
        Assert.Equal(("Return", -1_000_00L), (
            february.List("rows")[0].GetProperty("entry").Text("entryType"), Assert.Single(february.List("rows")).GetProperty("entry").Number("amountFen")));
        Assert.Equal("24512000000000000001", Assert.Single(Assert.Single(january).List("invoices")).GetString());
        Assert.True(january[0].GetProperty("isVerified").GetBoolean());
        await service.Client(Roles.Official, region: "440304", tier: "County")
            .RefusedAsync($"/credits/reports/drill-down?pairingId={pairing}&month=2024-02", HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData(0, 5, "")]
    [InlineData(3, 5, "0 1 2")]
    [InlineData(10, 5, "0 2 4 6 8")]
    [InlineData(7, 3, "0 2 4")]
    public void A_sample_is_spread_evenly_and_begins_with_the_largest(int count, int n, string places) =>
        Assert.Equal(places, string.Join(' ', ReportDrillDown.Sample(count, n)));

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task EC_74_A_county_shows_what_went_east_of_all_it_sold(Engine engine)
    {
        var service = await world.OnAsync(engine);

        var report = await service.ReportAsync("county-sales?month=2024-03");

        var row = Assert.Single(report.List("rows"));
        Assert.Equal(("513499", "金阳区"), (row.GetProperty("county").Text("code"), row.GetProperty("county").Text("name")));
        Assert.Equal((8_000_00L, 3_000_00L, 8_000_00L), (row.Fen("total"), row.Fen("inProvince"), row.Fen("market")));
        Assert.Equal((5_000_00L, 0L), (row.Fen("elsewhere"), row.Fen("toEast")));
        Assert.Equal((19_500_00L, 11_500_00L), (row.Fen("yearToDate"), row.Fen("yearToDateToEast")));
        Assert.Equal(5897, row.Number("yearToDateToEastBasisPoints"));
        var january = Assert.Single((await service.ReportAsync("county-sales?month=2024-01")).List("rows"));
        Assert.Equal((9_000_00L, 9_000_00L, 10_000L, 0L), (january.Fen("total"), january.Fen("toEast"), january.Number("toEastBasisPoints"), january.Fen("market")));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_deduplicated_total_counts_each_sale_once(Engine engine)
    {
        var service = await world.OnAsync(engine);

        var report = await service.ReportAsync("deduplicated-total?month=2024-02");

        Assert.Equal((2_500_00L, 2L, 2_500_00L), (report.Fen("total"), report.Number("shares"), report.Fen("accepted")));
        Assert.Equal(11_500_00, report.GetProperty("yearToDate").Fen("total"));
        Assert.Equal(500_00, (await service.ReportAsync("deduplicated-total?month=2024-02", "330211")).Fen("total"));
        Assert.Equal(2_500_00, (await service.ReportAsync("deduplicated-total?month=2024-02", "513430")).Fen("total"));
        Assert.Equal(0, (await service.ReportAsync("deduplicated-total?month=2024-02", "440304")).Fen("total"));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Both_sides_of_a_pairing_read_the_same_rows_in_every_report(Engine engine)
    {
        var service = await world.OnAsync(engine);

        foreach (var query in (string[])["pairing-progress?month=2024-02", "weekly-dispatch?week=2024-02-21", "circular?month=2024-02",
            "adjustments?month=2024-02&tier=County", "county-sales?month=2024-02", $"drill-down?pairingId={Paired.Id("F03")}&month=2024-02"])
        {
            var east = await service.ReportAsync(query, "330211");
            var west = await service.ReportAsync(query, "513430");
            Assert.NotEmpty(east.List("rows"));
            Assert.Equal(east.GetProperty("rows").GetRawText(), west.GetProperty("rows").GetRawText());
        }
    }

    [Theory]
    [InlineData("pairing-progress?month=2024-02", "结对消费协作进度表", "0.95")]
    [InlineData("weekly-dispatch?week=2024-02-21", "消费协作周调度表", "-0.05")]
    [InlineData("circular?month=2024-02", "消费协作工作通报", "0.95")]
    [InlineData("unpaired-held?month=2024-03", "未结对与待定情况表", "0.5")]
    [InlineData("adjustments?month=2024-02", "关账后调整说明", "-1000")]
    [InlineData("top-bottom?month=2024-02", "头部结对与首末位", "0.95")]
    [InlineData("handover?month=2021-05", "结对交接表", "20000")]
    [InlineData("county-sales?month=2024-03", "县域销售情况表", "0.8")]
    [InlineData("deduplicated-total?month=2024-02", "去重合计", "0.25")]
    public async Task Every_report_is_a_file_with_a_title_block_and_real_numbers(string query, string title, string number)
    {
        var service = await world.OnAsync(Engine.Sqlite);
        var ct = TestContext.Current.CancellationToken;
        using var csv = await service.Client(Roles.Auditor).GetAsync(new Uri($"/credits/reports/{query}&format=csv", UriKind.Relative), ct);
        using var xlsx = await service.Client(Roles.Auditor).GetAsync(new Uri($"/credits/reports/{query}&format=xlsx", UriKind.Relative), ct);

        var text = Encoding.UTF8.GetString(await csv.Content.ReadAsByteArrayAsync(ct));
        foreach (var said in (string[])[title, "口径", "指标", "截止时刻", "统计口径版本", "快照编号", "rounding totals may differ"])
        {
            Assert.Contains(said, text, StringComparison.Ordinal);
        }

        Assert.StartsWith(title, csv.Content.Headers.ContentDisposition!.FileNameStar, StringComparison.Ordinal);
        Assert.EndsWith(".xlsx", xlsx.Content.Headers.ContentDisposition!.FileNameStar, StringComparison.Ordinal);
        using var zip = new ZipArchive(await xlsx.Content.ReadAsStreamAsync(ct));
        using var sheet = zip.GetEntry("xl/worksheets/sheet1.xml")!.Open();
        var cells = (await XDocument.LoadAsync(sheet, LoadOptions.None, ct)).Descendants().Where(cell => cell.Name.LocalName == "c").ToList();
        var numbers = cells.Where(cell => cell.Attribute("t")?.Value is null or "n")
            .Select(cell => cell.Elements().FirstOrDefault(value => value.Name.LocalName == "v")?.Value).OfType<string>()
            .Select(value => decimal.Parse(value, NumberStyles.Float, CultureInfo.InvariantCulture)).ToList();
        Assert.Contains(decimal.Parse(number, CultureInfo.InvariantCulture), numbers);
    }
}
