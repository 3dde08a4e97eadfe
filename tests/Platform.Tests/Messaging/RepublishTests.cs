using System.Net.Http.Json;
using Marketplace.Contracts;
using Marketplace.Contracts.Ordering;
using Marketplace.Platform.Messaging;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;
using static Marketplace.Platform.Tests.Messaging.TallyService;

namespace Marketplace.Platform.Tests.Messaging;

/// <summary>What was published is kept for some days, and published again when whoever heard it has forgotten it.</summary>
public sealed class RepublishTests
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Who_went_back_to_a_backup_gets_what_it_lost_and_who_did_not_gets_nothing_twice(Engine engine)
    {
        await using var tally = await StartAsync(engine, Ct);
        var unit = Guid.CreateVersion7();
        await PublishAsync(tally, unit, 3);
        await Eventually.EqualAsync(3, () => CountSentAsync(tally));
        var since = TimeProvider.System.GetUtcNow().AddMinutes(-5);
        using var @operator = tally.Client(Roles.Operator);

        // With what the consumer told of each.
        Assert.InRange(await RepublishAsync(@operator, since), 3, 6);
        await Eventually.EqualAsync(0, () => CountOutboxAsync(tally));
        Assert.Equal((300, 3), await ReadAsync(tally, unit));

        // As after a restore: effects and inbox of the last minutes are gone together.
        await using (var scope = tally.OpenDb(out var db))
        {
            await db.Tallies.ExecuteUpdateAsync(set => set.SetProperty(row => row.Fen, 0).SetProperty(row => row.Orders, 0), Ct);
            await db.InboxMessages.ExecuteDeleteAsync(Ct);
        }

        Assert.True(await RepublishAsync(@operator, since) >= 3);
        await Eventually.EqualAsync((300, 3), () => ReadAsync(tally, unit));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_is_too_old_is_forgotten_by_outbox_and_inbox(Engine engine)
    {
        await using var tally = await StartAsync(engine, Ct);
        var unit = Guid.CreateVersion7();
        await PublishAsync(tally, unit, 3);
        await Eventually.EqualAsync(3, () => CountSentAsync(tally));
        await using var scope = tally.OpenDb(out var db);
        var now = TimeProvider.System.GetUtcNow();
        var options = new MessagingOptions { KeepSentFor = TimeSpan.FromDays(7) };

        await ForgetOldMessages<TallyDb>.ForgetAsync(db, options, now.AddDays(6), Ct);
        Assert.Equal(3, await CountSentAsync(tally));
        await ForgetOldMessages<TallyDb>.ForgetAsync(db, options, now.AddDays(8), Ct);
        Assert.Equal(0, await CountSentAsync(tally));
        Assert.Equal(3, await db.InboxMessages.CountAsync(Ct));
        await ForgetOldMessages<TallyDb>.ForgetAsync(db, options, now.AddDays(61), Ct);
        Assert.Equal(0, await db.InboxMessages.CountAsync(Ct));
    }

    static async Task<int> RepublishAsync(HttpClient @operator, DateTimeOffset since)
    {
        using var answer = await @operator.PostOnceAsync("/tally/sent-messages/republication", new { since }, ct: Ct);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<Republish.Answer>(MessageTypes.Json, Ct))!.Count;
    }

    static async Task PublishAsync(ServiceUnderTest<TallyDb> tally, Guid unit, int count)
    {
        await using var scope = tally.OpenDb(out var db);
        db.Add(new Tally { Id = unit });
        for (var i = 0; i < count; i++)
        {
            db.Publish(Completed(unit, 100));
        }

        await db.SaveChangesAsync(Ct);
    }

    static async Task<(long Fen, int Orders)> ReadAsync(ServiceUnderTest<TallyDb> tally, Guid unit)
    {
        await using var scope = tally.OpenDb(out var db);
        var row = await db.Tallies.AsNoTracking().SingleAsync(known => known.Id == unit, Ct);
        return (row.Fen, row.Orders);
    }

    static async Task<int> CountSentAsync(ServiceUnderTest<TallyDb> tally)
    {
        await using var scope = tally.OpenDb(out var db);
        return await db.SentMessages.CountAsync(row => row.Type == typeof(OrderCompleted).FullName, Ct);
    }

    static async Task<int> CountOutboxAsync(ServiceUnderTest<TallyDb> tally)
    {
        await using var scope = tally.OpenDb(out var db);
        return await db.OutboxMessages.CountAsync(Ct);
    }
}
