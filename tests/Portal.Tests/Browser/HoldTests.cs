using System.Text.Json.Nodes;
using Marketplace.AllInOne.Demo;
using Marketplace.AllInOne.Identity;
using Marketplace.Contracts;
using Marketplace.Testing;
using Microsoft.Playwright;
using Xunit;

namespace Marketplace.Portal.Tests.Browser;

/// <summary>Held sales, voids and corrections: one office proposes, the other confirms, and what each did is seen.</summary>
public sealed class HoldTests(RunningPortal portal) : IDisposable
{
    const string Company = "fuqing-company";
    const string East = "office-350181";
    const string West = "office-640422";
    const decimal Bags = 30;

    static readonly Lock Gate = new();
    static Task? _suspected;

    readonly Trade _trade = new(portal);

    public static TheoryData<int, string, bool> Decisions { get; } =
        new() { { 360, "zh", true }, { 1280, "zh", false }, { 360, "en", false }, { 1280, "en", true } };

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Decisions))]
    public async Task A_held_sale_is_decided_by_both_sides(int width, string language, bool isReleased)
    {
        var lineId = await HeldAsync();
        var holdId = (Guid)(await HoldAsync(lineId))["holdId"]!;
        await using (var east = await portal.VisitAsync(East, width, language))
        {
            await east.GoAsync("/portal");
            await east.TapAsync("nav a[href='/portal/holds']");
            await Assertions.Expect(east.Page.Locator("section[aria-labelledby=reasons] li").First).ToBeVisibleAsync();
            await east.ShowsAsync("holds");
            await east.TapAsync($"a[href='/portal/holds/{holdId}']");
            await east.ShowsAsync("hold");
            await east.Page.FillAsync("#note", "已到现场核对入库单");
            await east.Page.FillAsync("#document", "核查记录 2026-7");
            await east.TapAsync($"button[value={(isReleased ? "release" : "rejection")}]");
            await Assertions.Expect(east.Page.Locator("section[aria-labelledby=proposed] .good")).ToHaveCountAsync(1);
            await Assertions.Expect(east.Page.Locator("section[aria-labelledby=proposed] .warn")).ToHaveCountAsync(1);
            await east.ShowsAsync("hold-proposed");
            Assert.Equal(3, east.Taps);
        }

        Assert.Equal("Open", (string?)(await HoldAsync(lineId))["state"]);
        await using var west = await portal.VisitAsync(West, width, language);
        await west.GoAsync($"/portal/holds/{holdId}");
        await west.TapAsync("section[aria-labelledby=proposed] a.button");
        await Assertions.Expect(west.Page.Locator("section[aria-labelledby=hold]")).ToContainTextAsync("西吉马铃薯粉条");
        await Assertions.Expect(west.Page.Locator("main")).ToContainTextAsync("已到现场核对入库单");
        await west.ShowsAsync("hold-proposal");
        await west.TapAsync(AriaRole.Button, language == "zh" ? "确认" : "Confirm");
        await west.ArrivesAtAsync("/portal/proposals");

        Assert.Equal(isReleased ? "Released" : "Rejected", (string?)(await HoldAsync(lineId))["state"]);
        await west.GoAsync($"/portal/holds/{holdId}");
        await Assertions.Expect(west.Page.Locator("dl.card")).ToContainTextAsync("核查记录 2026-7");
        await west.ShowsAsync("hold-decided");
    }

    [Fact]
    public async Task Whoever_proposed_it_takes_it_back()
    {
        var lineId = await HeldAsync();
        var holdId = (Guid)(await HoldAsync(lineId))["holdId"]!;
        await (await _trade.AsAsync(East, Ct)).PostAsync($"/credits/holds/{holdId}/release", new { Note = "误提", Document = "无" }, Ct);
        await using var visit = await portal.VisitAsync(East, 360);
        await visit.GoAsync($"/portal/holds/{holdId}");
        await visit.TapAsync("section[aria-labelledby=proposed] a.button");
        await Assertions.Expect(visit.Page.Locator("#document")).ToHaveCountAsync(0);
        await visit.Page.FillAsync("#reason", "材料不全");
        await visit.TapAsync(AriaRole.Button, "撤回");
        await visit.ArrivesAtAsync("/portal/proposals");

        await visit.GoAsync($"/portal/holds/{holdId}");
        await Assertions.Expect(visit.Page.Locator("#note")).ToBeVisibleAsync();
    }

    [Theory, InlineData(360, "zh"), InlineData(1280, "en")]
    public async Task A_sale_is_corrected_with_the_word_of_the_other_side(int width, string language)
    {
        var lineId = await HeldAsync();
        await HoldAsync(lineId);
        await using (var east = await portal.VisitAsync(East, width, language))
        {
            await east.GoAsync($"/portal/sales/{lineId}");
            await east.Page.Locator("summary").Nth(1).ClickAsync();
            await east.ShowsAsync("sale-rulings");
            await east.Page.FillAsync("input[name=origin]", "999999");
            await east.Page.Locator("details[open] input[name=reason]").FillAsync("产地标错");
            await east.Page.Locator("details[open] input[name=document]").FillAsync("产地证明");
            await east.TapAsync("details[open] button");
            await Assertions.Expect(east.Page.Locator("input[name=origin] + [data-fault]")).ToBeVisibleAsync();
            Assert.Equal("产地标错", await east.Page.Locator("details[open] input[name=reason]").InputValueAsync());
            east.Expects(" 400 ");
            // The neighbour of Xiji.
            await east.Page.FillAsync("input[name=origin]", "640423");
            await east.TapAsync("details[open] button");
            await Assertions.Expect(east.Page.Locator("p.note[role=status]")).ToBeVisibleAsync();
        }

        await using var west = await portal.VisitAsync(West, width, language);
        await west.GoAsync("/portal/holds");
        await west.TapAsync("main a[href='/portal/corrections']");
        await west.ShowsAsync("corrections");
        await west.TapAsync("ul.tileset a");
        await Assertions.Expect(west.Page.Locator("main")).ToContainTextAsync("产地标错");
        await west.ShowsAsync("correction");
        await west.Page.FillAsync("#note", "属实");
        await west.TapAsync("button[value=approval]");
        await Assertions.Expect(west.Page.Locator("p.note[role=status]")).ToContainTextAsync(language == "zh" ? "已批准" : "Approved");
        var office = await _trade.AsAsync(East, Ct);
        var sale = await office.GetAsync($"/credits/sales/{lineId}", Ct);
        Assert.Equal("640423", ((string)sale["acceptances"]![0]!["facts"]!["origin"]!["path"]!).Trim('/').Split('/')[^1]);
    }

    [Theory, InlineData(1280, "zh"), InlineData(360, "en")]
    public async Task A_fake_sale_is_voided_by_both_sides(int width, string language)
    {
        var lineId = await HeldAsync();
        await HoldAsync(lineId);
        await using (var east = await portal.VisitAsync(East, width, language))
        {
            await east.GoAsync($"/portal/sales/{lineId}");
            await east.Page.Locator("summary").First.ClickAsync();
            await east.Page.Locator("details[open] input[name=reason]").FillAsync("空转");
            await east.Page.Locator("details[open] input[name=document]").FillAsync("处罚决定");
            await east.TapAsync("details[open] button.danger");
            await Assertions.Expect(east.Page.Locator("p.note[role=status]")).ToBeVisibleAsync();
            await east.ShowsAsync("sale-proposed");
        }

        await using var west = await portal.VisitAsync(West, width, language);
        await west.GoAsync($"/portal/sales/{lineId}");
        await west.TapAsync("a[href^='/portal/proposals/credits/']");
        await west.ShowsAsync("void-proposal");
        await west.TapAsync(AriaRole.Button, language == "zh" ? "确认" : "Confirm");
        await west.ArrivesAtAsync("/portal/proposals");
        Assert.Equal("Rejected", (string?)(await HoldAsync(lineId))["state"]);
    }

    /// <summary>A sale of a company under suspicion.</summary>
    /// <returns>Its line.</returns>
    async Task<Guid> HeldAsync()
    {
        await SuspectedAsync();
        return (await _trade.SoldAsync(Company, Goods.Noodles, DemoSteps.North, Bags, Ct)).LineId;
    }

    async Task<JsonNode> HoldAsync(Guid lineId)
    {
        var office = await _trade.AsAsync(East, Ct);
        return await Eventually.NotNullAsync(
            async () => await office.ListAsync($"/credits/holds?lineId={lineId}", Ct) is [var hold, ..] ? hold : null, "the hold", ct: Ct);
    }

    /// <summary>Its own office suspects the company; once for all tests.</summary>
    Task SuspectedAsync()
    {
        lock (Gate)
        {
            return _suspected ??= SuspectAsync();
        }
    }

    async Task SuspectAsync()
    {
        await portal.AppAsync();
        await (await _trade.AsAsync(East, CancellationToken.None)).PostAsync(
            "/credits/suspicions",
            new
            {
                SuspicionId = Guid.CreateVersion7(),
                UnitId = DemoCast.Named(Company).Org,
                From = BusinessDay.Of(TimeProvider.System.GetUtcNow()),
                Reason = "举报空转套取",
            },
            CancellationToken.None);
    }

    public void Dispose() => _trade.Dispose();
}
