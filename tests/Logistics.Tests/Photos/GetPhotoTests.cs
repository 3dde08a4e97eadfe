using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using Marketplace.Logistics.Photos;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Marketplace.Logistics.Tests.Photos;

/// <summary>GET /logistics/photos/{photoId}.</summary>
public sealed class GetPhotoTests(SharedServices services)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_other_side_gets_the_picture_as_it_is_kept_and_can_check_its_hash(Engine engine)
    {
        var scenario = await LogisticsScenario.DeliveredAsync(await services.OnAsync(engine));
        var sent = Pictures.Jpeg(640, 480, orientation: 6);
        var photo = await scenario.Purchaser.PhotographAsync(scenario.Path, file: sent);

        using var answer = await scenario.Supplier.GetAsync($"/logistics/photos/{photo.PhotoId}", Ct);

        var content = await answer.Content.ReadAsByteArrayAsync(Ct);
        Assert.Equal((HttpStatusCode.OK, "image/jpeg"), (answer.StatusCode, answer.Content.Headers.ContentType?.ToString()));
        Assert.Equal(PhotoFile.Read(sent).Content, content);
        Assert.Equal((photo.Sha256, photo.Bytes), (Convert.ToHexStringLower(SHA256.HashData(content)), content.Length));
        Assert.Equal($"\"{photo.Sha256}\"", answer.Headers.ETag?.Tag);
        Assert.Equal("private, no-cache", string.Join(", ", answer.Headers.GetValues("Cache-Control").SelectMany(
            value => value.Split(", ")).OrderDescending()));
        Assert.Equal("nosniff", string.Join("", answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal($"inline; filename=\"{photo.PhotoId}.jpg\"", string.Join("", answer.Content.Headers.GetValues("Content-Disposition")));
        Assert.Equal("default-src 'none'; frame-ancestors 'none'", string.Join("", answer.Headers.GetValues("Content-Security-Policy")));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Who_has_it_already_is_not_sent_it_again(Engine engine)
    {
        var scenario = await LogisticsScenario.DeliveredAsync(await services.OnAsync(engine));
        var photo = await scenario.Purchaser.PhotographAsync(scenario.Path);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/logistics/photos/{photo.PhotoId}");
        request.Headers.IfNoneMatch.Add(new EntityTagHeaderValue($"\"{photo.Sha256}\""));

        using var answer = await scenario.Supplier.SendAsync(request, Ct);

        Assert.Equal(HttpStatusCode.NotModified, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync(Ct));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task That_somebody_else_has_looked_at_it_is_on_record_for_its_parties(Engine engine)
    {
        var scenario = await LogisticsScenario.DeliveredAsync(await services.OnAsync(engine));
        var photo = await scenario.Purchaser.PhotographAsync(scenario.Path);
        foreach (var reader in new[] { scenario.Supplier, scenario.Purchaser, scenario.Auditor })
        {
            using var answer = await reader.GetAsync($"/logistics/photos/{photo.PhotoId}", Ct);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        await using var scope = scenario.Logistics.OpenDb(out var db);
        var record = await db.Set<Platform.Access.AccessRecord>().IgnoreQueryFilters()
            .SingleAsync(row => row.ObjectId == $"{photo.PhotoId}", Ct);
        Assert.Equal(("photo", "auditor"), (record.Kind, record.Role));
    }
}
