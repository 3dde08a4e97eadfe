using System.Text.Json.Nodes;
using Marketplace.AllInOne.Identity;
using Microsoft.Playwright;
using Xunit;

namespace Marketplace.Portal.Tests.Browser;

/// <summary>A party is put under suspicion where somebody looks at its credit, seen by others, and cleared by whoever raised it.</summary>
public sealed class SuspicionTests(RunningPortal portal) : IDisposable
{
    const string Company = "fuqing-company";
    const string East = "office-350181";
    const string West = "office-640422";

    readonly Trade _trade = new(portal);

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(OfficialTests.Screens), MemberType = typeof(OfficialTests))]
    public async Task It_is_raised_from_an_entry_and_cleared_by_whoever_raised_it(int width, string language)
    {
        var reason = $"举报空转套取 {width}{language}";
        await RaiseAsync(width, language, reason);
        var raised = Assert.Single(await OpenAsync(), row => (string)row!["reason"]! == reason)!;
        Assert.Equal(DemoCast.Named(Company).Org, (Guid?)raised["partyId"]);
        var row = $"li[data-suspicion='{raised["suspicionId"]}']";

        await using (var auditor = await portal.VisitAsync("auditor", width, language))
        {
            await auditor.GoAsync("/portal");
            await auditor.TapAsync("nav a[href='/portal/suspicions']");
            await Assertions.Expect(auditor.Page.Locator(row)).ToContainTextAsync(reason);
            await Assertions.Expect(auditor.Page.Locator("form.fields")).ToHaveCountAsync(0);
            await auditor.ShowsAsync("suspicions-read");
        }

        await using (var west = await portal.VisitAsync(West, width, language))
        {
            west.Expects(" 403 ");
            await west.GoAsync("/portal/suspicions");
            await west.TapAsync($"{row} summary");
            await west.Page.FillAsync($"{row} textarea", "本地核查无误");
            await west.TapAsync($"{row} button");
            await Assertions.Expect(west.Page.Locator(".refused")).ToBeVisibleAsync();
            await Assertions.Expect(west.Page.Locator($"{row} textarea")).ToHaveValueAsync("本地核查无误");
            await west.ShowsAsync("suspicion-not-cleared");
        }

        Assert.Contains(await OpenAsync(), row => (string)row!["reason"]! == reason);
        await using var east = await portal.VisitAsync(East, width, language);
        await east.GoAsync("/portal/suspicions");
        await east.TapAsync($"{row} summary");
        await east.Page.FillAsync($"{row} textarea", "核对入库单，属实");
        await east.TapAsync($"{row} button");
        await Assertions.Expect(east.Page.Locator("p.note[role=status]")).ToBeVisibleAsync();
        await Assertions.Expect(east.Page.Locator($"{row} .badge.soft")).ToHaveCountAsync(1);
        await east.ShowsAsync("suspicion-cleared");
        Assert.DoesNotContain(await OpenAsync(), row => (string)row!["reason"]! == reason);
    }

    /// <summary>First without a reason, which is refused beside the field.</summary>
    async Task RaiseAsync(int width, string language, string reason)
    {
        await using var visit = await portal.VisitAsync(East, width, language);
        visit.Expects(" 400 ");
        await visit.GoAsync($"/portal/entries/{await EntryAsync()}");
        await visit.TapAsync("details summary");
        await visit.TapAsync("input[name=party][value=unit]");
        await visit.Page.FillAsync("textarea[name=reason]", " ");
        await visit.TapAsync("details[open] button");
        await Assertions.Expect(visit.Page.Locator("textarea[name=reason] + [data-fault]")).ToBeVisibleAsync();
        await Assertions.Expect(visit.Page.Locator("input[name=party][value=unit]")).ToBeCheckedAsync();
        await visit.ShowsAsync("suspicion-refused");
        await visit.Page.FillAsync("textarea[name=reason]", reason);
        await visit.TapAsync("details[open] button");
        await visit.ArrivesAtAsync("/portal/suspicions");
        await Assertions.Expect(visit.Page.Locator("main")).ToContainTextAsync(reason);
        await visit.ShowsAsync("suspicions");
    }

    /// <summary>What the company bought of the west in the demo was credited.</summary>
    async Task<Guid> EntryAsync()
    {
        var entries = await (await _trade.AsAsync(East, Ct)).ListAsync("/credits/entries", Ct);
        return (Guid)entries[0]["entryId"]!;
    }

    async Task<IReadOnlyList<JsonNode?>> OpenAsync() =>
        [.. await (await _trade.AsAsync(East, Ct)).ListAsync("/credits/suspicions?open=true", Ct)];

    public void Dispose() => _trade.Dispose();
}
