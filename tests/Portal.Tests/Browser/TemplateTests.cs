using System.Text.Json.Nodes;
using Marketplace.AllInOne.Demo;
using Marketplace.AllInOne.Identity;
using Marketplace.Testing;
using Microsoft.Playwright;
using Xunit;

namespace Marketplace.Portal.Tests.Browser;

/// <summary>What a canteen orders every week: made of an order, and why a week was not ordered.</summary>
public sealed class TemplateTests(RunningPortal portal) : IDisposable
{
    const string School = "zhenhai-school";
    const string Cooperative = "yanyuan-apple";
    const string Product = "盐源晚熟苹果";
    const string Price = "7.80";

    static readonly Guid ProductId = Guid.CreateVersion7();
    static readonly Lock Gate = new();
    static Task? _offered;

    readonly Trade _trade = new(portal);

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(OfficialTests.Screens), MemberType = typeof(OfficialTests))]
    public async Task An_order_becomes_a_weekly_menu_that_says_why_a_week_was_not_ordered(int width, string language)
    {
        var orderId = await OrderAsync();
        await using var visit = await portal.VisitAsync(School, width, language);
        visit.Expects(" 400 ");
        await visit.GoAsync($"/portal/orders/{orderId}");
        var name = $"周菜单 {width} {language}";
        await visit.Page.Locator("summary", new() { HasText = language == "zh" ? "每周照此下单" : "every week" }).ClickAsync();
        await visit.Page.FillAsync("#template-name", name);
        await visit.Page.FillAsync("#template-from", "2020-01-06");
        await visit.Page.FillAsync("#template-until", "2020-01-01");
        await visit.Page.FillAsync("#template-ahead", "20");
        await visit.TapAsync(AriaRole.Button, language == "zh" ? "建立每周菜单" : "Make the weekly menu");
        await Assertions.Expect(visit.Page.Locator("#template-until + [data-fault]")).ToBeVisibleAsync();
        Assert.Equal(name, await visit.Page.InputValueAsync("#template-name"));
        await visit.ShowsAsync("template-refused");
        await visit.Page.FillAsync("#template-until", "");
        await visit.TapAsync(AriaRole.Button, language == "zh" ? "建立每周菜单" : "Make the weekly menu");
        await Assertions.Expect(visit.Page.Locator("h1 .badge.good")).ToBeVisibleAsync();
        await Assertions.Expect(visit.Page.Locator("section[aria-labelledby=lines] tbody")).ToContainTextAsync(Product);

        var templateId = new Uri(visit.Page.Url).Segments[^1];
        var runs = await RunsAsync(templateId);
        await visit.GoAsync($"/portal/templates/{templateId}");
        await visit.ShowsAsync("template");
        // The first week begins too soon for the cooperative.
        var first = visit.Page.Locator($"li[data-week='{(string?)runs[^1]["week"]}']");
        await Assertions.Expect(first.Locator(".badge.bad")).ToBeVisibleAsync();
        await Assertions.Expect(first.Locator("li.bad")).ToContainTextAsync(Product);
        await Assertions.Expect(visit.Page.Locator("section[aria-labelledby=weeks] a[href^='/portal/orders/']").First).ToBeVisibleAsync();
        await first.Locator("button").ClickAsync();
        await Assertions.Expect(first.Locator(".badge.bad")).ToBeVisibleAsync();

        await visit.TapAsync("button[value=pause]");
        await Assertions.Expect(visit.Page.Locator("h1 .badge.warn")).ToBeVisibleAsync();
        await visit.ShowsAsync("template-paused");
        await visit.TapAsync("button[value=resume]");
        await Assertions.Expect(visit.Page.Locator("h1 .badge.good")).ToBeVisibleAsync();
        await visit.TapAsync("button[value=end]");
        await Assertions.Expect(visit.Page.Locator("button[value=end]")).ToHaveCountAsync(0);
        await visit.GoAsync("/portal/templates");
        await Assertions.Expect(visit.Page.Locator("ul.tileset")).ToContainTextAsync(name);
        await visit.ShowsAsync("templates");
    }

    /// <summary>What became of the weeks that were due at once, once the orders of all of them were tried.</summary>
    async Task<IReadOnlyList<JsonNode>> RunsAsync(string templateId)
    {
        var school = await _trade.AsAsync(School, Ct);
        return await Eventually.NotNullAsync(
            async () => (await school.GetAsync($"/ordering/templates/{templateId}/runs", Ct))["runs"]!.AsArray().OfType<JsonNode>().ToList()
                is { Count: > 1 } runs && runs.Exists(run => (string?)run["outcome"] == "Ordered") ? runs : null,
            "the weeks", ct: Ct);
    }

    /// <summary>
    /// Apples that the cooperative sends on thirteen days' notice, so that the week after this one is too soon; once for all screens.
    /// </summary>
    Task OfferedAsync()
    {
        lock (Gate)
        {
            return _offered ??= OfferAsync();
        }
    }

    async Task OfferAsync()
    {
        await portal.AppAsync();
        var seller = await _trade.AsAsync(Cooperative, CancellationToken.None);
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().AddHours(8).DateTime);
        await seller.PostAsync(
            "/catalog/products",
            new
            {
                ProductId,
                SupplierId = DemoCast.Named(Cooperative).Org,
                Name = Product,
                Goods.YanyuanApple.Category,
                ProcessingLevel = Goods.YanyuanApple.Level,
                OriginCountyId = Goods.YanyuanApple.Origin,
                Goods.YanyuanApple.Unit,
                PriceTiers = new[] { new { FromQuantity = "1", UnitPrice = Price } },
                Delivery = new { LeadDays = 13 },
            },
            CancellationToken.None);
        await seller.PostAsync(
            $"/catalog/products/{ProductId}/batches",
            new { BatchId = Guid.CreateVersion7(), HarvestFrom = today.AddDays(-40), HarvestUntil = today.AddDays(-5), Quantity = "1000" },
            CancellationToken.None);
    }

    /// <summary>Apples for one of the docks of the school, in the week after next.</summary>
    async Task<Guid> OrderAsync()
    {
        await OfferedAsync();
        var (school, unitId, orderId) = (await _trade.AsAsync(School, Ct), DemoCast.Named(School).Org, Guid.CreateVersion7());
        var docks = await school.ListAsync($"/units/purchasing-units/{unitId}/docks", Ct);
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().AddHours(8).DateTime);
        await school.PostAsync(
            "/ordering/orders",
            new
            {
                OrderId = orderId,
                UnitId = unitId,
                Deliveries = new[]
                {
                    new
                    {
                        DockId = (Guid)docks[0]["dockId"]!,
                        DeliverOn = today.AddDays(14 + ((10 - (int)today.DayOfWeek) % 7)),
                        Lines = new[]
                        {
                            new
                            {
                                LineId = Guid.CreateVersion7(), ProductId, Quantity = "20", ExpectedUnitPrice = Price,
                            },
                        },
                    },
                },
            },
            Ct);
        // Only an order that is confirmed is offered as a weekly menu.
        await Eventually.EqualAsync(
            "Confirmed", async () => (string?)(await school.GetAsync($"/ordering/orders/{orderId}", Ct))["state"], ct: Ct);
        return orderId;
    }

    public void Dispose() => _trade.Dispose();
}
