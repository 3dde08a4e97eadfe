using Marketplace.AllInOne.Demo;
using Marketplace.Testing;
using Microsoft.Playwright;
using Xunit;

namespace Marketplace.Portal.Tests.Browser;

/// <summary>A part of a delivery is disputed, the rest accepted; one party proposes a ruling and the other confirms it.</summary>
public sealed class DisputeTests(RunningPortal portal) : IDisposable
{
    const string Disputed = "/portal/disputes/";

    readonly Trade _trade = new(portal);

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(OfficialTests.Screens), MemberType = typeof(OfficialTests))]
    public async Task Goods_in_doubt_are_disputed_the_rest_accepted_and_both_parties_rule(int width, string language)
    {
        var shipmentId = await _trade.ArrivedAsync(1, Ct);
        var page = await RaiseAsync(shipmentId, width, language);

        await using (var supplier = await portal.VisitAsync(Goods.ZhaojuePotato.Seller, width, language))
        {
            supplier.Expects(" 400 ");
            await supplier.GoAsync("/portal");
            await supplier.TapAsync("nav a[href='/portal/disputes']");
            await supplier.ShowsAsync("disputes");
            await supplier.TapAsync($"a[href='{page}']");
            await Assertions.Expect(supplier.Page.Locator("section[aria-labelledby=buyer]")).ToContainTextAsync("表皮发绿");
            await Assertions.Expect(supplier.Page.Locator("section[aria-labelledby=custody] ol li").First).ToBeVisibleAsync();
            await supplier.Page.FillAsync("#accepted", "1");
            await supplier.Page.FillAsync("#rejected", "2");
            await supplier.Page.FillAsync("#note", "只有一公斤可用");
            await supplier.TapAsync("form.card button");
            await Assertions.Expect(supplier.Page.Locator("#accepted + [data-fault]")).ToBeVisibleAsync();
            await Assertions.Expect(supplier.Page.Locator("#note")).ToHaveValueAsync("只有一公斤可用");
            await supplier.ShowsAsync("dispute-refused");
            await supplier.Page.FillAsync("#rejected", "3");
            await supplier.TapAsync("form.card button");
            await Assertions.Expect(supplier.Page.Locator("section[aria-labelledby=proposed] .good")).ToHaveCountAsync(1);
            await supplier.ShowsAsync("dispute-proposed");
        }

        await using (var buyer = await portal.VisitAsync(Trade.Buyer, width, language))
        {
            await buyer.GoAsync("/portal");
            await buyer.TapAsync("main p.warn a[href='/portal/disputes']");
            await buyer.TapAsync($"main a[href='{page}']");
            await buyer.TapAsync("section[aria-labelledby=proposed] a.button");
            await Assertions.Expect(buyer.Page.Locator("main")).ToContainTextAsync("只有一公斤可用");
            await buyer.ShowsAsync("dispute-to-confirm");
            await buyer.TapAsync(AriaRole.Button, language == "zh" ? "确认" : "Confirm");
            await buyer.ArrivesAtAsync(page);
            await Assertions.Expect(buyer.Page.Locator("h1 .badge.good")).ToHaveCountAsync(1);
            await buyer.ShowsAsync("dispute-ruled");
        }

        var dispute = Assert.Single((await _trade.ShipmentAsync(shipmentId, Ct))["disputes"]!.AsArray())!;
        Assert.Equal(("Ruled", "1", "3"), ((string)dispute["state"]!, (string)dispute["accepted"]!, (string)dispute["rejected"]!));
        Assert.Equal("Accepted", (string?)(await _trade.ShipmentAsync(shipmentId, Ct))["state"]);
    }

    [Fact]
    public async Task Whoever_proposed_a_ruling_takes_it_back_and_offices_carriers_and_auditors_look_on()
    {
        var shipmentId = await _trade.ArrivedAsync(1, Ct);
        var disputeId = Guid.CreateVersion7();
        var buyer = await _trade.AsAsync(Trade.Buyer, Ct);
        var line = (await _trade.ShipmentAsync(shipmentId, Ct))["lines"]![0]!;
        await buyer.PostAsync(
            $"/logistics/shipments/{shipmentId}/disputes",
            new { disputeId, LineId = (Guid)line["lineId"]!, Quantity = "11", Reason = "等级不符" }, Ct);
        await buyer.PostAsync(
            $"/logistics/disputes/{disputeId}/ruling", new { Accepted = "11", Rejected = "0", Note = "按二级收下" }, Ct);

        await using (var visit = await portal.VisitAsync(Trade.Buyer, 360))
        {
            await visit.GoAsync($"/portal/deliveries/{shipmentId}");
            await Assertions.Expect(visit.Page.Locator("#acceptance")).ToHaveCountAsync(0);
            await Assertions.Expect(visit.Page.Locator("p.card[role=status]").First).ToContainTextAsync("全部有异议");
            await visit.ShowsAsync("delivery-all-disputed");
            await visit.TapAsync($"a[href='{Disputed}{disputeId}']");
            await visit.TapAsync("section[aria-labelledby=proposed] a.button");
            await visit.Page.FillAsync("#reason", "改为一半");
            await visit.TapAsync(AriaRole.Button, "撤回");
            await visit.ArrivesAtAsync($"{Disputed}{disputeId}");
            await Assertions.Expect(visit.Page.Locator("#accepted")).ToBeVisibleAsync();
        }

        foreach (var (name, rules) in new[] { ("office-330281", true), (DemoSteps.SouthWest.Identity, false), ("auditor", false) })
        {
            await using var visit = await portal.VisitAsync(name);
            await visit.GoAsync("/portal");
            await visit.TapAsync("nav a[href='/portal/disputes']");
            await visit.TapAsync($"a[href='{Disputed}{disputeId}']");
            await Assertions.Expect(visit.Page.Locator("section[aria-labelledby=buyer]")).ToContainTextAsync("等级不符");
            await Assertions.Expect(visit.Page.Locator("#accepted")).ToHaveCountAsync(rules ? 1 : 0);
            await visit.ShowsAsync("dispute-open");
        }
    }

    /// <summary>Four of eleven kilograms are disputed, after twelve were refused; the other seven are accepted.</summary>
    /// <returns>The page of the dispute.</returns>
    async Task<string> RaiseAsync(Guid shipmentId, int width, string language)
    {
        await using var buyer = await portal.VisitAsync(Trade.Buyer, width, language);
        buyer.Expects(" 400 ");
        await buyer.GoAsync($"/portal/deliveries/{shipmentId}");
        await buyer.TapAsync("section[aria-labelledby=disputes] summary");
        await buyer.Page.FillAsync("#disputed-quantity", "12");
        await buyer.Page.FillAsync("#disputed-reason", "表皮发绿");
        await buyer.TapAsync("section[aria-labelledby=disputes] form button");
        await Assertions.Expect(buyer.Page.Locator("#disputed-quantity + [data-fault]")).ToBeVisibleAsync();
        await Assertions.Expect(buyer.Page.Locator("#disputed-reason")).ToHaveValueAsync("表皮发绿");
        await buyer.ShowsAsync("dispute-to-raise");
        await buyer.Page.FillAsync("#disputed-quantity", "4");
        await buyer.TapAsync("section[aria-labelledby=disputes] form button");
        await Assertions.Expect(buyer.Page.Locator("section[aria-labelledby=buyer]")).ToContainTextAsync("表皮发绿");
        var page = new Uri(buyer.Page.Url).AbsolutePath;

        await buyer.GoAsync($"/portal/deliveries/{shipmentId}");
        await Assertions.Expect(buyer.Page.Locator("#acceptance .amount")).ToContainTextAsync("7");
        await buyer.ShowsAsync("delivery-disputed");
        await buyer.TapAsync("#acceptance .sticky button");
        await Eventually.TrueAsync(
            async () => (await _trade.ShipmentAsync(shipmentId, Ct))["acceptances"]!.AsArray().Count == 1,
            "the acceptance of the rest", ct: Ct);
        var accepted = (await _trade.ShipmentAsync(shipmentId, Ct))["acceptances"]![0]!;
        Assert.Equal("7", (string?)accepted["lines"]![0]!["accepted"]);
        return page;
    }

    public void Dispose() => _trade.Dispose();
}
