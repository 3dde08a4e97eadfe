using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Xunit;

namespace Marketplace.Portal.Tests.Browser;

/// <summary>What a carrier's dispatcher and driver do: answering tours, driving them, handing over, saying what was lost.</summary>
public sealed class CarrierTests(RunningPortal portal) : IDisposable
{
    readonly Haulage _haulage = new(portal);

    /// <summary>With a weekday each, since a plan takes all that waits for its day.</summary>
    public static TheoryData<int, string, int> Screens { get; } = new()
    {
        new(360, "zh", 0), new(1280, "en", 4), new(1280, "zh", 1) { Explicit = true }, new(360, "en", 3) { Explicit = true },
    };

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Screens))]
    public async Task A_tour_is_accepted_in_two_taps_and_driven_to_its_end(int width, string language, int weekday)
    {
        var tour = await _haulage.OfferedAsync(weekday, Ct);
        await using var visit = await portal.VisitAsync(Haulage.Carrier, width, language);
        await visit.GoAsync("/portal");
        await visit.ShowsAsync("carrier-home");
        await visit.TapAsync($"section[aria-labelledby=offers] a[href='{tour.Page}']");
        await visit.ShowsAsync("carrier-offer");
        await visit.TapAsync(AriaRole.Button, language == "zh" ? "接受" : "Accept");

        await Assertions.Expect(visit.Page.Locator("p.note[role=status]")).ToBeVisibleAsync();
        Assert.InRange(visit.Taps, 1, 2);
        var sheet = await visit.Page.APIRequest.GetAsync($"{tour.Page}/run-sheet");
        Assert.Equal("%PDF"u8.ToArray(), (await sheet.BodyAsync())[..4]);

        await SupplierSendsAsync(tour, width, language);
        await visit.GoAsync("/portal");
        await visit.TapAsync($"main a[href='{tour.Page}']");
        await visit.TapAsync("section.card details summary");
        await visit.Page.Locator("section.card details[open] input[inputmode=numeric]").FillAsync("2");
        await visit.TapAsync("section.card details[open] button");
        await Assertions.Expect(visit.Page.Locator("p.note[role=status]")).ToBeVisibleAsync();
        var scan = Assert.Single((await _haulage.CustodyAsync(tour.ShipmentId, Ct))["events"]!.AsArray());
        Assert.Equal(("TakenOver", 2), ((string)scan!["act"]!, (int)scan["packages"]!));

        await visit.Page.Locator("input[name=receivedBy]").First.FillAsync("库管员");
        await visit.ShowsAsync("carrier-tour");
        await visit.TapAsync(AriaRole.Button, language == "zh" ? "登记送达" : "Record the arrival");

        await Assertions.Expect(visit.Page.Locator("p.note[role=status]")).ToBeVisibleAsync();
        Assert.Equal("Delivered", (string?)(await _haulage.ShipmentAsync(tour.ShipmentId, Ct))["state"]);
    }

    [Theory, MemberData(nameof(OfficialTests.Screens), MemberType = typeof(OfficialTests))]
    public async Task What_was_lost_is_said_and_the_rest_handed_over(int width, string language)
    {
        var shipmentId = await _haulage.SentAloneAsync(Ct);
        await using var visit = await portal.VisitAsync(Haulage.Carrier, width, language);
        await visit.GoAsync("/portal");
        await visit.TapAsync($"a[href='/portal/loads/{shipmentId}']");
        await visit.TapAsync("details summary");
        await visit.ShowsAsync("carrier-load");

        visit.Expects(" 400 ");
        await visit.Page.Locator("input[name^='q-']").FillAsync("很多");
        await visit.Page.FillAsync("details[open] input[name=note]", "翻车");
        await visit.TapAsync("details[open] button");
        await Assertions.Expect(visit.Page.Locator("details [data-fault]")).ToBeVisibleAsync();
        await Assertions.Expect(visit.Page.Locator("input[name^='q-']")).ToHaveValueAsync("很多");
        await Assertions.Expect(visit.Page.Locator("details[open] input[name=note]")).ToHaveValueAsync("翻车");
        await visit.ShowsAsync("carrier-load-refused");

        await visit.Page.Locator("input[name^='q-']").FillAsync("2");
        await visit.Page.SelectOptionAsync("select[name=reason]", "Accident");
        await visit.TapAsync("details[open] button");
        await Assertions.Expect(visit.Page.Locator("p.note[role=status]")).ToBeVisibleAsync();
        await visit.Page.FillAsync("#receivedBy", "库管员");
        await visit.TapAsync(AriaRole.Button, language == "zh" ? "已送达" : "It has arrived");

        await Assertions.Expect(visit.Page.Locator("p.note[role=status]")).ToBeVisibleAsync();
        await visit.ShowsAsync("carrier-loads");
        var shipment = await _haulage.ShipmentAsync(shipmentId, Ct);
        Assert.Equal("Delivered", (string?)shipment["state"]);
        Assert.Equal("2", (string?)shipment["lines"]![0]!["lost"]);
    }

    [Theory, MemberData(nameof(OfficialTests.Screens), MemberType = typeof(OfficialTests))]
    public async Task Goods_that_never_came_are_refused(int width, string language)
    {
        var shipmentId = await _haulage.SentAloneAsync(Ct);
        await using var visit = await portal.VisitAsync(Haulage.Carrier, width, language);
        await visit.GoAsync($"/portal/loads/{shipmentId}");
        await visit.TapAsync("details:last-of-type summary");
        await visit.Page.FillAsync("details:last-of-type #note", "没有见到货");
        await visit.TapAsync("details:last-of-type button");

        await Assertions.Expect(visit.Page.Locator("p.note[role=status]")).ToBeVisibleAsync();
        await Assertions.Expect(visit.Page.Locator($"a[href='/portal/loads/{shipmentId}']")).ToHaveCountAsync(0);
        Assert.Null((await _haulage.ShipmentAsync(shipmentId, Ct))["carrierId"]);
    }

    [Theory, MemberData(nameof(OfficialTests.Screens), MemberType = typeof(OfficialTests))]
    public async Task Hand_overs_are_scanned_line_by_line_and_what_is_wrong_stays(int width, string language)
    {
        var shipmentId = await _haulage.SentAloneAsync(Ct);
        await using var visit = await portal.VisitAsync(Haulage.Carrier, width, language);
        await visit.GoAsync("/portal/scans");
        // As a scanner types: the id, then Enter.
        await visit.Page.Locator("#ids").PressSequentiallyAsync($"{shipmentId} 4");
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.Locator("#ids").PressSequentiallyAsync("6901234567892");
        await visit.Page.FillAsync("#place", "西昌");
        await visit.TapAsync("form.card button");

        await Assertions.Expect(visit.Page.Locator("p.note[role=status]")).ToContainTextAsync("1");
        await Assertions.Expect(visit.Page.Locator("#ids")).ToHaveValueAsync("6901234567892");
        await visit.ShowsAsync("carrier-scans");
        var scan = Assert.Single((await _haulage.CustodyAsync(shipmentId, Ct))["events"]!.AsArray())!;
        Assert.Equal((4, "TakenOver", "西昌"), ((int)scan["packages"]!, (string)scan["act"]!, (string?)scan["placeName"]));
    }

    [Fact]
    public async Task A_lorry_that_failed_is_reported_by_keyboard_alone()
    {
        var tour = await _haulage.OfferedAsync(weekday: 7, Ct);
        await _haulage.AcceptAsync(tour, Ct);
        await using var visit = await portal.VisitAsync(Haulage.Carrier);
        await visit.GoAsync(tour.Page);

        await visit.Page.Locator("details summary", new() { HasText = "车辆故障" }).FocusAsync();
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.Keyboard.PressAsync("Tab");
        await visit.Page.Keyboard.TypeAsync("离合器坏了");
        await visit.Page.FillAsync("#outUntil", "2099-01-01");
        visit.Expects(" 400 ");
        await visit.Page.Locator("#outUntil").PressAsync("Enter");
        await Assertions.Expect(visit.Page.Locator("#outUntil + [data-fault]")).ToBeVisibleAsync();
        await Assertions.Expect(visit.Page.Locator("#note")).ToHaveValueAsync("离合器坏了");

        await visit.Page.FillAsync("#outUntil", await visit.Page.Locator("#outUntil").GetAttributeAsync("min") ?? "");
        await visit.Page.Locator("#outUntil").PressAsync("Enter");

        await Assertions.Expect(visit.Page).ToHaveURLAsync(new Regex("/portal/tours$"));
        await Assertions.Expect(visit.Page.Locator($"a[href='{tour.Page}']")).ToHaveCountAsync(0);
    }

    /// <summary>All of the supplier's on the tour in one tap, by the page of any of its shipments.</summary>
    async Task SupplierSendsAsync(PlannedTour tour, int width, string language)
    {
        await using var visit = await portal.VisitAsync(Haulage.Supplier, width, language);
        await visit.GoAsync($"/portal/supply/shipments/{tour.ShipmentId}");
        await visit.Page.Locator("form:has(h2) input[name=waybill]").First.FillAsync(Haulage.Waybill());
        await visit.ShowsAsync("supplier-tour");
        await visit.TapAsync(AriaRole.Button, language == "zh" ? "整趟发货" : "Send all of the tour");
        await Assertions.Expect(visit.Page).ToHaveURLAsync(new Regex("/portal/supply/shipments$"));
        Assert.Equal("Dispatched", (string?)(await _haulage.ShipmentAsync(tour.ShipmentId, Ct))["state"]);
    }

    public void Dispose() => _haulage.Dispose();
}
