using Marketplace.AllInOne.Demo;
using Microsoft.Playwright;
using Xunit;

namespace Marketplace.Portal.Tests.Browser;

/// <summary>After the acceptance the buyer asks for something back, and the supplier answers.</summary>
public sealed class ReturnTests(RunningPortal portal) : IDisposable
{
    const string School = "xiqing-school";
    const string Cooperative = "maiji-apple";
    const decimal Kilograms = 40;

    readonly Trade _trade = new(portal);

    public static TheoryData<int, string, bool> Answers { get; } =
        new() { { 360, "zh", true }, { 1280, "zh", false }, { 360, "en", false }, { 1280, "en", true } };

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Answers))]
    public async Task Spoilt_goods_are_claimed_and_the_supplier_answers(int width, string language, bool agrees)
    {
        var (_, shipmentId) = await _trade.SoldAsync(School, Goods.MaijiApple, DemoSteps.North, Kilograms, Ct);
        var reason = $"开箱后发现腐烂 {width}{language}";
        await AskAsync(shipmentId, width, language, reason);

        await using (var supplier = await portal.VisitAsync(Cooperative, width, language))
        {
            await supplier.GoAsync("/portal");
            await supplier.TapAsync("main p.warn a");
            await supplier.ShowsAsync("returns-waiting");
            await supplier.TapAsync($"li:has-text('{reason}') a");
            await supplier.ShowsAsync("return-to-answer");
            if (!agrees)
            {
                await supplier.Page.FillAsync("#reason", "超过约定的时限");
            }

            await supplier.TapAsync(agrees ? "form.card button:not(.danger)" : "form.card button.danger");
            await Assertions.Expect(supplier.Page.Locator("h1 .badge")).ToHaveClassAsync(agrees ? "badge good" : "badge bad");
            await supplier.ShowsAsync("return-answered");
            Assert.InRange(supplier.Taps, 1, 3);
        }

        var found = Assert.Single(await (await _trade.AsAsync(School, Ct)).ListAsync($"/logistics/returns?shipmentId={shipmentId}", Ct));
        Assert.Equal((agrees ? "Confirmed" : "Refused", "2.5"), ((string)found["state"]!, (string)found["quantity"]!));
        await using var buyer = await portal.VisitAsync(School, width, language);
        await buyer.GoAsync("/portal/returns");
        await Assertions.Expect(buyer.Page.Locator("ul.lines li").First).ToContainTextAsync("麦积苹果");
        await buyer.ShowsAsync("returns");
    }

    /// <summary>First more than was accepted, which is refused and keeps what was typed.</summary>
    async Task AskAsync(Guid shipmentId, int width, string language, string reason)
    {
        await using var buyer = await portal.VisitAsync(School, width, language);
        await buyer.GoAsync($"/portal/deliveries/{shipmentId}");
        await buyer.TapAsync("section[aria-labelledby=returns] summary");
        await buyer.Page.SelectOptionAsync("#kind", "Return");
        await buyer.Page.FillAsync("#quantity", "41");
        await buyer.Page.FillAsync("#reason", reason);
        await buyer.TapAsync("section[aria-labelledby=returns] form button");
        await Assertions.Expect(buyer.Page.Locator(".refused")).ToBeVisibleAsync();
        Assert.Equal(reason, await buyer.Page.InputValueAsync("#reason"));
        await buyer.ShowsAsync("return-refused");
        buyer.Expects(" 409 ");
        await buyer.Page.FillAsync("#quantity", "2.5");
        await buyer.TapAsync("section[aria-labelledby=returns] form button");
        await Assertions.Expect(buyer.Page.Locator("section[aria-labelledby=returns] .badge.warn")).ToHaveCountAsync(1);
        await buyer.ShowsAsync("return-asked");
        Assert.InRange(buyer.Taps, 1, 3);
    }

    public void Dispose() => _trade.Dispose();
}
