using System.Text.RegularExpressions;
using Marketplace.Testing;
using Microsoft.Playwright;
using Xunit;

namespace Marketplace.Portal.Tests.Browser;

/// <summary>Labels are printed by suppliers and keepers, and scanned by drivers and receivers, also without a network.</summary>
public sealed class LabelTests(RunningPortal portal) : IDisposable
{
    /// <summary>A telephone that sees one label after the other: this machine has no camera.</summary>
    const string Camera = """
        navigator.mediaDevices.getUserMedia = async () => {
          const canvas = document.createElement("canvas");
          setInterval(() => canvas.getContext("2d").fillRect(0, 0, 9, 9), 50);
          return canvas.captureStream(20);
        };
        window.BarcodeDetector = class { async detect() { return (window.seen ?? []).map(rawValue => ({ rawValue })); } };
        """;

    readonly Haulage _haulage = new(portal);

    public static TheoryData<int, string> Screens => OfficialTests.Screens;

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Screens))]
    public async Task Labels_are_scanned_by_a_hand_scanner_and_one_that_is_wrong_stays(int width, string language)
    {
        var shipmentId = await _haulage.SentAloneAsync(Ct);
        var codes = await CodesAsync(shipmentId, packages: 3);
        await using var visit = await portal.VisitAsync(Haulage.Carrier, width, language);
        await visit.GoAsync("/portal/scans");
        // As a scanner types: the code, then Enter; the first package twice, and a code of which the end is missing.
        foreach (var code in (string[])[codes[0], codes[2], codes[0], codes[1][..^1]])
        {
            await visit.Page.Locator("#ids").FillAsync($"{await visit.Page.InputValueAsync("#ids")}{code}\n");
        }

        await visit.TapAsync(AriaRole.Button, language == "zh" ? "登记" : "Record");

        await Assertions.Expect(visit.Page.Locator("p.note[role=status]").First).ToContainTextAsync("1");
        await Assertions.Expect(visit.Page.Locator("#ids")).ToHaveValueAsync(codes[1][..^1]);
        await visit.ShowsAsync("carrier-labels");
        var scan = Assert.Single((await _haulage.CustodyAsync(shipmentId, Ct))["events"]!.AsArray())!;
        Assert.Equal((2, "1 3"), ((int)scan["packages"]!, (string?)scan["packageNumbers"]));
    }

    [Theory, MemberData(nameof(Screens))]
    public async Task Labels_are_scanned_by_the_camera(int width, string language)
    {
        var shipmentId = await _haulage.SentAloneAsync(Ct);
        var codes = await CodesAsync(shipmentId, packages: 2);
        await using var visit = await portal.VisitAsync(Haulage.Carrier, width, language);
        await visit.Page.AddInitScriptAsync(Camera);
        await visit.GoAsync("/portal/scans");
        await visit.TapAsync("[data-open]");
        foreach (var code in codes)
        {
            await visit.Page.EvaluateAsync("code => { window.seen = [code]; }", code);
            await Assertions.Expect(visit.Page.Locator("#ids")).ToHaveValueAsync(
                string.Concat(codes.TakeWhile(other => other != code).Append(code).Select(seen => $"{seen}\n")));
        }

        await Assertions.Expect(visit.Page.Locator("[data-said]")).ToContainTextAsync("2");
        await visit.ShowsAsync("carrier-camera");
        await visit.TapAsync("[data-close]");
        await Assertions.Expect(visit.Page.Locator("video")).ToBeHiddenAsync();
        await visit.TapAsync(AriaRole.Button, language == "zh" ? "登记" : "Record");

        await Assertions.Expect(visit.Page.Locator("p.note[role=status]").First).ToContainTextAsync("1");
        Assert.Equal("1-2", (string?)(await _haulage.CustodyAsync(shipmentId, Ct))["events"]![0]!["packageNumbers"]);
    }

    [Theory, MemberData(nameof(Screens))]
    public async Task What_is_scanned_without_a_network_is_sent_later_and_what_is_refused_is_told(int width, string language)
    {
        var shipmentId = await _haulage.SentAloneAsync(Ct);
        var codes = await CodesAsync(shipmentId, packages: 2);
        await using var visit = await portal.VisitAsync(Haulage.Carrier, width, language);
        var page = visit.Page;
        await visit.GoAsync("/portal/scans");
        await page.EvaluateAsync("navigator.serviceWorker.ready.then(() => true)");
        // The page is kept when the worker has seen it.
        await page.ReloadAsync();
        await Eventually.TrueAsync(
            () => page.EvaluateAsync<bool>("caches.match('/portal/scans').then(kept => kept !== undefined)"), "the page to be kept",
            ct: Ct);
        visit.Expects("ERR_INTERNET_DISCONNECTED");
        visit.Expects("ERR_FAILED");
        visit.Expects(" 409 ");
        await page.Context.SetOfflineAsync(true);
        await page.ReloadAsync();
        await page.FillAsync("#ids", $"{codes[0]}\n{codes[1]}\n6901234567892\n");
        await visit.TapAsync(AriaRole.Button, language == "zh" ? "登记" : "Record");

        await Assertions.Expect(page.Locator("[data-told-scans]")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#unsent")).ToContainTextAsync("1");
        await Assertions.Expect(page.Locator("#ids")).ToHaveValueAsync("");
        await visit.ShowsAsync("carrier-scans-offline");
        Assert.Empty((await _haulage.CustodyAsync(shipmentId, Ct))["events"]!.AsArray());
        await page.Context.SetOfflineAsync(false);

        await Assertions.Expect(page.Locator("[data-refused-scans]")).ToContainTextAsync("6901234567892", new() { Timeout = 30_000 });
        await Assertions.Expect(page.Locator("#ids")).ToHaveValueAsync("6901234567892");
        await Assertions.Expect(page.Locator("#unsent")).ToBeHiddenAsync();
        Assert.Equal("1-2", (string?)Assert.Single((await _haulage.CustodyAsync(shipmentId, Ct))["events"]!.AsArray())!["packageNumbers"]);
    }

    [Theory, MemberData(nameof(Screens))]
    public async Task A_receiver_opens_a_delivery_by_a_label_and_a_forged_one_is_told(int width, string language)
    {
        var shipmentId = await _haulage.SentAloneAsync(Ct);
        var code = (await CodesAsync(shipmentId, packages: 2))[0];
        await using var visit = await portal.VisitAsync(Haulage.Buyer, width, language);
        await visit.GoAsync("/portal/deliveries");
        await visit.Page.FillAsync("#code", code);
        await visit.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(visit.Page.Locator("#label")).ToContainTextAsync("2");
        await visit.ShowsAsync("receiver-label");
        await visit.TapAsync("main a.button");
        await Assertions.Expect(visit.Page).ToHaveURLAsync(new Regex($"/portal/deliveries/{shipmentId}$"));

        visit.Expects(" 400 ");
        await visit.Page.GotoAsync($"/portal/labels?code={code[..100]}{(code[100] == '1' ? '2' : '1')}{code[101..]}");
        await Assertions.Expect(visit.Page.Locator("#code + [data-fault]")).ToBeVisibleAsync();
        await visit.ShowsAsync("receiver-label-forged");
    }

    [Theory, MemberData(nameof(Screens))]
    public async Task A_supplier_prints_the_labels_of_a_shipment(int width, string language)
    {
        var shipmentId = await _haulage.SentAloneAsync(Ct);
        await using var visit = await portal.VisitAsync(Haulage.Supplier, width, language);
        await visit.GoAsync($"/portal/supply/shipments/{shipmentId}");
        await Assertions.Expect(visit.Page.Locator("form[action$='/labels'] input[name=packages]")).ToBeVisibleAsync();
        await visit.ShowsAsync("supplier-labels");

        var file = await visit.Page.APIRequest.GetAsync($"/portal/supply/shipments/{shipmentId}/labels?packages=3&from=2");

        Assert.Equal("%PDF"u8.ToArray(), (await file.BodyAsync())[..4]);
        Assert.Contains(".pdf", file.Headers["content-disposition"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task At_a_stop_the_labels_of_its_loads_are_taken_and_no_others()
    {
        var tour = await _haulage.OfferedAsync(weekday: 8, Ct);
        await _haulage.AcceptAsync(tour, Ct);
        var elsewhere = await _haulage.SentAloneAsync(Ct);
        var (codes, other) = (await CodesAsync(tour.ShipmentId, packages: 2), (await CodesAsync(elsewhere, packages: 1))[0]);
        await using var visit = await portal.VisitAsync(Haulage.Carrier, 360);
        await visit.GoAsync(tour.Page);
        await visit.TapAsync("section.card details summary");
        await visit.Page.Locator("section.card details[open] textarea").FillAsync(string.Join('\n', codes.Append(other)));
        await visit.TapAsync("section.card details[open] button");

        await Assertions.Expect(visit.Page.Locator("section.card details[open] [data-fault]")).ToContainTextAsync(other[^8..]);
        await visit.ShowsAsync("carrier-stop-labels");
        var scan = Assert.Single((await _haulage.CustodyAsync(tour.ShipmentId, Ct))["events"]!.AsArray())!;
        Assert.Equal(("TakenOver", "1-2"), ((string)scan["act"]!, (string?)scan["packageNumbers"]));
        Assert.Empty((await _haulage.CustodyAsync(elsewhere, Ct))["events"]!.AsArray());
    }

    async Task<string[]> CodesAsync(Guid shipmentId, int packages) =>
    [
        .. (await (await _haulage.AsAsync(Haulage.Supplier, Ct)).GetAsync(
            $"/logistics/shipments/{shipmentId}/labels?packages={packages}", Ct))["items"]!.AsArray()
            .Select(label => (string)label!["code"]!),
    ];

    public void Dispose() => _haulage.Dispose();
}
