using Marketplace.AllInOne.Identity;
using Microsoft.Playwright;
using Xunit;

namespace Marketplace.Portal.Tests.Browser;

/// <summary>A carrier states and ends what it asks; others find it by the way.</summary>
public sealed class TariffTests(RunningPortal portal) : IDisposable
{
    const string Carrier = "carrier-north";

    readonly Trade _trade = new(portal);

    /// <summary>Each from a county of its own: of the same ends one stands at a time.</summary>
    public static TheoryData<int, string, string, string> Ways { get; } = new()
    {
        new(360, "zh", "西吉县", "640422"), new(1280, "en", "640423", "640423"),
        new(1280, "zh", "640424", "640424") { Explicit = true }, new(360, "en", "640425", "640425") { Explicit = true },
    };

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Ways))]
    public async Task A_tariff_is_stated_found_by_a_buyer_and_ended(int width, string language, string typed, string from)
    {
        await using var visit = await portal.VisitAsync(Carrier, width, language);
        visit.Expects(" 400 ");
        await visit.GoAsync("/portal");
        await visit.TapAsync("nav a[href='/portal/tariffs/own']");
        if (await visit.Page.Locator("details[open]").CountAsync() == 0)
        {
            await visit.TapAsync("details summary");
        }

        await visit.Page.FillAsync("input[name=begins]", typed);
        await visit.Page.FillAsync("input[name=ends]", "福建省");
        await visit.Page.SelectOptionAsync("select[name=class]", "Frozen");
        await visit.Page.FillAsync("input[name=perTonne]", "900");
        await visit.Page.FillAsync("input[name=lorryKg]", "12000");
        await visit.Page.FillAsync("input[name=minimum]", "很多");
        await visit.TapAsync("details[open] button");
        await Assertions.Expect(visit.Page.Locator("input[name=lorryYuan] + [data-fault], input[name=lorryKg] + [data-fault]").First)
            .ToBeVisibleAsync();
        await Assertions.Expect(visit.Page.Locator("input[name=minimum] + [data-fault]")).ToBeVisibleAsync();
        await Assertions.Expect(visit.Page.Locator("select[name=class]")).ToHaveValueAsync("Frozen");
        await visit.ShowsAsync("tariff-refused");
        await visit.Page.FillAsync("input[name=lorryYuan]", "8000.50");
        await visit.Page.FillAsync("input[name=minimum]", "60");
        await visit.TapAsync("details[open] button");
        await Assertions.Expect(visit.Page.Locator("p.note[role=status]")).ToBeVisibleAsync();
        await visit.ShowsAsync("tariffs-own");

        var carrierId = DemoCast.Named(Carrier).Org;
        var stated = Assert.Single(
            await (await _trade.AsAsync(Carrier, Ct)).ListAsync($"/logistics/carriers/{carrierId}/tariffs", Ct),
            tariff => (string)tariff!["fromRegionId"]! == from && tariff["endedOn"] is null)!;
        Assert.Equal((90_000, 800_050, 6_000), ((int)stated["fenPerTonne"]!, (int)stated["lorryFen"]!, (int)stated["minimumFen"]!));
        var row = $"tr[data-tariff='{stated["tariffId"]}']";
        await using (var buyer = await portal.VisitAsync(Trade.Buyer, width, language))
        {
            buyer.Expects(" 400 ");
            await buyer.GoAsync("/portal/goods");
            await buyer.TapAsync("nav a[href='/portal/tariffs']");
            await buyer.ShowsAsync("tariffs-unasked");
            await buyer.Page.FillAsync("input[name=from]", "没有这个县");
            await buyer.Page.FillAsync("input[name=to]", "福清市");
            await buyer.TapAsync("form.filters button");
            await Assertions.Expect(buyer.Page.Locator("[data-fault]")).ToBeVisibleAsync();
            await buyer.Page.FillAsync("input[name=from]", typed);
            await buyer.Page.SelectOptionAsync("select[name=class]", "Frozen");
            await buyer.TapAsync("form.filters button");
            await Assertions.Expect(buyer.Page.Locator(row)).ToBeVisibleAsync();
            await buyer.ShowsAsync("tariffs");
            await buyer.TapAsync($"{row} a");
            await Assertions.Expect(buyer.Page.Locator($"{row} button")).ToHaveCountAsync(0);
            await Assertions.Expect(buyer.Page.Locator("details")).ToHaveCountAsync(0);
        }

        await visit.TapAsync($"{row} button");
        await Assertions.Expect(visit.Page.Locator("p.note[role=status]")).ToBeVisibleAsync();
        await Assertions.Expect(visit.Page.Locator($"{row} button")).ToHaveCountAsync(0);
        await visit.ShowsAsync("tariff-ended");
    }

    public void Dispose() => _trade.Dispose();
}
