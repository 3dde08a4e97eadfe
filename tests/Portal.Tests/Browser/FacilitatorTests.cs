using System.Globalization;
using Marketplace.AllInOne.Identity;
using Marketplace.Contracts;
using Marketplace.Testing;
using Microsoft.Playwright;
using Xunit;

namespace Marketplace.Portal.Tests.Browser;

/// <summary>What a facilitator sees: what was credited of the sales at which it helped, what was not, and why.</summary>
public sealed class FacilitatorTests(RunningPortal portal) : IDisposable
{
    const string Hall = "zhenhai-hall";

    readonly Trade _trade = new(portal);

    static Guid HallId => (Guid)DemoCast.Named(Hall).Org!;

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(OfficialTests.Screens), MemberType = typeof(OfficialTests))]
    public async Task What_was_credited_for_it_stands_on_the_first_page_with_downloads(int width, string language)
    {
        await HelpAsync();
        await using var visit = await portal.VisitAsync(Hall, width, language);
        await visit.GoAsync("/portal");

        await Assertions.Expect(visit.Page.Locator("table tbody").First).ToContainTextAsync("凉山");
        await visit.ShowsAsync("facilitator-home");
        foreach (var link in await visit.Page.Locator(".exports a").AllAsync())
        {
            var answer = await visit.Page.APIRequest.GetAsync((await link.GetAttributeAsync("href"))!);
            Assert.Contains(".xlsx", answer.Headers["content-disposition"], StringComparison.Ordinal);
        }

        await visit.TapAsync(AriaRole.Link, language == "zh" ? "计入" : "Credited");
        await Assertions.Expect(visit.Page.Locator("table tbody").First).ToContainTextAsync("凉山");
    }

    /// <summary>A sale that counts by the pairing of the hall; once for all screens.</summary>
    async Task HelpAsync()
    {
        await _trade.RegisterFacilitatorAsync(Hall, HallId, Ct);
        var hall = await _trade.AsAsync(Hall, Ct);
        var month = BusinessDay.Of(TimeProvider.System.GetUtcNow()).ToString("yyyy-MM", CultureInfo.InvariantCulture);
        var path = $"/credits/own/credited?month={month}";
        if ((await hall.ListAsync(path, Ct, "rows")).Count > 0)
        {
            return;
        }

        await _trade.HelpedAsync(HallId, Ct);
        await Eventually.TrueAsync(async () => (await hall.ListAsync(path, Ct, "rows")).Count > 0, "the sale to be credited", ct: Ct);
    }

    public void Dispose() => _trade.Dispose();
}
