using System.Text.Json;
using Marketplace.Testing;
using Microsoft.Playwright;
using Xunit;

namespace Marketplace.Portal.Tests.Browser;

/// <summary>An office confirms what others propose; the nation closes a month, and the offices sign it.</summary>
public sealed class SigningTests(RunningPortal portal) : IDisposable
{
    static readonly Lock Gate = new();
    static Task<int>? _closing;

    readonly Trade _trade = new(portal);

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_month_is_closed_in_five_taps() => Assert.InRange(await ClosedAsync(), 1, 5);

    [Theory]
    [InlineData("office-330211", 360, "zh")]
    [InlineData("office-330281", 1280, "en")]
    public async Task A_month_is_signed_in_five_taps(string office, int width, string language)
    {
        await ClosedAsync();
        await _trade.SnapshotTakenAsync(office[^6..], Ct);
        await using var visit = await portal.VisitAsync(office, width, language);
        await visit.GoAsync("/portal");

        await visit.TapAsync("nav a[href='/portal/months']");
        await visit.ShowsAsync("months");
        await visit.TapAsync("ul.tileset a");
        await visit.ShowsAsync("month");
        await visit.TapAsync(AriaRole.Button, language == "zh" ? "已核对，签认" : "I have checked it: sign");

        await Assertions.Expect(visit.Page.Locator("p.note")).ToContainTextAsync(language == "zh" ? "已由 1 方签认" : "Signed by 1");
        await visit.ShowsAsync("month-signed");
        Assert.InRange(visit.Taps, 1, 5);
        Assert.Single((await SignedFileAsync(visit)).GetProperty("signatures").EnumerateArray());
        Assert.Contains("spreadsheetml", (await FileAsync(visit, 1)).Headers["content-type"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(360, "zh", true)]
    [InlineData(1280, "en", false)]
    public async Task An_application_is_confirmed_or_declined(int width, string language, bool confirms)
    {
        var name = $"镇海区试点食堂 {width}";
        var unitId = await _trade.AppliedAsync(name, "330211", Ct);
        await using var visit = await portal.VisitAsync("office-330211", width, language);
        await visit.GoAsync("/portal");
        await Assertions.Expect(visit.Page.Locator(".todo")).ToContainTextAsync(name);
        await visit.ShowsAsync("official-waiting");

        await visit.Page.Locator(".todo li", new() { HasText = name }).Locator("a").ClickAsync();
        await visit.ShowsAsync("proposal");
        if (confirms)
        {
            await visit.TapAsync(AriaRole.Button, "确认");
            await Eventually.TrueAsync(async () => await _trade.UnitExistsAsync(unitId, Ct), "the unit to be registered", ct: Ct);
        }
        else
        {
            await visit.Page.FillAsync("#reason", "不在本区");
            await visit.TapAsync(AriaRole.Button, "Decline");
            await visit.Page.WaitForURLAsync("**/portal/proposals");
            Assert.False(await _trade.UnitExistsAsync(unitId, Ct));
        }

        await Assertions.Expect(visit.Page.Locator("main")).Not.ToContainTextAsync(name);
    }

    /// <summary>The nation closes the last month by the page: once, since it never opens again.</summary>
    /// <returns>In how many taps.</returns>
    Task<int> ClosedAsync()
    {
        lock (Gate)
        {
            return _closing ??= CloseAsync();
        }
    }

    async Task<int> CloseAsync()
    {
        await using (var desk = await portal.VisitAsync("nation-office", 1280, "en"))
        {
            await desk.GoAsync("/portal/months/closing");
            await desk.ShowsAsync("month-closing");
        }

        await using (var region = await portal.VisitAsync("ningbo-office", 360))
        {
            await region.GoAsync("/portal/months/closing");
            await Assertions.Expect(region.Page.Locator("main form")).ToHaveCountAsync(0);
        }

        await using var visit = await portal.VisitAsync("nation-office", 360);
        await visit.GoAsync("/portal");
        await visit.TapAsync("nav a[href='/portal/months']");
        await visit.ShowsAsync("months-to-close");
        await visit.TapAsync("main a[href='/portal/months/closing']");
        await visit.ShowsAsync("month-closing");
        if (await visit.Page.Locator("#document").CountAsync() > 0)
        {
            // In the first days of a month, before the closing day of the last.
            await visit.Page.FillAsync("#document", "提前关账的通知");
        }

        await visit.TapAsync("form.card button");
        await Assertions.Expect(visit.Page.Locator("p.note[role=status]")).ToContainTextAsync("已关账");
        await Assertions.Expect(visit.Page.Locator("section[aria-labelledby=next]")).ToHaveCountAsync(0);
        await _trade.SnapshotTakenAsync("CN", Ct);
        await visit.GoAsync("/portal/months");
        await visit.TapAsync("ul.tileset a");
        await Assertions.Expect(visit.Page.Locator("main .warn").First).ToContainTextAsync("下级尚未签认");
        // Only what leads to the close counts.
        return visit.Taps - 1;
    }

    static async Task<JsonElement> SignedFileAsync(Visit visit) =>
        (await (await FileAsync(visit, 0)).JsonAsync())!.Value;

    /// <summary>One of the files of a snapshot.</summary>
    static async Task<IAPIResponse> FileAsync(Visit visit, int which)
    {
        var address = await visit.Page.Locator(".exports a").Nth(which).GetAttributeAsync("href");
        var answer = await visit.Page.APIRequest.GetAsync(address!);
        Assert.True(answer.Ok, $"{address}: {answer.Status} {await answer.TextAsync()}");
        return answer;
    }

    public void Dispose() => _trade.Dispose();
}
