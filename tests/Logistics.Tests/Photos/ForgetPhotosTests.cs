using System.Net;
using Marketplace.Logistics.Photos;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Marketplace.Logistics.Tests.Photos;

public sealed class ForgetPhotosTests
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Old_pictures_are_forgotten_and_who_sent_them_when_and_their_hash_stay(Engine engine)
    {
        var clock = new FixedClock(LogisticsScenario.Now);
        await using var logistics = await SharedServices.StartAsync(engine, clock, new() { ["Retention:PhotosDays"] = "30" });
        var scenario = await LogisticsScenario.DeliveredAsync(logistics);
        var old = await scenario.Purchaser.PhotographAsync(scenario.Path);
        var withdrawn = await scenario.Purchaser.PhotographAsync(scenario.Path);
        await scenario.Purchaser.PostOnceAsync($"/logistics/photos/{withdrawn.PhotoId}/withdrawal", new { reason = "重复" }, ct: Ct);
        await using var scope = logistics.OpenDb(out var db);

        clock.Advance(TimeSpan.FromDays(30));
        var young = await scenario.Supplier.PhotographAsync(scenario.Path);
        Assert.Equal(0, await ForgetPhotos.RunAsync(scope.ServiceProvider, Ct));
        clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(1, await ForgetPhotos.RunAsync(scope.ServiceProvider, Ct));
        Assert.Equal(0, await ForgetPhotos.RunAsync(scope.ServiceProvider, Ct));

        Assert.Equal([young.PhotoId], await db.PhotoContents.Select(content => content.PhotoId).ToListAsync(Ct));
        await Refused.AsAsync(
            HttpStatusCode.NotFound, "photo_forgotten", null, scenario.Supplier,
            client => client.GetAsync($"/logistics/photos/{old.PhotoId}", Ct));
        var kept = await db.Photos.SingleAsync(photo => photo.PhotoId == old.PhotoId, Ct);
        Assert.Equal((old.Sha256, clock.GetUtcNow()), (kept.Sha256, kept.ForgottenAt));
    }
}
