using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Marketplace.Contracts;
using Microsoft.Playwright;
using Xunit;

namespace Marketplace.Portal.Tests.Browser;

/// <summary>An office states how far and how long a lane is, one by one and by a table; others read it.</summary>
public sealed class LaneTests(RunningPortal portal) : IDisposable
{
    const string Office = "office-640422";
    const string From = "640422";
    const string Header = "起点节点标识,起点区划标识,起点名称,终点节点标识,终点区划标识,终点名称,里程（公里）,行驶时间（分钟）,起始日,停用日,依据";

    readonly Trade _trade = new(portal);

    /// <summary>Each states lanes of its own: between two ends one stands at a time.</summary>
    public static TheoryData<int, string, string, string> Ends { get; } = new()
    {
        new(360, "zh", "福清市", "350181"), new(1280, "en", "350200", "350200"),
        new(1280, "zh", "莆田市", "350300") { Explicit = true }, new(360, "en", "350500", "350500") { Explicit = true },
    };

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    static string Today => BusinessDay.Of(TimeProvider.System.GetUtcNow()).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    [Theory, MemberData(nameof(Ends))]
    public async Task A_lane_is_stated_read_and_ended(int width, string language, string typed, string to)
    {
        await using var visit = await portal.VisitAsync(Office, width, language);
        visit.Expects(" 400 ");
        await visit.GoAsync("/portal");
        await visit.TapAsync("nav a[href='/portal/lanes']");
        await visit.TapAsync("details summary");
        await visit.Page.FillAsync("input[name=begins]", "西吉县");
        await visit.Page.FillAsync("input[name=ends]", typed);
        await visit.Page.FillAsync("input[name=distance]", "2000.5");
        await visit.Page.FillAsync("input[name=minutes]", "15");
        await visit.Page.FillAsync("input[name=source]", "高德路线 2026-11");
        await visit.TapAsync("details[open] button");
        await Assertions.Expect(visit.Page.Locator("input[name=minutes] + [data-fault]")).ToBeVisibleAsync();
        await Assertions.Expect(visit.Page.Locator("input[name=ends]")).ToHaveValueAsync(typed);
        await visit.ShowsAsync("lane-refused");
        await visit.Page.FillAsync("input[name=minutes]", "1590");
        await visit.TapAsync("details[open] button");
        await Assertions.Expect(visit.Page.Locator("dl.pairs")).ToContainTextAsync("高德路线");
        await Assertions.Expect(visit.Page.Locator("dl.pairs")).ToContainTextAsync(language == "zh" ? "26 小时 30 分" : "26 h 30 min");
        await visit.ShowsAsync("lane");
        var page = new Uri(visit.Page.Url).AbsolutePath;

        await using (var carrier = await portal.VisitAsync("carrier-north", width, language))
        {
            await carrier.GoAsync($"/portal/lanes?from={From}&to={to}");
            await carrier.ShowsAsync("lanes");
            await carrier.TapAsync($"tbody a[href='{page}']");
            await Assertions.Expect(carrier.Page.Locator("form.fields")).ToHaveCountAsync(0);
        }

        var file = await visit.Page.APIRequest.GetAsync($"/portal/lanes/file?format=csv&from={From}&to={to}");
        Assert.Contains("2000.5", Encoding.UTF8.GetString(await file.BodyAsync()), StringComparison.Ordinal);

        visit.Expects(" 409 ");
        await visit.Page.FillAsync("#endedOn", "2026-01-01");
        await visit.TapAsync("form.card button");
        await Assertions.Expect(visit.Page.Locator("#endedOn + [data-fault]")).ToBeVisibleAsync();
        await visit.Page.FillAsync("#endedOn", Today);
        await visit.TapAsync("form.card button");
        await Assertions.Expect(visit.Page.Locator("#endedOn")).ToHaveCountAsync(0);
        Assert.Empty(await StandingAsync(to));
    }

