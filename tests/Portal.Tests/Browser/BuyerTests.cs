using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Xunit;

namespace Marketplace.Portal.Tests.Browser;

/// <summary>What the buyer of a canteen does, at a telephone and at a desk, in both languages.</summary>
public sealed class BuyerTests(RunningPortal portal)
{
    const string School = "zhenhai-school";
    const int Wednesday = 3;

    static readonly string[] Docks = ["招宝山校区食堂", "骆驼校区食堂", "蛟川校区食堂"];

    public static TheoryData<int, string> Screens { get; } = OfficialTests.Screens;

    /// <summary>A Wednesday far enough ahead for every supplier.</summary>
    static string Day
    {
        get
        {
            var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().AddHours(8).DateTime);
            return today.AddDays(14 + ((7 + Wednesday - (int)today.DayOfWeek) % 7)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        }
    }

    [Theory, MemberData(nameof(Screens))]
    public async Task Goods_of_the_partner_come_first_and_go_on_a_sheet(int width, string language)
    {
        await using var visit = await portal.VisitAsync(School, width, language);
        await StateTariffsAsync();
        await visit.GoAsync("/portal/goods");

        await Assertions.Expect(visit.Page.Locator("section").First).ToContainTextAsync("金阳县");
        await Assertions.Expect(visit.Page.Locator("ul.tileset a").First).ToContainTextAsync("金阳");
        await Assertions.Expect(visit.Page.Locator("ul.tileset a").First).ToContainTextAsync(language == "zh" ? "到货约" : "delivered");
        await visit.ShowsAsync("buyer-goods");
        await visit.TapAsync("ul.tileset a");
        await Assertions.Expect(visit.Page.Locator("section[aria-labelledby=delivered] dl")).ToContainTextAsync(
            // By the tariff or by the vehicles on offer, of which other tests register some.
            new Regex(language == "zh" ? @"运费（估）\d+\.\d\d 元" : @"Freight, estimated¥\d+\.\d\d"));
        await visit.ShowsAsync("buyer-product");
        await visit.Page.SelectOptionAsync("#sheet", "");
        await visit.Page.FillAsync("#deliverOn", Day);
        await visit.TapAsync("form.card button");

        await Assertions.Expect(visit.Page.Locator("table tbody th").First).ToContainTextAsync("金阳");
        Assert.InRange(visit.Taps, 1, 3);
    }

    [Theory, MemberData(nameof(Screens))]
    public async Task A_week_for_three_schools_is_pasted_mended_previewed_and_ordered(int width, string language)
    {
        await using var visit = await portal.VisitAsync(School, width, language);
        await StateTariffsAsync();
        await visit.GoAsync("/portal/sheets");
        await visit.ShowsAsync("buyer-sheets");

        var rows = Docks.SelectMany(dock => new[] { $"昭觉马铃薯\t40\t{dock}\t{Day}", $"盐源苹果\t30\t{dock}\t{Day}" });
        var misspelt = $"盐源大额\t2\t{Docks[0]}\t{Day}";
        await visit.Page.FillAsync("#cells", $"产品\t数量\t收货点\t送达日期\n{string.Join('\n', rows)}\n{misspelt}");
        await visit.TapAsync("form.card button");

        await Assertions.Expect(visit.Page.Locator(".fault").First).ToBeVisibleAsync();
        await visit.ShowsAsync("buyer-sheet-faults");
        await visit.Page.FillAsync("ul.lines input[name^=product-]", "盐源大鹅");
        await visit.TapAsync(".sticky button");

        await Assertions.Expect(visit.Page.Locator(".fault")).ToHaveCountAsync(0);
        await Assertions.Expect(visit.Page.Locator("#credit + table")).ToContainTextAsync("凉山");
        await Assertions.Expect(visit.Page.Locator("#freight + dl")).ToContainTextAsync(language == "zh" ? "到货价" : "Delivered");
        await visit.ShowsAsync("buyer-sheet-preview");
        await visit.TapAsync(AriaRole.Button, language == "zh" ? "下单" : "Order");

        await Assertions.Expect(visit.Page.Locator("h1 .badge")).ToHaveTextAsync(language == "zh" ? "已确认" : "Confirmed");
        await Assertions.Expect(visit.Page.Locator("main > section.card")).ToHaveCountAsync(6);
        await visit.ShowsAsync("buyer-order");
        Assert.InRange(visit.Taps, 1, 3);

        await visit.Page.Locator("section.card summary").First.ClickAsync();
        await visit.Page.Locator("details[open] button.danger").ClickAsync();
        await Assertions.Expect(visit.Page.Locator("details[open]")).ToHaveCountAsync(0);
        await visit.GoAsync("/portal/orders");
        await visit.ShowsAsync("buyer-orders");
    }

    /// <summary>As often as somebody asks: the same again takes the place of what was stated before.</summary>
    async Task StateTariffsAsync()
    {
        using var trade = new Trade(portal);
        await trade.StateTariffsAsync(TestContext.Current.CancellationToken);
    }
}
