using System.Text.Json.Nodes;
using Marketplace.Testing;
using Microsoft.Playwright;
using Xunit;

namespace Marketplace.Portal.Tests.Browser;

/// <summary>
/// Who takes goods in, with a telephone in one hand: accepting, refusing in part, and doing so where there is no network.
/// </summary>
public sealed class ReceiverTests(RunningPortal portal) : IDisposable
{
    const int Lines = 10;

    readonly Trade _trade = new(portal);

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(OfficialTests.Screens), MemberType = typeof(OfficialTests))]
    public async Task A_delivery_of_ten_lines_is_accepted_in_six_taps(int width, string language)
    {
        var shipmentId = await _trade.ArrivedAsync(Lines, Ct);
        await using var visit = await portal.VisitAsync(Trade.Buyer, width, language);
        await visit.GoAsync("/portal");
        await visit.ShowsAsync("receiver-home");

        await visit.TapAsync($"a[data-delivery='{shipmentId}']");
        await visit.ShowsAsync("receiver-acceptance");
        await visit.TapAsync("#acceptance button");

        await Assertions.Expect(visit.Page.Locator("p.card[role=status]")).ToContainTextAsync(language == "zh" ? "已于" : "Accepted at");
        await visit.ShowsAsync("receiver-accepted");
        Assert.InRange(visit.Taps, 1, 6);
        Assert.Equal(["11", "12", "13"], AcceptedOf(await _trade.ShipmentAsync(shipmentId, Ct)).Take(3));
    }

    [Fact]
    public async Task A_line_is_refused_in_part_and_what_can_not_be_is_said_beside_it()
    {
        var shipmentId = await _trade.ArrivedAsync(2, Ct);
        await using var visit = await portal.VisitAsync(Trade.Buyer, 360);
        await visit.GoAsync($"/portal/deliveries/{shipmentId}");
        await visit.TapAsync("ul.lines li:nth-child(2) summary");
        await visit.Page.FillAsync("ul.lines li:nth-child(2) input[name=rejected]", "99");
        await visit.Page.FillAsync("ul.lines li:nth-child(2) input[name=reason]", "霉变");

        visit.Expects(" 400 ");
        await visit.TapAsync("#acceptance button");
        await Assertions.Expect(visit.Page.Locator("[data-refused]")).ToBeVisibleAsync();
        await Assertions.Expect(visit.Page.Locator("ul.lines li:nth-child(2) [data-fault]")).Not.ToBeEmptyAsync();
        await visit.ShowsAsync("receiver-refused");

        await visit.Page.ReloadAsync();
        await Assertions.Expect(visit.Page.Locator("ul.lines li:nth-child(2) input[name=rejected]")).ToHaveValueAsync("99");
        await visit.Page.FillAsync("ul.lines li:nth-child(2) input[name=rejected]", "2,5".Replace(',', '.'));
        await visit.TapAsync("#acceptance button");

        await Assertions.Expect(visit.Page.Locator("p.card[role=status]")).ToContainTextAsync("已于");
        var sheet = (await _trade.ShipmentAsync(shipmentId, Ct))["acceptances"]!.AsArray().Single()!["lines"]!.AsArray();
        Assert.Equal(["11", "9.5"], sheet.Select(line => (string)line!["accepted"]!));
        Assert.Equal("2.5", (string?)sheet[1]!["rejected"]);
        Assert.Equal("霉变", (string?)sheet[1]!["rejectionReason"]);
    }

    [Fact]
    public async Task Without_a_network_a_receipt_of_ten_lines_is_kept_over_a_reload_and_recorded_once()
    {
        var shipmentId = await _trade.ArrivedAsync(Lines, Ct);
        await using var visit = await portal.VisitAsync(Trade.Buyer, 360);
        var page = visit.Page;
        await visit.GoAsync("/portal");
        await Eventually.TrueAsync(
            () => page.EvaluateAsync<bool>($"caches.match('/portal/deliveries/{shipmentId}').then(kept => kept !== undefined)"),
            "the delivery to be kept on the device", ct: Ct);
        visit.Expects("ERR_INTERNET_DISCONNECTED");
        visit.Expects("ERR_FAILED");
        await page.Context.SetOfflineAsync(true);

        await visit.TapAsync($"a[data-delivery='{shipmentId}']");
        await visit.TapAsync("ul.lines li:nth-child(3) summary");
        await page.FillAsync("ul.lines li:nth-child(3) input[name=short]", "1");
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator("ul.lines li:nth-child(3) input[name=short]")).ToHaveValueAsync("1");
        await visit.TapAsync("#acceptance button");
        await Assertions.Expect(page.Locator("[data-told]")).ToContainTextAsync("没有网络");
        await Assertions.Expect(page.Locator("#unsent")).ToBeVisibleAsync();
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator("#unsent")).ToContainTextAsync("1");
        await Assertions.Expect(page.Locator("#acceptance button")).ToBeDisabledAsync();
        await visit.ShowsAsync("receiver-offline");
        Assert.Empty(AcceptedOf(await _trade.ShipmentAsync(shipmentId, Ct)));

        await page.Context.SetOfflineAsync(false);

        await Assertions.Expect(page.Locator("p.card[role=status]")).ToContainTextAsync("已于", new() { Timeout = 30_000 });
        await Assertions.Expect(page.Locator("#unsent")).ToBeHiddenAsync();
        Assert.Equal(
            ["11", "12", "12", "14", "15", "16", "17", "18", "19", "20"], AcceptedOf(await _trade.ShipmentAsync(shipmentId, Ct)));
    }

    [Fact]
    public async Task A_receipt_whose_answer_is_lost_is_recorded_once()
    {
        var shipmentId = await _trade.ArrivedAsync(Lines, Ct);
        await using var visit = await portal.VisitAsync(Trade.Buyer, 360);
        await visit.GoAsync($"/portal/deliveries/{shipmentId}");
        // What is sent by itself, every fifteen seconds, is not answered either until the test says so.
        var (asked, lost, isAnswered) = (0, 0, false);
        visit.Expects("ERR_FAILED");
        await visit.Page.RouteAsync("**/acceptance", async route =>
        {
            asked++;
            if (!isAnswered)
            {
                await route.FetchAsync(new() { MaxRedirects = 0 });
                lost++;
                await route.AbortAsync();
            }
            else
            {
                await route.ContinueAsync();
            }
        });

        await visit.TapAsync("#acceptance button");
        await Assertions.Expect(visit.Page.Locator("[data-told]")).ToContainTextAsync("没有网络");
        Assert.Equal(Lines, AcceptedOf(await _trade.ShipmentAsync(shipmentId, Ct)).Count());
        isAnswered = true;
        // Not waited for: the page that it goes on to would take the answer away.
        await visit.Page.EvaluateAsync("void window.receipts.send()");

        await Assertions.Expect(visit.Page.Locator("p.card[role=status]")).ToContainTextAsync("已于", new() { Timeout = 30_000 });
        Assert.True(asked > lost && lost > 0);
        Assert.Equal(Lines, AcceptedOf(await _trade.ShipmentAsync(shipmentId, Ct)).Count());
    }

    /// <summary>The quantities of all acceptances, line by line.</summary>
    static IEnumerable<string> AcceptedOf(JsonNode shipment) => shipment["acceptances"]!.AsArray()
        .SelectMany(sheet => sheet!["lines"]!.AsArray()).Select(line => (string)line!["accepted"]!);

    public void Dispose() => _trade.Dispose();
}
