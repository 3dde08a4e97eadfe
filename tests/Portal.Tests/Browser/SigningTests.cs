using System.Text.Json;
using Marketplace.Testing;
using Microsoft.Playwright;
using Xunit;

namespace Marketplace.Portal.Tests.Browser;

/// <summary>An office confirms what others propose; the nation closes a month, and the offices sign it.</summary>
public sealed class SigningTests(RunningPortal portal) : IDisposable
{
    readonly Trade _trade = new(portal);

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_month_is_closed_in_five_taps() => Assert.InRange(await ClosedMonth.ByPageAsync(portal), 1, 5);

    [Theory]
    [InlineData("office-330211", 360, "zh")]
    [InlineData("office-330281", 1280, "en")]
    public async Task A_month_is_signed_in_five_taps(string office, int width, string language)
    {
        await ClosedMonth.ByPageAsync(portal);
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
            await visit.ArrivesAtAsync("/portal/proposals");
            Assert.False(await _trade.UnitExistsAsync(unitId, Ct));
        }

        await Assertions.Expect(visit.Page.Locator("main")).Not.ToContainTextAsync(name);
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
