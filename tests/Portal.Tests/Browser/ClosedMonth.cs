using Microsoft.Playwright;
using Xunit;

namespace Marketplace.Portal.Tests.Browser;

/// <summary>The last month, which the nation closes by the page: once, since it never opens again.</summary>
static class ClosedMonth
{
    static readonly Lock Gate = new();
    static Task<int>? _closing;

    /// <summary>"2026-10" while November runs.</summary>
    public static string Month { get; } =
        TimeProvider.System.GetUtcNow().AddHours(8).AddMonths(-1).ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture);

    /// <returns>In how many taps.</returns>
    public static Task<int> ByPageAsync(RunningPortal portal)
    {
        lock (Gate)
        {
            return _closing ??= CloseAsync(portal);
        }
    }

    static async Task<int> CloseAsync(RunningPortal portal)
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
        var taps = visit.Taps;
        using var trade = new Trade(portal);
        await trade.SnapshotTakenAsync("CN", TestContext.Current.CancellationToken);
        await visit.GoAsync("/portal/months");
        await visit.TapAsync("ul.tileset a");
        await Assertions.Expect(visit.Page.Locator("main .warn").First).ToContainTextAsync("下级尚未签认");
        return taps;
    }
}
