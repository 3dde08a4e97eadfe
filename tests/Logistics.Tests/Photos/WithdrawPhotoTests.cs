using System.Net;
using Marketplace.Logistics.Photos;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Marketplace.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Marketplace.Logistics.Tests.Photos;

/// <summary>POST /logistics/photos/{photoId}/withdrawal.</summary>
public sealed class WithdrawPhotoTests(SharedServices services)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_picture_goes_and_its_hash_and_the_reason_stay(Engine engine)
    {
        var scenario = await LogisticsScenario.DeliveredAsync(await services.OnAsync(engine));
        var photo = await scenario.Purchaser.PhotographAsync(scenario.Path);

        var withdrawn = await LogisticsScenario.ReadAsync<PhotoView>(HttpStatusCode.OK, await PostAsync(scenario.Purchaser, photo.PhotoId));

        Assert.Equal(photo with { WithdrawnAt = LogisticsScenario.Now, WithdrawalReason = "拍到了人" }, withdrawn);
        var told = await Refused.DetailAsync(
            HttpStatusCode.NotFound, "photo_withdrawn", null, await scenario.Supplier.GetAsync($"/logistics/photos/{photo.PhotoId}", Ct));
        Assert.EndsWith("拍到了人", told, StringComparison.Ordinal);
        var listed = await LogisticsScenario.ReadAsync<Page<PhotoView>>(
            HttpStatusCode.OK, await scenario.Supplier.GetAsync($"{scenario.Path}/photos", Ct));
        Assert.Equal(withdrawn, Assert.Single(listed.Items));
        await using (scenario.Logistics.OpenDb(out var db))
        {
            Assert.False(await db.PhotoContents.AnyAsync(content => content.PhotoId == photo.PhotoId, Ct));
        }

        await Refused.AsAsync(
            HttpStatusCode.Conflict, "already_withdrawn", null, scenario.Purchaser, client => PostAsync(client, photo.PhotoId));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Only_its_sender_withdraws_it_and_only_until_the_acceptance_is_final(Engine engine)
    {
        var scenario = await LogisticsScenario.DeliveredAsync(await services.OnAsync(engine));
        var disputed = await scenario.DisputeAsync("5");
        var (mine, other) = (await scenario.Carrier.PhotographAsync(scenario.Path), await scenario.Carrier.PhotographAsync(scenario.Path));
        await Refused.AsAsync(
            HttpStatusCode.Forbidden, "not_your_organisation", null, scenario.Supplier, client => PostAsync(client, mine.PhotoId));
        await scenario.AcceptAsync(("95", "0", "0", null));

        // Some is still under dispute.
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(scenario.Carrier, other.PhotoId)).StatusCode);
        await scenario.RuleAsync(disputed.DisputeId, "0", "5");

        await Refused.AsAsync(HttpStatusCode.Conflict, "photo_stays", null, scenario.Carrier, client => PostAsync(client, mine.PhotoId));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_photograph_of_a_return_is_withdrawn_until_the_supplier_has_answered(Engine engine)
    {
        var scenario = await LogisticsScenario.InspectedAsync(await services.OnAsync(engine));
        var named = await scenario.Purchaser.PhotographAsync(scenario.Path, "&subject=Return");
        var spare = await scenario.Purchaser.PhotographAsync(scenario.Path, "&subject=Return");
        var claim = await NamedPhotosTests.ReturnAsync(scenario, named.PhotoId);
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(scenario.Purchaser, spare.PhotoId)).StatusCode);

        await scenario.DecideAsync(claim.ReturnId, isConfirmed: false);

        await Refused.AsAsync(HttpStatusCode.Conflict, "photo_stays", null, scenario.Purchaser, client => PostAsync(client, named.PhotoId));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Nothing_else_changes_what_was_sent(Engine engine)
    {
        var scenario = await LogisticsScenario.DeliveredAsync(await services.OnAsync(engine));
        var photo = await scenario.Purchaser.PhotographAsync(scenario.Path);
        await using var scope = scenario.Logistics.OpenDb(out var db);
        var own = db.Photos.Where(known => known.PhotoId == photo.PhotoId);

        await Assert.ThrowsAnyAsync<Exception>(() => own.ExecuteDeleteAsync(Ct));
        await Assert.ThrowsAnyAsync<Exception>(() => own.ExecuteUpdateAsync(set => set.SetProperty(known => known.Sha256, "0"), Ct));
        await Assert.ThrowsAnyAsync<Exception>(() => db.PhotoContents.Where(known => known.PhotoId == photo.PhotoId)
            .ExecuteUpdateAsync(set => set.SetProperty(known => known.Content, Array.Empty<byte>()), Ct));
    }

    static Task<HttpResponseMessage> PostAsync(HttpClient client, Guid photoId) =>
        client.PostOnceAsync($"/logistics/photos/{photoId}/withdrawal", new { reason = "拍到了人" }, ct: Ct);
}