    [Fact]
    public async Task A_lane_begins_at_a_node_that_is_chosen_and_is_found_by_it()
    {
        var node = (await (await _trade.AsAsync("liangshan-office", Ct)).ListAsync("/logistics/nodes?kind=Hub", Ct))[0]!;
        var choice = $"{node["name"]} {node["nodeId"]}";
        await using var visit = await portal.VisitAsync("liangshan-office", 360);
        await visit.GoAsync("/portal/lanes");
        Assert.Contains(choice, await visit.Page.Locator("#nodes").InnerHTMLAsync(), StringComparison.Ordinal);
        await visit.TapAsync("details summary");
        await visit.Page.FillAsync("input[name=begins]", choice);
        await visit.Page.FillAsync("input[name=ends]", "西吉县");
        await visit.Page.FillAsync("input[name=distance]", "1600");
        await visit.Page.FillAsync("input[name=minutes]", "1500");
        await visit.Page.FillAsync("input[name=source]", "路线测算");
        await visit.TapAsync("details[open] button");
        await Assertions.Expect(visit.Page.Locator("h1")).ToContainTextAsync((string)node["name"]!);
        var page = new Uri(visit.Page.Url).AbsolutePath;

        await visit.GoAsync("/portal/lanes");
        await visit.Page.FillAsync("input[name=from]", choice);
        await visit.Page.FillAsync("input[name=region]", "西吉县");
        await visit.TapAsync("form.filters button");
        await Assertions.Expect(visit.Page.Locator($"tbody a[href='{page}']")).ToHaveCountAsync(1);
        visit.Expects(" 400 ");
        await visit.Page.FillAsync("input[name=region]", "没有这个县");
        await visit.TapAsync("form.filters button");
        await Assertions.Expect(visit.Page.Locator("input[name=region] + [data-fault]")).ToBeVisibleAsync();
        await visit.ShowsAsync("lanes-refused");
    }

    [Theory, MemberData(nameof(Ends))]
    public async Task Lanes_are_imported_once_what_is_wrong_is_mended(int width, string language, string typed, string to)
    {
        Assert.NotEmpty(typed);
        // Of Guyuan, beside those that are stated one by one.
        const string Begins = "640400";
        await using var visit = await portal.VisitAsync(Office, width, language);
        await visit.GoAsync("/portal/lanes");
        await visit.TapAsync("a[href='/portal/lanes/imports']");
        await visit.ShowsAsync("lane-import");
        await visit.Page.SetInputFilesAsync("#file", Table(Row(From, "350000", "26 小时"), Row(Begins, to, "1590")));
        await visit.TapAsync(AriaRole.Button, language == "zh" ? "检查" : "Check it");
        await Assertions.Expect(visit.Page.Locator("table[data-faults] tbody tr")).ToHaveCountAsync(2);
        await visit.ShowsAsync("lane-import-faults");

        await visit.Page.SetInputFilesAsync("#file", Table(Row(From, Next(to), "1591"), Row(From, "350000", "26 小时")));
        await visit.TapAsync(AriaRole.Button, language == "zh" ? "检查" : "Check it");
        await Assertions.Expect(visit.Page.Locator("table[data-faults] tbody tr")).ToHaveCountAsync(1);
        await visit.TapAsync("button[value=import-sound]");
        await Assertions.Expect(visit.Page.Locator("p.note[role=status]")).ToContainTextAsync("1");
        await visit.ShowsAsync("lane-imported");

        await visit.Page.SetInputFilesAsync("#file", Table(Row(From, Next(to), "1592")));
        await visit.TapAsync(AriaRole.Button, language == "zh" ? "检查" : "Check it");
        await Assertions.Expect(visit.Page.Locator("table[data-faults] tbody tr")).ToHaveCountAsync(1);
        var standing = Assert.Single(await StandingAsync(Next(to)))!;
        Assert.Equal(1591, (int)standing["drivingMinutes"]!);
    }

    /// <summary>Further ends that no other test has: Sanming and what follows.</summary>
    static string Next(string to) => to switch { "350181" => "350400", "350200" => "350600", "350300" => "350700", _ => "350800" };

    async Task<IReadOnlyList<JsonNode?>> StandingAsync(string to) =>
        [.. await (await _trade.AsAsync(Office, Ct)).ListAsync($"/logistics/lanes?from={From}&to={to}&on={Today}", Ct)];

    static string Row(string from, string to, string minutes) => $",{from},,,{to},,2000,{minutes},{Today},,路线测算";

    static FilePayload Table(params string[] rows) => new()
    {
        Name = "线路.csv",
        MimeType = "text/csv",
        Buffer = Encoding.UTF8.GetBytes($"{Header}\n{string.Join('\n', rows)}\n"),
    };

    public void Dispose() => _trade.Dispose();
}
