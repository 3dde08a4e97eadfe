using System.Net;
using System.Text.Json;
using Marketplace.Contracts;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Storage;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Crediting.Tests.Reports;

/// <summary>Each test has years of its own, so that it reads its own figures only (CR-15, CR-24).</summary>
public sealed class R01PairingProgressTests(SharedLedger shared)
{
    const string Path = "/credits/reports/pairing-progress";

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Sales_appear_in_the_month_and_the_year_to_date_of_their_pairings(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var unit = Examples.Unit("330211");
        await service.DeliverAsync(unit);
        await SellAsync(service, unit.UnitId, "2028-02-10", "1000.00");
        await SellAsync(service, unit.UnitId, "2028-03-10", "2500.00");
        await SellAsync(service, unit.UnitId, "2028-04-01", "1.00");

        var report = await service.Client(Roles.Auditor).GetJsonAsync($"{Path}?month=2028-03");

        var county = Row(report, "F03");
        Assert.Equal((2_500_00L, 3_500_00L), (Fen(county, "month"), Fen(county, "yearToDate")));
        Assert.Equal((3_500_00L, 0L, 2L), (Fen(county, "direct"), Fen(county, "assisted"), county.Number("entries")));
        Assert.Equal("0.35", county.GetProperty("yearToDate").Text("tenThousandYuan"));
        Assert.Equal(("EastWest", "County"), (county.Text("scheme"), county.Text("tier")));
        Assert.Equal(("330211", "330211", "地区330211"), Party(county, "east"));
        Assert.Equal(("513430", "地区513430"), (county.Text("westCode"), county.Text("west")));
        Assert.Equal((1L, 3_500_00L), (county.Number("rank"), Fen(Row(report, "F01"), "yearToDate")));
        Assert.Equal(("330281", null, "余姚市"), Party(Row(report, "F04"), "east"));
        Assert.Equal((0L, 0L), (Fen(Row(report, "F04"), "month"), Fen(Row(report, "F04"), "yearToDate")));

        var header = report.GetProperty("header");
        Assert.Equal(("R1", "AsPosted", "Recognised"), (header.Text("report"), header.Text("view"), header.Text("measure")));
        Assert.Equal(("2028-03", "2028-01"), (header.Text("month"), header.Text("from")));
        Assert.Equal(("2027-01", "2027-03", 1L), (header.Text("baseFrom"), header.Text("baseTo"), header.Number("ruleSetVersion")));
        Assert.Equal(("结对消费协作进度表", "全国"), (header.GetProperty("title").Text("zh"), header.GetProperty("scope").Text("zh")));
        Assert.Contains("rounding totals may differ", report.List("notes")[^1].Text("en"), StringComparison.Ordinal);
        Assert.False(header.GetProperty("isOver").GetBoolean());
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Pairings_that_counted_at_some_time_of_the_year_are_reported_also_with_nothing(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var auditor = service.Client(Roles.Auditor);

        var before = Names(await auditor.GetJsonAsync($"{Path}?month=2020-12"));
        var inBetween = Names(await auditor.GetJsonAsync($"{Path}?month=2021-12"));
        var after = Names(await auditor.GetJsonAsync($"{Path}?month=2022-01"));

        Assert.Contains("F09", before);
        Assert.DoesNotContain("F03", before);
        Assert.Contains("F09", inBetween);
        Assert.Contains("F03", inBetween);
        Assert.DoesNotContain("F09", after);
        Assert.Contains("F19", after);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task EC_63_The_two_views_group_by_posting_period_and_by_recognition_date(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        await PostAsync(service, "F03", "2030-12", "2030-12", 50_000_00);
        await PostAsync(service, "F03", "2031-01", "2030-12", -8_000_00, EntryType.Return);
        var auditor = service.Client(Roles.Auditor);

        Assert.Equal(50_000_00, Fen(Row(await auditor.GetJsonAsync($"{Path}?month=2030-12&view=asPosted"), "F03"), "month"));
        Assert.Equal(-8_000_00, Fen(Row(await auditor.GetJsonAsync($"{Path}?month=2031-01"), "F03"), "month"));
        Assert.Equal(42_000_00, Fen(Row(await auditor.GetJsonAsync($"{Path}?month=2030-12&view=restated"), "F03"), "month"));
        var restated = await auditor.GetJsonAsync($"{Path}?month=2031-01&view=Restated");
        Assert.Equal(0, Fen(Row(restated, "F03"), "month"));
        Assert.Equal("Restated", restated.GetProperty("header").Text("view"));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task EC_65_A_month_with_returns_only_is_negative(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        await PostAsync(service, "F04", "2033-01", "2032-12", -8_000_00, EntryType.Return);

        var row = Row(await service.Client(Roles.Auditor).GetJsonAsync($"{Path}?month=2033-01"), "F04");

        Assert.Equal((-8_000_00, "-0.80"), (Fen(row, "month"), row.GetProperty("month").Text("tenThousandYuan")));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task EC_72_Growth_needs_a_positive_base(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        await PostAsync(service, "F03", "2034-02", "2034-02", 300_00);
        await PostAsync(service, "F03", "2034-12", "2034-12", 999_00);
        await PostAsync(service, "F03", "2035-01", "2035-01", 400_00);
        await PostAsync(service, "F04", "2034-01", "2033-12", -1_00, EntryType.Return);
        await PostAsync(service, "F04", "2035-01", "2035-01", 1_00);
        await PostAsync(service, "F06", "2034-01", "2034-01", 400_00);
        await PostAsync(service, "F06", "2035-02", "2035-02", 100_00);

        var report = await service.Client(Roles.Auditor).GetJsonAsync($"{Path}?month=2035-02");

        Assert.Equal((3333L, "33.33%", 300_00L), Growth(Row(report, "F03")));
        Assert.Equal((null, "—", -1_00L), Growth(Row(report, "F04")));
        Assert.Equal((-7500L, "-75.00%", 400_00L), Growth(Row(report, "F06")));
        Assert.Equal((null, "—", 0L), Growth(Row(report, "F07")));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task EC_73_Totals_are_computed_from_fen_and_never_across_tiers_or_schemes(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        foreach (var county in (string[])["F03", "F04", "F06"])
        {
            await PostAsync(service, county, "2037-05", "2037-05", 3_350_00);
        }

        await PostAsync(service, "F17", "2037-05", "2037-05", 1_00);
        await PostAsync(service, "F01", "2037-05", "2037-05", 10_050_00);

        var report = await service.Client(Roles.Auditor).GetJsonAsync($"{Path}?month=2037-05");

        Assert.Equal("0.34", Row(report, "F03").GetProperty("month").Text("tenThousandYuan"));
        var totals = report.List("totals").ToDictionary(
            total => (total.Text("scheme"), total.Text("tier")), total => total.GetProperty("month"));
        Assert.Equal(
            (10_050_00L, "1.01"), (totals[("EastWest", "County")].Number("fen"), totals[("EastWest", "County")].Text("tenThousandYuan")));
        Assert.Equal(1_00, totals[("Counterpart", "County")].Number("fen"));
        Assert.Equal(10_050_00, totals[("EastWest", "Province")].Number("fen"));
        Assert.Equal(
            ["columns", "header", "next", "notes", "rows", "totals"], report.EnumerateObject().Select(property => property.Name).Order());
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Both_sides_of_a_pairing_read_the_same_number_and_rank(Engine engine)
    {
        // Other tests register pairings in a shared ledger meanwhile, which count in ranks and totals.
        await using var service = await SharedLedger.StartPairedAsync(engine);
        await PostAsync(service, "F03", "2039-01", "2039-01", 7_00);
        await PostAsync(service, "F04", "2039-01", "2039-01", 9_00);
        await PostAsync(service, "F06", "2039-01", "2039-01", 7_00);
        var query = $"{Path}?month=2039-03";

        var county = await Official(service, "330211", "County").GetJsonAsync(query);
        var west = await Official(service, "513430", "County").GetJsonAsync(query);
        var city = await Official(service, "330200", "City").GetJsonAsync(query);
        var province = await Official(service, "330000", "Province").GetJsonAsync(query);
        var elsewhere = await Official(service, "440000", "Province").GetJsonAsync(query);
        var nation = await service.Client(Roles.Official, tier: "Nation").GetJsonAsync(query);

        Assert.Equal(["F03"], Names(county));
        Assert.Equal(["F03"], Names(west));
        Assert.Equal(county.List("rows")[0].GetRawText(), west.List("rows")[0].GetRawText());
        Assert.Equal(["F02", "F03", "F04"], Names(city));
        Assert.Contains("F17", Names(province));
        Assert.Equal(["F11", "F12", "F18"], Names(elsewhere));
        Assert.Equal([2L, 1L, 2L, 4L], ((string[])["F03", "F04", "F06", "F07"]).Select(name => Row(nation, name).Number("rank")));
        Assert.Equal(Row(nation, "F03").GetRawText(), county.List("rows")[0].GetRawText());
        Assert.Equal(16_00, Fen(city.List("totals").Single(total => total.Text("tier") == "County"), "yearToDate"));
        Assert.Contains("330211", county.GetProperty("header").GetProperty("scope").Text("en"), StringComparison.Ordinal);
        Assert.Empty((await service.Client(Roles.Official, tier: "County").GetJsonAsync(query)).List("rows"));
        foreach (var role in (string[])[Roles.Purchaser, Roles.Supplier, Roles.Carrier, Roles.Approver])
        {
            await service.Client(role, org: Guid.CreateVersion7()).RefusedAsync(query, HttpStatusCode.Forbidden);
        }
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_region_a_scheme_and_a_tier_narrow_the_report(Engine engine)
    {
        var service = await shared.OnAsync(engine);
        var auditor = service.Client(Roles.Auditor);

        Assert.Equal(["F02", "F03", "F04"], Names(await auditor.GetJsonAsync($"{Path}?month=2040-01&region=513400")));
        Assert.Equal(["F02"], Names(await auditor.GetJsonAsync($"{Path}?month=2040-01&region=513400&tier=City")));
        Assert.Equal(["F17"], Names(await auditor.GetJsonAsync($"{Path}?month=2040-01&scheme=Counterpart")));
        Assert.Equal(["F03"], Names(await Official(service, "330211", "County").GetJsonAsync($"{Path}?month=2040-01&region=513400")));
        Assert.Empty(Names(await Official(service, "440000", "Province").GetJsonAsync($"{Path}?month=2040-01&region=330200")));
        Assert.Equal(
            ("unknown_region", "region"), await auditor.RefusedAsync($"{Path}?month=2040-01&region=999999", HttpStatusCode.BadRequest));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_report_is_paged_in_one_order_and_totals_hold_all_of_it(Engine engine)
    {
        // Other tests register pairings in a shared ledger meanwhile, which count in ranks and totals.
        await using var service = await SharedLedger.StartPairedAsync(engine);
        var auditor = service.Client(Roles.Auditor);
        var query = $"{Path}?month=2041-01&scheme=EastWest&region=330000";
        var whole = await auditor.GetJsonAsync(query);

        var names = new List<string>();
        var after = "";
        do
        {
            var page = await auditor.GetJsonAsync($"{query}&size=2&after={after}");
            Assert.Equal(whole.GetProperty("totals").GetRawText(), page.GetProperty("totals").GetRawText());
            names.AddRange(Names(page));
            after = page.GetProperty("next").GetString();
        }
        while (after is not null);

        Assert.Equal(["F01", "F05", "F02", "F06", "F03", "F04", "F08", "F07"], names);
        Assert.Equal(names, Names(whole));
    }

    [Theory]
    [InlineData("", "month")]
    [InlineData("month=2026", "month")]
    [InlineData("month=2026-00", "month")]
    [InlineData("month=1999-12", "month")]
    [InlineData("month=9999-12", "month")]
    [InlineData("month=2026-11&view=nice", "view")]
    [InlineData("month=2026-11&view=7", "view")]
    [InlineData("month=2026-11&scheme=Total", "scheme")]
    [InlineData("month=2026-11&tier=Village", "tier")]
    [InlineData("month=2026-11&size=1000", "size")]
    [InlineData("month=2026-11&after=WyJ4Il0", "after")]
    public async Task What_cannot_be_asked_is_refused(string query, string field)
    {
        var service = await shared.OnAsync(Engine.Sqlite);

        Assert.Equal(field, (await service.Client(Roles.Auditor).RefusedAsync($"{Path}?{query}", HttpStatusCode.BadRequest)).Field);
    }

    static HttpClient Official(ServiceUnderTest<CreditingDb> service, string region, string tier) =>
        service.Client(Roles.Official, region: region, tier: tier);

    static async Task SellAsync(ServiceUnderTest<CreditingDb> service, Guid unitId, string day, string yuan) =>
        await service.DeliverAsync(Examples.Acceptance(unitId, Examples.Line(quantity: "1", price: yuan)) with
        {
            ConfirmedAt = Examples.Noon(day),
            AcceptedAt = Examples.Noon(day),
        });

    /// <summary>Adds to the sums what entries of kinds that cannot arise yet would add.</summary>
    static async Task PostAsync(
        ServiceUnderTest<CreditingDb> service, string pairing, string period, string recognised, long fen,
        EntryType type = EntryType.Original)
    {
        await using var scope = service.OpenDb(out var db);
        await db.AddToSumsAsync(
            [
                new PairingMonth
                {
                    HolderId = FixturePairings.Id(pairing),
                    PostingPeriod = period,
                    RecognitionMonth = recognised,
                    Mode = CreditMode.DirectPurchase,
                    EntryType = type,
                    PostedIn = period,
                    AmountFen = fen,
                    Entries = 1,
                },
            ],
            TestContext.Current.CancellationToken);
    }

    static JsonElement Row(JsonElement report, string pairing) => report.Row(pairing);

    static List<string> Names(JsonElement report) =>
        [.. report.List("rows").Select(row => Guid.Parse(row.Text("pairingId")))
            .Where(FixturePairings.IsFixture).Select(FixturePairings.Name)];

    static long Fen(JsonElement row, string figure) => row.Fen(figure);

    static (string Id, string? Code, string Name) Party(JsonElement row, string side) =>
        (row.Text($"{side}RegionId"), row.GetProperty($"{side}Code").GetString(), row.Text(side));

    static (long? BasisPoints, string Text, long LastYear) Growth(JsonElement row) =>
        (row.BasisPoints("growth"), row.Percent("growth"), row.Fen("lastYear"));
}
