using System.Net;
using System.Security.Cryptography;
using Marketplace.Contracts;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Photos;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Xunit;

namespace Marketplace.Logistics.Tests.Photos;

/// <summary>POST /logistics/shipments/{shipmentId}/photos.</summary>
public sealed class AddPhotoTests(SharedServices services)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Each_side_sends_what_it_saw_and_all_of_them_see_it(Engine engine)
    {
        var scenario = await LogisticsScenario.PlannedAsync(await services.OnAsync(engine));
        var line = scenario.Part.Lines[0];
        var loaded = await scenario.Supplier.PhotographAsync(scenario.Path, "&subject=Loading");
        await scenario.DispatchAsync();
        var handed = await scenario.Carrier.PhotographAsync(
            scenario.Path, "&subject=HandOver&takenAt=2026-11-21T01:30:00Z", Pictures.Png(320, 200));
        await scenario.DeliverAsync();
        var spoilt = await scenario.Purchaser.PhotographAsync(
            scenario.Path, $"&subject=Discrepancy&lineId={line.LineId}&note={Uri.EscapeDataString("第三箱发霉")}", Pictures.Webp(100, 80));

        Assert.Equal(
            [CustodyHolder.Supplier, CustodyHolder.Carrier, CustodyHolder.Buyer],
            new[] { loaded, handed, spoilt }.Select(photo => photo.By));
        Assert.Equal((line.LineId, 1, "第三箱发霉"), (spoilt.LineId, spoilt.LineNumber, spoilt.Note));
        Assert.Equal(
            (new DateTimeOffset(2026, 11, 21, 1, 30, 0, TimeSpan.Zero), LogisticsScenario.Now), (handed.TakenAt, handed.RecordedAt));
        Assert.Equal(["image/jpeg", "image/png", "image/webp"], new[] { loaded, handed, spoilt }.Select(photo => photo.ContentType));
        Assert.Equal(
            Convert.ToHexStringLower(SHA256.HashData(PhotoFile.Read(Pictures.Png(320, 200)).Content)), handed.Sha256);
        foreach (var reader in new[] { scenario.Supplier, scenario.Carrier, scenario.Purchaser, scenario.Auditor, scenario.Nation })
        {
            var page = await LogisticsScenario.ReadAsync<Page<PhotoView>>(
                HttpStatusCode.OK, await reader.GetAsync($"{scenario.Path}/photos", Ct));
            Assert.Equal(
                new[] { loaded, handed, spoilt }.Select(photo => photo.PhotoId).Order(), page.Items.Select(photo => photo.PhotoId).Order());
        }

        Assert.Equal(ShipmentState.Delivered, (await scenario.ViewAsync()).State);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_is_sent_again_is_the_same_and_another_picture_under_its_id_is_refused(Engine engine)
    {
        var scenario = await LogisticsScenario.DeliveredAsync(await services.OnAsync(engine));
        var (photoId, picture) = (Guid.CreateVersion7(), Pictures.Plain(1));
        var first = await SendAsync(scenario.Purchaser, scenario, photoId, picture);

        Assert.Equal(first, await SendAsync(scenario.Purchaser, scenario, photoId, picture));
        await Refused.AsAsync(
            HttpStatusCode.Conflict, "already_exists", "photoId", scenario.Purchaser,
            client => client.PostPhotoAsync(scenario.Path, photoId, Pictures.Plain(2)));
        await Refused.AsAsync(
            HttpStatusCode.Conflict, "already_exists", "photoId", scenario.Supplier,
            client => client.PostPhotoAsync(scenario.Path, photoId, picture));
        var other = await LogisticsScenario.DeliveredAsync(scenario.Logistics);
        await Refused.AsAsync(
            HttpStatusCode.Conflict, "already_exists", "photoId", other.Purchaser,
            client => client.PostPhotoAsync(other.Path, photoId, picture));
        Assert.Equal(1, await CountAsync(scenario));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_form_of_a_browser_is_taken_as_well(Engine engine)
    {
        var scenario = await LogisticsScenario.DeliveredAsync(await services.OnAsync(engine));
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Pictures.Plain()), "file", "IMG_0001.HEIC" } };
        using var request = new HttpRequestMessage(
            HttpMethod.Post, $"{scenario.Path}/photos?photoId={Guid.CreateVersion7()}&subject=Arrival")
        { Content = form };
        request.Headers.Add("Idempotency-Key", $"{Guid.CreateVersion7()}");

        var photo = await LogisticsScenario.ReadAsync<PhotoView>(HttpStatusCode.Created, await scenario.Purchaser.SendAsync(request, Ct));

        Assert.Equal(("image/jpeg", 640, 480), (photo.ContentType, photo.Width, photo.Height));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_does_not_fit_is_refused_with_the_reason(Engine engine)
    {
        var scenario = await LogisticsScenario.DeliveredAsync(await services.OnAsync(engine));
        foreach (var (query, status, code, field) in new (string, HttpStatusCode, string, string?)[]
        {
            ($"&subject=Arrival&lineId={Guid.CreateVersion7()}", HttpStatusCode.BadRequest, "line_unknown", "lineId"),
            ("&subject=Arrival&takenAt=2026-11-21T02:06:00Z", HttpStatusCode.BadRequest, "time_out_of_range", "takenAt"),
            ("&subject=Arrival&takenAt=2026-10-22T01:59:59Z", HttpStatusCode.BadRequest, "time_out_of_range", "takenAt"),
            ($"&subject=Arrival&note={new string('长', 201)}", HttpStatusCode.BadRequest, "text_too_long", "note"),
            ("&subject=99", HttpStatusCode.BadRequest, "parameter_invalid", "subject"),
        })
        {
            await Refused.AsAsync(
                status, code, field, scenario.Purchaser,
                client => client.PostPhotoAsync(scenario.Path, Guid.CreateVersion7(), Pictures.Plain(), query));
        }

        await Refused.AsAsync(
            HttpStatusCode.BadRequest, "photo_format", "file", scenario.Purchaser,
            client => client.PostPhotoAsync(scenario.Path, Guid.CreateVersion7(), "<script>alert(1)</script>"u8.ToArray()));
        await Refused.AsAsync(
            HttpStatusCode.RequestEntityTooLarge, "body_too_large", null, scenario.Purchaser,
            client => client.PostPhotoAsync(scenario.Path, Guid.CreateVersion7(), new byte[PhotoFile.BytesMax + 1]));
        Assert.Equal(0, await CountAsync(scenario));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Who_has_nothing_to_do_with_the_goods_sends_none(Engine engine)
    {
        var scenario = await LogisticsScenario.DeliveredAsync(await services.OnAsync(engine));
        foreach (var role in new[] { Roles.Supplier, Roles.Carrier, Roles.Purchaser, Roles.Keeper })
        {
            await Refused.AsAsync(
                HttpStatusCode.NotFound, "shipment_not_found", null, scenario.Logistics.Client(role, org: Guid.CreateVersion7()),
                client => client.PostPhotoAsync(scenario.Path, Guid.CreateVersion7(), Pictures.Plain()));
        }

        Assert.Equal(
            HttpStatusCode.Forbidden,
            (await scenario.Nation.PostPhotoAsync(scenario.Path, Guid.CreateVersion7(), Pictures.Plain())).StatusCode);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task An_organisation_sends_thirty_of_a_shipment_and_leaves_room_for_the_others(Engine engine)
    {
        var scenario = await LogisticsScenario.DeliveredAsync(await services.OnAsync(engine));
        for (var i = 0; i < AddPhoto.OfSenderMax; i++)
        {
            await scenario.Purchaser.PhotographAsync(scenario.Path, file: Pictures.Plain(i));
        }

        await Refused.AsAsync(
            HttpStatusCode.Conflict, "too_many_photos", null, scenario.Purchaser,
            client => client.PostPhotoAsync(scenario.Path, Guid.CreateVersion7(), Pictures.Plain()));
        await scenario.Supplier.PhotographAsync(scenario.Path);
        Assert.Equal(AddPhoto.OfSenderMax + 1, await CountAsync(scenario));
    }

    static async Task<PhotoView> SendAsync(HttpClient client, LogisticsScenario scenario, Guid photoId, byte[] file) =>
        await LogisticsScenario.ReadAsync<PhotoView>(HttpStatusCode.Created, await client.PostPhotoAsync(scenario.Path, photoId, file));

    static async Task<int> CountAsync(LogisticsScenario scenario) => (await LogisticsScenario.ReadAsync<Page<PhotoView>>(
        HttpStatusCode.OK, await scenario.Auditor.GetAsync($"{scenario.Path}/photos?size=200", Ct))).Items.Count;
}
