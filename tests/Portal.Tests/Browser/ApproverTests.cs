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

    async Task<JsonNode> OrderAsync(Guid orderId) =>
        await (await _trade.AsAsync(Buyer, Ct)).GetAsync($"/ordering/orders/{orderId}", Ct);

    public void Dispose() => _trade.Dispose();
}
