using System.Globalization;
using Marketplace.AllInOne.Identity;
using Microsoft.Playwright;
using Xunit;

namespace Marketplace.Portal.Tests.Browser;

/// <summary>
/// A trade union gives its people something for a festival: by a list, within the limit a head, and with nobody's name in the order.
/// </summary>
public sealed class GiftTests(RunningPortal portal) : IDisposable
{
    const string Union = "yinzhou-union";
    const string Dock = "职工之家领取点";

    static readonly Lock Gate = new();
    static Task? _ready;

    readonly Trade _trade = new(portal);

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Far enough ahead for the cooperative.</summary>
    static DateOnly Day { get; } = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().AddHours(8).DateTime).AddDays(20);

    [Theory, MemberData(nameof(OfficialTests.Screens), MemberType = typeof(OfficialTests))]
    public async Task Gifts_are_ordered_by_a_list_within_the_limit_a_head(int width, string language)
    {
        await ReadyAsync();
        await FileLimitAsync(width, language);
        await using var visit = await portal.VisitAsync(Union, width, language);
        visit.Expects(" 400 ");
        await visit.GoAsync("/portal/gifts");
        await visit.ShowsAsync("gifts");
        await visit.Page.FillAsync("#name", $"春节慰问 {width} {language}");
        await visit.Page.FillAsync("#product", "盐源苹果");
        await visit.Page.SelectOptionAsync("#dock", new SelectOptionValue { Label = Dock });
        await visit.Page.FillAsync("#deliverOn", Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        var staff = $"N{width}{language}";
        await visit.Page.FillAsync("#cells", $"姓名\t工号\t数量\n王小明\t{staff}1\t1\n李四光\t\t1\n赵大勇\t{staff}3\t50");
        await visit.TapAsync("form.card button");
        await Assertions.Expect(visit.Page.Locator("table[data-faults] tbody tr")).ToHaveCountAsync(1);
        Assert.Contains("李四光", await visit.Page.InputValueAsync("#cells"), StringComparison.Ordinal);
        await visit.ShowsAsync("gift-faults");

        await visit.Page.FillAsync("#cells", $"姓名\t工号\t数量\n王小明\t{staff}1\t1\n李四光\t{staff}2\t1\n赵大勇\t{staff}3\t50");
        await visit.TapAsync("form.card button");
        await Assertions.Expect(visit.Page.Locator("li[data-number='1']")).ToContainTextAsync("王**");
        await Assertions.Expect(visit.Page.Locator("main")).Not.ToContainTextAsync("王小明");
        await Assertions.Expect(visit.Page.Locator("main")).Not.ToContainTextAsync($"{staff}1");
        await Assertions.Expect(visit.Page.Locator("li[data-number='3'] .badge.bad")).ToBeVisibleAsync();
        await visit.ShowsAsync("gift-over-limit");
        await visit.TapAsync("li[data-number='3'] button");

        await Assertions.Expect(visit.Page.Locator("li[data-number='3']")).ToHaveCountAsync(0);
        await visit.ShowsAsync("gift-list");
        await visit.TapAsync(AriaRole.Button, language == "zh" ? "下单" : "Order");
        await Assertions.Expect(visit.Page.Locator("h1 .badge")).ToHaveTextAsync(language == "zh" ? "已确认" : "Confirmed");
        await Assertions.Expect(visit.Page.Locator("main")).Not.ToContainTextAsync("王");
        Assert.Equal(4, visit.Taps);

        await visit.GoAsync("/portal/gifts");
        await visit.TapAsync("ul.tileset a");
        var sheet = await visit.Page.APIRequest.GetAsync((await visit.Page.Locator(".exports a").GetAttributeAsync("href"))!);
        Assert.Contains(".xlsx", sheet.Headers["content-disposition"], StringComparison.Ordinal);
        visit.Expects(" 409 ");
        await visit.Page.CheckAsync("li[data-number='1'] input");
        await visit.TapAsync("#handed-out button");
        // Nothing has come yet that could be handed out.
        await Assertions.Expect(visit.Page.Locator(".refused")).ToBeVisibleAsync();
        await visit.TapAsync("details summary");
        await visit.TapAsync("details button.danger");
        await Assertions.Expect(visit.Page.Locator("li[data-number='1'] strong")).ToHaveTextAsync("—");
        await visit.ShowsAsync("gift-erased");
    }

    /// <summary>An approver says what gifts for one person may cost.</summary>
    async Task FileLimitAsync(int width, string language)
    {
        await using var visit = await portal.VisitAsync(DemoCast.ApproverOf(Union), width, language);
        await visit.GoAsync("/portal/gifts");
        await visit.Page.SelectOptionAsync("#year", Day.Year.ToString(CultureInfo.InvariantCulture));
        await visit.Page.FillAsync("#yuan", "100");
        await visit.Page.FillAsync("#limit-document", "基层工会经费收支管理办法");
        await visit.TapAsync("form.card button");
        await Assertions.Expect(visit.Page.Locator("form.card")).ToContainTextAsync("100.00");
        await visit.ShowsAsync("gift-limit");
    }

    /// <summary>The union has a dock; once for all screens.</summary>
    Task ReadyAsync()
    {
        lock (Gate)
        {
            return _ready ??= RegisterDockAsync();
        }
    }

    async Task RegisterDockAsync()
    {
        await portal.AppAsync();
        var (union, unitId) = (await _trade.AsAsync(Union, CancellationToken.None), DemoCast.Named(Union).Org);
        await union.PostAsync(
            $"/units/purchasing-units/{unitId}/docks",
            new
            {
                DockId = Guid.CreateVersion7(),
                Dock = new
                {
                    Name = Dock,
                    RegionId = "330212",
                    Address = "宁波市鄞州区职工之家一楼",
                    Hours = Enum.GetValues<DayOfWeek>().Select(day => new { Weekday = day, From = "08:00", Until = "17:00" }),
                    HasColdStore = false,
                },
                ValidFrom = new DateOnly(2026, 1, 1),
            },
            CancellationToken.None);
    }

    public void Dispose() => _trade.Dispose();
}
