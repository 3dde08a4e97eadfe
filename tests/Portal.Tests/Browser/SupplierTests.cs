using System.Globalization;
using System.Text.Json.Nodes;
using Marketplace.AllInOne.Demo;
using Marketplace.AllInOne.Identity;
using Microsoft.Playwright;
using Xunit;

namespace Marketplace.Portal.Tests.Browser;

/// <summary>What a cooperative does, on the telephone above all, in both languages.</summary>
public sealed class SupplierTests(RunningPortal portal)
{
    const string Cooperative = "yanyuan-apple";
    const string School = "zhenhai-school";

    public static TheoryData<int, string> Screens { get; } = OfficialTests.Screens;

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Screens))]
    public async Task Orders_are_sent_as_one_load_in_three_taps(int width, string language)
    {
        await OrderApplesAsync();
        await using var visit = await portal.VisitAsync(Cooperative, width, language);
        await visit.GoAsync("/portal");
        await visit.ShowsAsync("supplier-home");

        var picked = await visit.Page.Locator("input[name=shipment]").First.GetAttributeAsync("value");
        await visit.TapAsync("input[name=shipment]");
        var waybill = string.Create(CultureInfo.InvariantCulture, $"YY{TimeProvider.System.GetUtcNow():yyMMddHHmmssff}");
        await visit.Page.FillAsync("input[name=waybill]", waybill);
        await visit.TapAsync(AriaRole.Button, language == "zh" ? "发货" : "Send");

        await Assertions.Expect(visit.Page.Locator($"input[value='{picked}']")).ToHaveCountAsync(0);
        Assert.InRange(visit.Taps, 1, 3);
    }

    [Theory, MemberData(nameof(Screens))]
    public async Task What_hail_has_taken_is_declined_with_a_reason(int width, string language)
    {
        await OrderApplesAsync();
        await using var visit = await portal.VisitAsync(Cooperative, width, language);
        await visit.GoAsync("/portal/supply/shipments");
        await visit.TapAsync("ul.lines a");
        await visit.ShowsAsync("supplier-shipment");
        var declined = new Uri(visit.Page.Url).Segments[^1];

        await visit.Page.SelectOptionAsync("select[name=why]", "CropFailure");
        await visit.Page.FillAsync("input[name=note]", "冰雹");
        await visit.TapAsync("button.danger");

        await Assertions.Expect(visit.Page.Locator($"input[value='{declined}']")).ToHaveCountAsync(0);
        Assert.InRange(visit.Taps, 1, 3);
    }

    [Theory, MemberData(nameof(Screens))]
    public async Task A_product_is_listed_and_its_batch_offered(int width, string language)
    {
        await using var visit = await portal.VisitAsync(Cooperative, width, language);
        await visit.GoAsync("/portal/supply/goods");
        await visit.ShowsAsync("supplier-goods");
        await visit.TapAsync("main a.button");
        await visit.ShowsAsync("supplier-new-product");

        await visit.Page.FillAsync("#name", $"盐源花椒蜜 {width}{language}");
        await visit.Page.SelectOptionAsync("#unit", "瓶");
        await visit.Page.FillAsync("#grams", "500");
        await visit.Page.FillAsync("#price", "32.5");
        await visit.TapAsync("form.card button");
        await Assertions.Expect(visit.Page.Locator("h1")).ToContainTextAsync("盐源花椒蜜");

        await visit.Page.FillAsync("#quantity", "200");
        await visit.TapAsync("form.card button");
        await Assertions.Expect(visit.Page.Locator("table tbody td").First).ToHaveTextAsync("200");
        await visit.ShowsAsync("supplier-product");
    }

    [Theory, MemberData(nameof(Screens))]
    public async Task Who_owes_since_when_what_was_credited_and_what_expires_are_seen(int width, string language)
    {
        await using var visit = await portal.VisitAsync(Cooperative, width, language);
        await visit.GoAsync("/portal/payables");
        await Assertions.Expect(visit.Page.Locator("table tbody tr").First).ToBeVisibleAsync();
        await visit.ShowsAsync("supplier-owed");
        Assert.Contains(".xlsx", await FileAsync(visit, "table td a"), StringComparison.Ordinal);

        await visit.GoAsync("/portal/supply/recognitions");
        await Assertions.Expect(visit.Page.Locator("ul.tileset li").First).ToBeVisibleAsync();
        await visit.ShowsAsync("supplier-recognitions");

        await visit.GoAsync("/portal/credited");
        await Assertions.Expect(visit.Page.Locator("table tbody").First).ToContainTextAsync("凉山");
        await visit.ShowsAsync("supplier-credited");
        await visit.TapAsync("section[aria-labelledby=sales] tbody a");
        await visit.ShowsAsync("supplier-sale");
        Assert.Contains(".pdf", await FileAsync(visit, "a[href^='/portal/certificates/']"), StringComparison.Ordinal);
    }

    /// <summary>What a file is called that a link leads to.</summary>
    static async Task<string> FileAsync(Visit visit, string selector)
    {
        var address = await visit.Page.Locator(selector).First.GetAttributeAsync("href");
        var answer = await visit.Page.APIRequest.GetAsync(address!);
        Assert.True(answer.Ok, $"{address}: {answer.Status} {await answer.TextAsync()}");
        return answer.Headers["content-disposition"];
    }

    /// <summary>The buyer orders apples, and they wait to be sent.</summary>
    async Task OrderApplesAsync()
    {
        await portal.AppAsync();
        using var stage = new DemoConsole(new HttpClient { BaseAddress = portal.Url }, TextWriter.Null, TimeProvider.System);
        var buyer = await stage.AsAsync(School, Ct);
        var unit = DemoCast.Named(School).Org;
        var orderId = Guid.CreateVersion7();
        var docks = await buyer.ListAsync($"/units/purchasing-units/{unit}/docks", Ct);
        await buyer.PostAsync(
            "/ordering/orders",
            new
            {
                OrderId = orderId,
                UnitId = unit,
                Deliveries = new[]
                {
                    new
                    {
                        DockId = (Guid)docks[0]["dockId"]!,
                        DeliverOn = stage.Today.AddDays(14 + ((10 - (int)stage.Today.DayOfWeek) % 7)),
                        Lines = new[]
                        {
                            new
                            {
                                LineId = Guid.CreateVersion7(), ProductId = Goods.YanyuanApple.Id, Quantity = "20",
                                ExpectedUnitPrice = Goods.YanyuanApple.PriceFor(20),
                            },
                        },
                    },
                },
            },
            Ct);
        await Poll.UntilAsync<JsonNode>(
            "the shipment to be planned",
            async () => await buyer.ListAsync($"/logistics/shipments?orderId={orderId}", Ct) is [var planned, ..] ? planned : null,
            Ct);
    }
}
