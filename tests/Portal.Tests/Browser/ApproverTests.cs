using System.Text.Json.Nodes;
using Marketplace.AllInOne.Identity;
using Marketplace.Testing;
using Microsoft.Playwright;
using Xunit;

namespace Marketplace.Portal.Tests.Browser;

/// <summary>Who approves: sees what waits with what it leaves of the budget, and decides.</summary>
public sealed class ApproverTests(RunningPortal portal) : IDisposable
{
    /// <summary>From whom no other test orders.</summary>
    const string Buyer = "huicheng-company";

    const string School = "zhenhai-school";

    static readonly string Approver = DemoCast.ApproverOf(Buyer);

    readonly Trade _trade = new(portal);

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(OfficialTests.Screens), MemberType = typeof(OfficialTests))]
    public async Task An_order_is_approved_in_three_taps(int width, string language)
    {
        await using var visit = await portal.VisitAsync(Approver, width, language);
        await visit.GoAsync("/portal");
        await _trade.FilePolicyAsync(Buyer, (await visit.Page.GetAttributeAsync("body", "data-person"))!, Ct);
        var orderId = await _trade.OrderedAsync(Buyer, 20, 10, Ct);
        await Eventually.EqualAsync("AwaitingApproval", async () => (string?)(await OrderAsync(orderId))["state"], ct: Ct);

        await visit.GoAsync("/portal");
        await visit.ShowsAsync("approver-home");
        await visit.TapAsync($"a[href='/portal/approvals/{orderId}']");
        await visit.ShowsAsync("approver-order");
        await visit.TapAsync(AriaRole.Button, language == "zh" ? "批准" : "Approve");

        await Eventually.EqualAsync("Confirmed", async () => (string?)(await OrderAsync(orderId))["state"], ct: Ct);
        Assert.InRange(visit.Taps, 1, 3);
    }

    [Theory, MemberData(nameof(OfficialTests.Screens), MemberType = typeof(OfficialTests))]
    public async Task An_order_is_refused_with_a_reason(int width, string language)
    {
        await using var visit = await portal.VisitAsync(Approver, width, language);
        await visit.GoAsync("/portal");
        await _trade.FilePolicyAsync(Buyer, (await visit.Page.GetAttributeAsync("body", "data-person"))!, Ct);
        var orderId = await _trade.OrderedAsync(Buyer, 20, 1, Ct);
        await Eventually.EqualAsync("AwaitingApproval", async () => (string?)(await OrderAsync(orderId))["state"], ct: Ct);
        await visit.GoAsync($"/portal/approvals/{orderId}");

        await visit.Page.FillAsync("#reason", "本周已够");
        await visit.TapAsync("button.danger");

        await Eventually.EqualAsync("Cancelled", async () => (string?)(await OrderAsync(orderId))["state"], ct: Ct);
    }

    [Theory, MemberData(nameof(OfficialTests.Screens), MemberType = typeof(OfficialTests))]
    public async Task A_post_is_delegated_to_a_colleague_and_taken_back(int width, string language)
    {
        await using var visit = await portal.VisitAsync(DemoCast.ApproverOf(School), width, language);
        await visit.GoAsync("/portal");
        await HoldPostAsync((await visit.Page.GetAttributeAsync("body", "data-person"))!);
        await visit.GoAsync("/portal/delegations");
        await visit.ShowsAsync("approver-delegation");

        await visit.Page.Locator("input[name=reason]").First.FillAsync("出差");
        await visit.TapAsync("form.grid button");
        await Assertions.Expect(visit.Page.Locator("form.line")).ToHaveCountAsync(1);
        await visit.TapAsync("form.line button");

        await Assertions.Expect(visit.Page.Locator("form.line")).ToHaveCountAsync(0);
        Assert.InRange(visit.Taps, 1, 3);
    }

    /// <summary>A post of the school, which has another approver too.</summary>
    async Task HoldPostAsync(string subject)
    {
        var approver = await _trade.AsAsync(DemoCast.ApproverOf(School), Ct);
        var holders = new[] { new { Subject = subject, From = new DateOnly(2026, 1, 1) } };
        var post = new { UnitId = DemoCast.Named(School).Org, Name = "食堂主任", Holders = holders };
        await approver.PutAsync($"/ordering/posts/{Guid.CreateVersion7()}", post, etag: null, Ct);
    }

    async Task<JsonNode> OrderAsync(Guid orderId) =>
        await (await _trade.AsAsync(Buyer, Ct)).GetAsync($"/ordering/orders/{orderId}", Ct);

    public void Dispose() => _trade.Dispose();
}
