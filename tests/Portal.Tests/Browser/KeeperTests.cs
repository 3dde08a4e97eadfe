using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Marketplace.AllInOne.Demo;
using Marketplace.AllInOne.Identity;
using Microsoft.Playwright;
using Xunit;

namespace Marketplace.Portal.Tests.Browser;

/// <summary>What the keeper of a village station does at the scales, with a telephone.</summary>
public sealed class KeeperTests(RunningPortal portal) : IDisposable
{
    const string Keeper = "sanhe-keeper";

    readonly Trade _trade = new(portal);

    static Guid StationId => (Guid)DemoCast.Named(Keeper).Org!;

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(OfficialTests.Screens), MemberType = typeof(OfficialTests))]
    public async Task An_intake_takes_four_inputs_and_counts_once_when_it_is_sent_again(int width, string language)
    {
        var household = await RegisterAsync("王大力", "6222020000000001234");
        await using var visit = await portal.VisitAsync(Keeper, width, language);
        await visit.GoAsync("/portal");
        await visit.Page.SelectOptionAsync("#household", household.ToString());
        await visit.Page.FillAsync("#weight", "50.5");
        await visit.Page.FillAsync("#price", "3.2");
        await visit.Page.SelectOptionAsync("#batch", new SelectOptionValue { Index = 1 });
        await visit.ShowsAsync("keeper-home");
        var grade = await visit.Page.InputValueAsync("#grade");
        var posts = 0;
        await visit.Page.RouteAsync("**/portal", async route =>
        {
            if (route.Request.Method == "POST" && posts++ == 0)
            {
                await route.FetchAsync(new() { MaxRedirects = 0 });
            }

            await route.ContinueAsync();
        });
        await visit.TapAsync(AriaRole.Button, language == "zh" ? "登记收货" : "Record it");

        await Assertions.Expect(visit.Page.Locator("p.note[role=status]")).ToContainTextAsync("161.60");
        await visit.ShowsAsync("keeper-recorded");
        var intake = Assert.Single(await IntakesAsync(household));
        Assert.Equal(("50.5", grade, 16_160L), ((string)intake["weightKg"]!, (string)intake["grade"]!, (long)intake["amountFen"]!));
        // The next of the same goods takes who and how much.
        Assert.Equal("3.20", await visit.Page.InputValueAsync("#price"));
        Assert.Equal((string?)intake["batchId"], await visit.Page.InputValueAsync("#batch"));
        Assert.Equal(1, visit.Taps);
    }

    [Theory, MemberData(nameof(OfficialTests.Screens), MemberType = typeof(OfficialTests))]
    public async Task What_is_wrong_is_said_beside_the_field_and_nothing_is_lost(int width, string language)
    {
        var household = await RegisterAsync("李四", null);
        await using var visit = await portal.VisitAsync(Keeper, width, language);
        await visit.GoAsync("/portal");
        await visit.Page.SelectOptionAsync("#household", household.ToString());
        await visit.Page.FillAsync("#weight", "20000");
        await visit.Page.FillAsync("#price", "3.2");
        await visit.Page.SelectOptionAsync("#batch", new SelectOptionValue { Index = 1 });
        await visit.TapAsync(AriaRole.Button, language == "zh" ? "登记收货" : "Record it");

        await Assertions.Expect(visit.Page.Locator("#weight + [data-fault]")).ToBeVisibleAsync();
        Assert.Equal("20000", await visit.Page.InputValueAsync("#weight"));
        Assert.Equal("3.2", await visit.Page.InputValueAsync("#price"));
        Assert.Equal(household.ToString(), await visit.Page.InputValueAsync("#household"));
        await visit.ShowsAsync("keeper-refused");
        visit.Expects(" 400 ");
        await visit.Page.FillAsync("#weight", "二十");
        await visit.TapAsync(AriaRole.Button, language == "zh" ? "登记收货" : "Record it");
        await Assertions.Expect(visit.Page.Locator("[role=alert]").First).ToBeVisibleAsync();
        Assert.Equal("二十", await visit.Page.InputValueAsync("#weight"));
        Assert.Empty(await IntakesAsync(household));
    }

    [Theory, MemberData(nameof(OfficialTests.Screens), MemberType = typeof(OfficialTests))]
    public async Task A_mistake_is_taken_back_and_the_month_is_paid_and_summed(int width, string language)
    {
        var (wrong, right) = (await RegisterAsync("张三", null), await RegisterAsync("赵六", "6222020000009999"));
        var batch = await BatchAsync();
        var mistake = await RecordAsync(wrong, batch);
        await RecordAsync(right, batch);
        await using var visit = await portal.VisitAsync(Keeper, width, language);
        await visit.GoAsync("/portal/station/intakes");
        await visit.TapAsync($"li[data-intake='{mistake}'] summary");
        await visit.Page.Locator($"li[data-intake='{mistake}'] input[name=reason]").FillAsync("称重有误");
        await visit.TapAsync($"li[data-intake='{mistake}'] button");
        await Assertions.Expect(visit.Page.Locator($"li[data-intake='{mistake}'] .warn")).ToBeVisibleAsync();
        await visit.ShowsAsync("keeper-intakes");
        var labels = await visit.Page.APIRequest.GetAsync((await visit.Page.Locator("a[data-labels]").GetAttributeAsync("href"))!);
        Assert.Equal("%PDF"u8.ToArray(), (await labels.BodyAsync())[..4]);
        Assert.Equal(2, (await IntakesAsync(wrong)).Count);

        await visit.GoAsync("/portal/station/pay-list");
        await Assertions.Expect(visit.Page.Locator("table tbody")).ToContainTextAsync("赵**");
        await Assertions.Expect(visit.Page.Locator("table tbody")).Not.ToContainTextAsync("9999");
        await visit.ShowsAsync("keeper-pay-list");
        var sheet = await visit.Page.APIRequest.GetAsync((await visit.Page.Locator(".exports a").Nth(1).GetAttributeAsync("href"))!);
        Assert.Contains("6222020000009999", await sheet.TextAsync(), StringComparison.Ordinal);

        await visit.GoAsync("/portal/station/throughput");
        await Assertions.Expect(visit.Page.Locator("table tbody tr")).ToHaveCountAsync(1);
        await visit.ShowsAsync("keeper-throughput");
    }

    [Theory, MemberData(nameof(OfficialTests.Screens), MemberType = typeof(OfficialTests))]
    public async Task A_household_is_registered_and_erased(int width, string language)
    {
        await using var visit = await portal.VisitAsync(Keeper, width, language);
        await visit.GoAsync("/portal");
        await visit.TapAsync(AriaRole.Link, language == "zh" ? "农户" : "Households");
        await visit.Page.FillAsync("#name", "孙小妹");
        await visit.Page.FillAsync("#account", $"62220200{width}5678");
        await visit.TapAsync(AriaRole.Button, language == "zh" ? "登记" : "Register");
        await Assertions.Expect(visit.Page.Locator("p.note[role=status]")).ToBeVisibleAsync();

        // The newest is the last.
        var row = visit.Page.Locator("li[data-household]", new() { HasText = "孙**" }).Last;
        await row.Locator("summary").ClickAsync();
        await visit.ShowsAsync("keeper-households");
        var id = await row.GetAttributeAsync("data-household");
        await row.Locator("button").ClickAsync();

        await Assertions.Expect(visit.Page.Locator("p.note[role=status]")).ToBeVisibleAsync();
        var erased = visit.Page.Locator($"li[data-household='{id}']");
        await Assertions.Expect(erased).ToContainTextAsync(language == "zh" ? "已删除" : "erased");
    }

    [Fact]
    public async Task An_intake_is_recorded_by_keyboard_alone()
    {
        var household = await RegisterAsync("周五", null);
        await RecordAsync(household, await BatchAsync());
        await using var visit = await portal.VisitAsync(Keeper, 360);
        await visit.GoAsync("/portal");
        await visit.Page.FocusAsync("#household");
        await visit.Page.Keyboard.PressAsync("ArrowDown");
        await visit.Page.Keyboard.PressAsync("Tab");
        await visit.Page.Keyboard.TypeAsync("7.25");
        await visit.Page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(visit.Page).ToHaveURLAsync(new Regex("recorded="));
        Assert.Contains(await IntakesAsync(household: null), intake => (string?)intake["weightKg"] == "7.25");
    }

    async Task<Guid> RegisterAsync(string name, string? account)
    {
        await portal.AppAsync();
        var id = Guid.CreateVersion7();
        await (await _trade.AsAsync(Keeper, Ct)).PutAsync(
            $"/logistics/nodes/{StationId}/households/{id}", new { name, account }, etag: null, Ct);
        return id;
    }

    /// <summary>The batch of the village's potatoes.</summary>
    async Task<Guid> BatchAsync()
    {
        var batches = await (await _trade.AsAsync(Keeper, Ct)).ListAsync($"/catalog/products/{Goods.ZhaojuePotato.Id}/batches", Ct);
        return (Guid)batches[0]["batchId"]!;
    }

    async Task<Guid> RecordAsync(Guid household, Guid batch)
    {
        var id = Guid.CreateVersion7();
        var answer = await (await _trade.AsAsync(Keeper, Ct)).PostAsync(
            $"/logistics/nodes/{StationId}/intakes",
            new
            {
                Items = new[]
                {
                    new
                    {
                        IntakeId = id, BatchId = batch, HouseholdId = household, WeightKg = "12", Grade = "二级", Price = "2.5",
                        TakenInAt = TimeProvider.System.GetUtcNow(),
                    },
                },
            },
            Ct);
        Assert.Null(answer["items"]![0]!["problem"]);
        return id;
    }

    /// <summary>What a household has brought; of all when null.</summary>
    async Task<List<JsonNode>> IntakesAsync(Guid? household) =>
        [.. (await (await _trade.AsAsync(Keeper, Ct)).ListAsync($"/logistics/intakes?nodeId={StationId}", Ct))
            .Where(intake => household is null || (Guid)intake["householdId"]! == household)];

    public void Dispose() => _trade.Dispose();
}
