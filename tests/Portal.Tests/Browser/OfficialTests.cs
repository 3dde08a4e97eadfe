using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Xunit;

namespace Marketplace.Portal.Tests.Browser;

/// <summary>What officials do, at a telephone and at a desk, in both languages.</summary>
public sealed class OfficialTests(RunningPortal portal)
{
    const string Office = "ningbo-office";

    /// <summary>
    /// Each width and each language once; the other pairs take as long again and are tried by "tests/run --long".
    /// </summary>
    public static TheoryData<int, string> Screens { get; } = new()
    {
        new(360, "zh"), new(1280, "en"), new(1280, "zh") { Explicit = true }, new(360, "en") { Explicit = true },
    };

    [Theory, MemberData(nameof(Screens))]
    public async Task The_first_page_shows_progress_what_waits_and_where_goods_flow(int width, string language)
    {
        await using var visit = await portal.VisitAsync(Office, width, language);

        await visit.GoAsync("/portal");

        await Assertions.Expect(visit.Page.Locator("table tbody tr").First).ToContainTextAsync("凉山彝族自治州");
        await Assertions.Expect(visit.Page.Locator("svg.map path.flow").First).ToBeVisibleAsync();
        await visit.ShowsAsync("official-home");
    }

    [Theory, MemberData(nameof(Screens))]
    public async Task A_figure_leads_to_its_acceptance_in_four_taps(int width, string language)
    {
        await using var visit = await portal.VisitAsync(Office, width, language);
        await visit.GoAsync("/portal");

        await visit.TapAsync("table tbody tr td.num a");
        await visit.ShowsAsync("official-entries");
        await visit.TapAsync("table tbody tr th a");

        await Assertions.Expect(visit.Page.Locator("ol.chain")).ToContainTextAsync(language == "zh" ? "验收" : "Acceptance");
        await Assertions.Expect(visit.Page.Locator("ol.chain")).ToContainTextAsync("合作社");
        await visit.ShowsAsync("official-entry");
        Assert.InRange(visit.Taps, 1, 4);
    }

    [Theory, MemberData(nameof(Screens))]
    public async Task Any_report_is_filtered_and_exported(int width, string language)
    {
        await using var visit = await portal.VisitAsync(Office, width, language);
        await visit.GoAsync("/portal/reports");
        await visit.ShowsAsync("official-reports");

        await visit.TapAsync("ul.tileset a");
        await visit.ShowsAsync("official-report");
        await visit.Page.SelectOptionAsync("select[name=tier]", "County");

        await Assertions.Expect(visit.Page).ToHaveURLAsync(new Regex("tier=County"));
        await Assertions.Expect(visit.Page.Locator("table tbody tr").First).ToBeVisibleAsync();
        var file = await visit.Page.RunAndWaitForDownloadAsync(() => visit.TapAsync(".exports a"));
        Assert.EndsWith(".xlsx", file.SuggestedFilename, StringComparison.Ordinal);
    }
}
