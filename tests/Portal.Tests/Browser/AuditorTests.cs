using System.Text;
using System.Text.Json.Nodes;
using Marketplace.AllInOne.Demo;
using Microsoft.Playwright;
using Xunit;

namespace Marketplace.Portal.Tests.Browser;

/// <summary>What an auditor and an operator do, at a telephone and at a desk, in both languages.</summary>
public sealed class AuditorTests(RunningPortal portal)
{
    const string Auditor = "auditor";

    public static TheoryData<int, string> Screens { get; } = OfficialTests.Screens;

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Screens))]
    public async Task The_ledger_is_reckoned_again_and_a_sample_with_an_own_seed_leads_to_its_papers(int width, string language)
    {
        await using var visit = await portal.VisitAsync(Auditor, width, language);
        await visit.GoAsync("/portal/audit");
        await visit.TapAsync("form.card button");
        await Assertions.Expect(visit.Page.Locator("p.note")).ToContainTextAsync(language == "zh" ? "全部相符" : "All agrees");
        await visit.ShowsAsync("auditor-verified");

        await visit.TapAsync("ul.tileset a");
        var pairing = await visit.Page.Locator("select[name=holder] option", new() { HasText = "凉山" }).First.GetAttributeAsync("value");
        await visit.Page.SelectOptionAsync("select[name=holder]", pairing!);
        await visit.Page.FillAsync("input[name=seed]", "2026年审计组第三号");
        await visit.Page.FillAsync("input[name=n]", "5");
        await visit.TapAsync("form.filters button");
        await Assertions.Expect(visit.Page.Locator("tbody tr")).ToHaveCountAsync(5);
        await visit.ShowsAsync("auditor-sample");
        await visit.TapAsync("tbody th a");

        await Assertions.Expect(visit.Page.Locator("ol.chain")).ToContainTextAsync("合作社");
        Assert.InRange(visit.Taps, 1, 4);
    }

    [Theory, MemberData(nameof(Screens))]
    public async Task A_certificate_is_found_good_and_a_changed_one_is_not(int width, string language)
    {
        await using var visit = await portal.VisitAsync(Auditor, width, language);
        var certificate = await CertificateAsync();
        await visit.GoAsync("/portal/audit/file");

        await CheckAsync(visit, certificate);
        await Assertions.Expect(visit.Page.Locator(".badge.good")).ToHaveCountAsync(4);
        await visit.ShowsAsync("auditor-certificate");

        certificate["entry"]!["amountFen"] = (long)certificate["entry"]!["amountFen"]! + 1;
        await CheckAsync(visit, certificate);
        await Assertions.Expect(visit.Page.Locator(".badge.bad")).ToHaveCountAsync(2);
    }

    [Theory, MemberData(nameof(Screens))]
    public async Task An_operator_sees_that_all_is_well_and_is_told_who_invites_an_office(int width, string language)
    {
        await using var visit = await portal.VisitAsync("operator", width, language);
        await visit.GoAsync("/portal/operations");
        await Assertions.Expect(visit.Page.Locator(".tile strong.good")).ToHaveCountAsync(6);
        await visit.ShowsAsync("operator");

        await visit.Page.FillAsync("[id=region]", "330200");
        await visit.Page.FillAsync("#email", $"office-{width}-{language}@demo.example");
        visit.Expects(" 403 ");
        await visit.TapAsync(AriaRole.Button, language == "zh" ? "邀请" : "Invite");

        var refused = visit.Page.Locator(".refused");
        await Assertions.Expect(refused).ToContainTextAsync(language == "zh" ? "上级主管部门" : "office above");
        await Assertions.Expect(visit.Page.Locator("[id=region]")).ToHaveValueAsync("330200");
    }

    static async Task CheckAsync(Visit visit, JsonNode certificate)
    {
        var content = Encoding.UTF8.GetBytes(certificate.ToJsonString());
        await visit.Page.SetInputFilesAsync(
            "#file", new FilePayload { Name = "certificate.json", MimeType = "application/json", Buffer = content });
        await visit.TapAsync("form.card button");
        await visit.Page.WaitForSelectorAsync("#found");
    }

    async Task<JsonNode> CertificateAsync()
    {
        await portal.AppAsync();
        using var stage = new DemoConsole(new HttpClient { BaseAddress = portal.Url }, TextWriter.Null, TimeProvider.System);
        var auditor = await stage.AsAsync(Auditor, Ct);
        var entries = await auditor.GetAsync("/credits/entries?size=1", Ct);
        return await auditor.GetAsync($"/credits/entries/{entries["items"]![0]!["entryId"]}/certificate", Ct);
    }
}
