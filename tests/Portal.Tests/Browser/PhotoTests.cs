using System.Text.Json.Nodes;
using Marketplace.AllInOne.Demo;
using Marketplace.Testing;
using Microsoft.Playwright;
using Xunit;

namespace Marketplace.Portal.Tests.Browser;

/// <summary>Goods are photographed with the telephone at the dock and on the lorry, and the other side sees it.</summary>
public sealed class PhotoTests(RunningPortal portal) : IDisposable
{
    const string School = "xiqing-school";
    const string Orchard = "maiji-apple";
    const string SecondLine = "#acceptance > ul.lines > li:nth-child(2)";

    /// <summary>A camera's picture of 12 megapixels.</summary>
    const string Draw = """
        () => {
          const canvas = document.createElement("canvas");
          [canvas.width, canvas.height] = [4000, 3000];
          const brush = canvas.getContext("2d");
          brush.fillStyle = "#7a8c3a";
          brush.fillRect(0, 0, 4000, 3000);
          brush.fillStyle = "#3d3a22";
          brush.fillRect(1500, 1000, 900, 700);
          return canvas.toDataURL("image/jpeg").split(",")[1];
        }
        """;

    readonly Trade _trade = new(portal);
    readonly Haulage _haulage = new(portal);

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(OfficialTests.Screens), MemberType = typeof(OfficialTests))]
    public async Task A_damaged_line_is_photographed_and_refused_in_part_and_the_supplier_sees_why(int width, string language)
    {
        var shipmentId = await _trade.ArrivedAsync(2, Ct);
        await using (var visit = await portal.VisitAsync(Trade.Buyer, width, language))
        {
            await visit.GoAsync($"/portal/deliveries/{shipmentId}");
            await visit.TapAsync($"{SecondLine} summary");
            await PhotographAsync(visit, $"{SecondLine} input[type=file]");
            await Assertions.Expect(visit.Page.Locator($"{SecondLine} [data-photo] [role=status]"))
                .ToHaveTextAsync(language == "zh" ? "已发送" : "Sent");
            await visit.ShowsAsync("receiver-photographed");
            await visit.Page.FillAsync($"{SecondLine} input[name=rejected]", "2.5");
            await visit.Page.FillAsync($"{SecondLine} input[name=reason]", "霉变");
            await visit.TapAsync("#acceptance button");
            await Assertions.Expect(visit.Page.Locator("p.card[role=status]")).ToContainTextAsync(language == "zh" ? "已于" : "Accepted at");
            await ShowsPictureAsync(visit, "[data-discrepancy] img");
            await visit.ShowsAsync("receiver-refused-with-photograph");
            Assert.InRange(visit.Taps, 1, 2);
        }

        var photo = Assert.Single(await PhotosAsync(Trade.Buyer, shipmentId));
        Assert.Equal(("Discrepancy", "Buyer", 1600, 1200), (
            (string)photo["subject"]!, (string)photo["by"]!, (int)photo["width"]!, (int)photo["height"]!));
        var line = (await _trade.ShipmentAsync(shipmentId, Ct))["acceptances"]![0]!["lines"]!.AsArray()
            .Single(row => (string)row!["rejected"]! == "2.5")!;
        Assert.Equal((string)photo["lineId"]!, (string)line["lineId"]!);
        Assert.Equal((string)photo["photoId"]!, (string)Assert.Single(line["photoIds"]!.AsArray())!);

        await using var supplier = await portal.VisitAsync(Goods.ZhaojuePotato.Seller, width, language);
        await supplier.GoAsync($"/portal/deliveries/{shipmentId}");
        await Assertions.Expect(supplier.Page.Locator("[data-discrepancy]")).ToContainTextAsync("霉变");
        await ShowsPictureAsync(supplier, "[data-discrepancy] img");
        await supplier.ShowsAsync("supplier-sees-photograph");
        var full = await supplier.Page.APIRequest.GetAsync($"/portal/photos/{(string)photo["photoId"]!}");
        Assert.Equal((200, "image/jpeg", "nosniff"), (full.Status, full.Headers["content-type"], full.Headers["x-content-type-options"]));
        var again = await supplier.Page.APIRequest.GetAsync(
            $"/portal/photos/{(string)photo["photoId"]!}", new() { Headers = [new("If-None-Match", full.Headers["etag"])] });
        Assert.Equal(304, again.Status);
    }

    [Fact]
    public async Task Without_a_network_a_photograph_is_kept_over_a_reload_and_stored_once_with_the_receipt()
    {
        var shipmentId = await _trade.ArrivedAsync(2, Ct);
        await using var visit = await portal.VisitAsync(Trade.Buyer, 360);
        var page = visit.Page;
        await visit.GoAsync("/portal");
        await Eventually.TrueAsync(
            () => page.EvaluateAsync<bool>($"caches.match('/portal/deliveries/{shipmentId}').then(kept => kept !== undefined)"),
            "the delivery to be kept on the device", ct: Ct);
        visit.Expects("ERR_INTERNET_DISCONNECTED");
        visit.Expects("ERR_FAILED");
        await page.Context.SetOfflineAsync(true);

        await visit.TapAsync($"a[data-delivery='{shipmentId}']");
        await visit.TapAsync($"{SecondLine} summary");
        await PhotographAsync(visit, $"{SecondLine} input[type=file]");
        await Assertions.Expect(page.Locator($"{SecondLine} [data-photo] [role=status]")).ToContainTextAsync("没有网络");
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator($"{SecondLine} [data-photo] img")).ToBeVisibleAsync();
        await page.FillAsync($"{SecondLine} input[name=rejected]", "1");
        await page.FillAsync($"{SecondLine} input[name=reason]", "破损");
        await visit.TapAsync("#acceptance button");
        await Assertions.Expect(page.Locator("[data-told]")).ToContainTextAsync("没有网络");
        await Assertions.Expect(page.Locator("#unsent")).ToContainTextAsync("2");
        await visit.ShowsAsync("receiver-photographed-offline");
        Assert.Empty(await PhotosAsync(Trade.Buyer, shipmentId));

        await page.Context.SetOfflineAsync(false);

        await Assertions.Expect(page.Locator("p.card[role=status]")).ToContainTextAsync("已于", new() { Timeout = 30_000 });
        await Assertions.Expect(page.Locator("#unsent")).ToBeHiddenAsync();
        var photo = Assert.Single(await PhotosAsync(Trade.Buyer, shipmentId));
        Assert.NotNull(photo["takenAt"]);
        var named = (await _trade.ShipmentAsync(shipmentId, Ct))["acceptances"]!.AsArray().Single()!["lines"]!.AsArray()
            .SelectMany(line => line!["photoIds"]!.AsArray());
        Assert.Equal((string)photo["photoId"]!, (string)Assert.Single(named)!);
    }

    [Fact]
    public async Task A_photograph_whose_answer_is_lost_is_stored_once_and_one_that_is_refused_says_why()
    {
        var shipmentId = await _trade.ArrivedAsync(1, Ct);
        await using var visit = await portal.VisitAsync(Trade.Buyer, 360);
        await visit.GoAsync($"/portal/deliveries/{shipmentId}");
        // What is sent by itself, every fifteen seconds, is not answered either until the test says so.
        var (asked, lost, isAnswered) = (0, 0, false);
        visit.Expects("ERR_FAILED");
        visit.Expects(" 400 ");
        await visit.Page.RouteAsync("**/portal/photos", async route =>
        {
            asked++;
            if (!isAnswered)
            {
                await route.FetchAsync(new() { MaxRedirects = 0 });
                lost++;
                await route.AbortAsync();
            }
            else
            {
                await route.ContinueAsync();
            }
        });

        await PhotographAsync(visit, "#photos-Arrival");
        await Assertions.Expect(visit.Page.Locator("#unsent")).ToBeVisibleAsync();
        Assert.Single(await PhotosAsync(Trade.Buyer, shipmentId));
        isAnswered = true;
        // Not waited for: the page that it goes on to would take the answer away.
        await visit.Page.EvaluateAsync("void window.receipts.send()");
        await Assertions.Expect(visit.Page.Locator("[data-photo] [role=status]")).ToHaveTextAsync("已发送", new() { Timeout = 30_000 });
        Assert.True(asked > lost && lost > 0);
        Assert.Single(await PhotosAsync(Trade.Buyer, shipmentId));

        await visit.Page.SetInputFilesAsync(
            "#photos-Discrepancy", new FilePayload { Name = "a.heic", MimeType = "image/heic", Buffer = [0, 0, 0, 24, 1, 2] });
        await Assertions.Expect(visit.Page.Locator("[data-photo] .bad")).ToContainTextAsync("JPEG");
        await visit.ShowsAsync("receiver-photograph-refused");
        await visit.TapAsync("[data-photo] button");
        await Assertions.Expect(visit.Page.Locator("#unsent")).ToBeHiddenAsync();
        await Assertions.Expect(visit.Page.Locator("[data-photo]")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Without_a_script_several_are_sent_by_the_form_once_and_a_bad_one_stops_no_other()
    {
        var shipmentId = await _trade.ArrivedAsync(1, Ct);
        await using var visit = await portal.VisitAsync(Trade.Buyer, 360);
        await visit.GoAsync($"/portal/deliveries/{shipmentId}");
        var picture = Convert.FromBase64String(await visit.Page.EvaluateAsync<string>(Draw));
        var form = await visit.Page.Locator("#photos input[type=hidden]").EvaluateAllAsync<string[][]>(
            "fields => fields.map(field => [field.name, field.value])");

        Assert.Equal(200, await SendAsync(("Arrival", picture), ("Discrepancy", picture)));
        Assert.Equal(200, await SendAsync(("Arrival", picture), ("Discrepancy", picture)));
        Assert.Equal(2, (await PhotosAsync(Trade.Buyer, shipmentId)).Count);
        form = [.. form.Select(field => field[0] == "key" ? [field[0], $"{Guid.CreateVersion7()}"] : field)];
        Assert.Equal(400, await SendAsync(("Arrival", [1, 2, 3]), ("Discrepancy", picture)));
        Assert.Equal(3, (await PhotosAsync(Trade.Buyer, shipmentId)).Count);

        await visit.GoAsync($"/portal/deliveries/{shipmentId}");
        await visit.TapAsync("section[aria-labelledby=photographs] details summary");
        await visit.Page.FillAsync("section[aria-labelledby=photographs] details[open] input[name=reason]", "拍到了人");
        await visit.ShowsAsync("receiver-photographs");
        await visit.TapAsync("section[aria-labelledby=photographs] details[open] button");
        await Assertions.Expect(visit.Page.Locator("section[aria-labelledby=photographs] span.warn")).ToContainTextAsync("拍到了人");

        async Task<int> SendAsync(params (string Field, byte[] Content)[] files)
        {
            var body = visit.Page.APIRequest.CreateFormData();
            foreach (var field in form)
            {
                body.Append(field[0], field[1]);
            }

            foreach (var (name, content) in files)
            {
                body.Append(name, new FilePayload { Name = "IMG.jpg", MimeType = "image/jpeg", Buffer = content });
            }

            return (await visit.Page.APIRequest.PostAsync("/portal/photos", new() { Multipart = body })).Status;
        }
    }

    [Theory, MemberData(nameof(OfficialTests.Screens), MemberType = typeof(OfficialTests))]
    public async Task A_driver_photographs_the_hand_over_and_the_buyer_sees_it(int width, string language)
    {
        var shipmentId = await _haulage.SentAloneAsync(Ct);
        await using (var visit = await portal.VisitAsync(Haulage.Carrier, width, language))
        {
            await visit.GoAsync($"/portal/loads/{shipmentId}");
            await visit.Page.FillAsync("#photos-note", "门卫签收，外箱完好");
            await PhotographAsync(visit, "#photos-HandOver");
            await Assertions.Expect(visit.Page.Locator("[data-photo] .good")).ToBeVisibleAsync();
            await visit.ShowsAsync("carrier-photographed");
        }

        await using var buyer = await portal.VisitAsync(Haulage.Buyer, width, language);
        await buyer.GoAsync($"/portal/deliveries/{shipmentId}");
        await ShowsPictureAsync(buyer, "section[aria-labelledby=photographs] ul.photos img");
        await Assertions.Expect(buyer.Page.Locator("section[aria-labelledby=photographs]")).ToContainTextAsync("外箱完好");
        await buyer.ShowsAsync("buyer-sees-hand-over");
    }

    [Theory, InlineData(360, "zh"), InlineData(1280, "en")]
    public async Task What_is_asked_back_is_photographed_and_the_supplier_sees_it_before_it_answers(int width, string language)
    {
        var (_, shipmentId) = await _trade.SoldAsync(School, Goods.MaijiApple, DemoSteps.North, 40, Ct);
        await using (var buyer = await portal.VisitAsync(School, width, language))
        {
            await buyer.GoAsync($"/portal/deliveries/{shipmentId}");
            await PhotographAsync(buyer, "#photos-Return");
            await Assertions.Expect(buyer.Page.Locator("[data-photo] .good")).ToBeVisibleAsync();
            await buyer.Page.ReloadAsync();
            await buyer.TapAsync("section[aria-labelledby=returns] summary");
            await Assertions.Expect(buyer.Page.Locator("input[type=checkbox][name=photo]")).ToBeCheckedAsync();
            await buyer.Page.SelectOptionAsync("#kind", "Return");
            await buyer.Page.FillAsync("#quantity", "1.5");
            await buyer.Page.FillAsync("#reason", $"带照片的退货 {width}{language}");
            await buyer.ShowsAsync("return-with-photograph");
            await buyer.TapAsync("section[aria-labelledby=returns] form button");
            await Assertions.Expect(buyer.Page.Locator("section[aria-labelledby=returns] .badge.warn")).ToHaveCountAsync(1);
        }

        var claim = Assert.Single(await (await _trade.AsAsync(School, Ct)).ListAsync($"/logistics/returns?shipmentId={shipmentId}", Ct));
        Assert.Single(claim["photoIds"]!.AsArray());
        await using var supplier = await portal.VisitAsync(Orchard, width, language);
        await supplier.GoAsync($"/portal/returns/{(string)claim["returnId"]!}");
        await ShowsPictureAsync(supplier, "ul.photos img");
        await supplier.ShowsAsync("return-with-photograph-to-answer");
        await (await _trade.AsAsync(Orchard, Ct)).PostAsync($"/logistics/returns/{(string)claim["returnId"]!}/confirmation", new { }, Ct);
    }

    static async Task PhotographAsync(Visit visit, string input) => await visit.Page.SetInputFilesAsync(input, new FilePayload
    {
        Name = "IMG_20261128.jpg",
        MimeType = "image/jpeg",
        Buffer = Convert.FromBase64String(await visit.Page.EvaluateAsync<string>(Draw)),
    });

    /// <summary>The browser has read the picture, and it says what it is for who can't see it.</summary>
    static async Task ShowsPictureAsync(Visit visit, string selector)
    {
        var picture = visit.Page.Locator(selector).First;
        await picture.ScrollIntoViewIfNeededAsync();
        await Assertions.Expect(picture).ToBeVisibleAsync();
        await Eventually.TrueAsync(
            () => picture.EvaluateAsync<bool>("picture => picture.complete && picture.naturalWidth > 0"), "the picture", ct: Ct);
        Assert.NotEmpty(await picture.GetAttributeAsync("alt") ?? "");
    }

    async Task<IReadOnlyList<JsonNode>> PhotosAsync(string who, Guid shipmentId) =>
        [.. await (await _trade.AsAsync(who, Ct)).ListAsync($"/logistics/shipments/{shipmentId}/photos", Ct)];

    public void Dispose()
    {
        _trade.Dispose();
        _haulage.Dispose();
    }
}
