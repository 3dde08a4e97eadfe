using System.Net.Http.Json;
using Marketplace.Contracts;
using Marketplace.Platform.Background;
using Marketplace.Platform.Messaging;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Tests.Messaging;
using Marketplace.Platform.Web;
using Marketplace.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Marketplace.Platform.Tests.Background;

/// <summary>Of rows that background work does together, one that can't be done stops no other (CR-21).</summary>
public sealed class RowWorkTests
{
    const string Work = "count-up";

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_row_that_fails_is_set_aside_and_seen_while_the_others_are_done(Engine engine)
    {
        await using var tally = await TallyService.StartAsync(engine, Ct);
        var rows = await AddAsync(tally, 5);
        var bad = rows[0];
        var (work, clock) = WorkOf(tally);

        Assert.Equal(5, await DoAsync(work, bad));
        Assert.Equal(0, await DoAsync(work, bad));

        Assert.Equal(4, await CountDoneAsync(tally));
        using var @operator = tally.Client(Roles.Operator);
        var page = await @operator.GetFromJsonAsync<Page<ListSetAside.View>>("/tally/set-aside", MessageTypes.Json, Ct);
        var seen = Assert.Single(page!.Items);
        Assert.Equal((Work, bad.ToString(), 1, "This row can't be done."), (seen.Work, seen.RowKey, seen.Attempts, seen.Reason));
        Assert.Equal(clock.GetUtcNow().AddMinutes(1), seen.NextAttemptAt);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task It_is_tried_again_later_and_later_until_it_can_be_done(Engine engine)
    {
        await using var tally = await TallyService.StartAsync(engine, Ct);
        var bad = (await AddAsync(tally, 1))[0];
        var (work, clock) = WorkOf(tally);

        await DoAsync(work, bad);
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(1, await DoAsync(work, bad));
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(0, await DoAsync(work, bad));
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(1, await DoAsync(work, bad: null));

        Assert.Equal(1, await CountDoneAsync(tally));
        await using var scope = tally.OpenDb(out var db);
        Assert.Empty(await db.SetAsideRows.ToListAsync(Ct));
    }

    static Task<int> DoAsync(RowWork<TallyDb> work, Guid? bad) => work.DoAsync<Guid>(
        Work,
        (db, aside, ct) => db.Tallies.Where(row => row.Orders == 0 && !aside.Contains(row.Id)).Select(row => row.Id).ToListAsync(ct),
        async (db, ids, ct) =>
        {
            foreach (var row in await db.Tallies.Where(row => ids.Contains(row.Id)).ToListAsync(ct))
            {
                row.Orders = row.Id != bad ? 1 : throw new InvalidOperationException("This row can't be done.");
            }

            await db.SaveChangesAsync(ct);
        },
        Ct);

    static (RowWork<TallyDb> Work, FixedClock Clock) WorkOf(ServiceUnderTest<TallyDb> tally)
    {
        var clock = new FixedClock(new DateTimeOffset(2026, 11, 26, 8, 0, 0, TimeSpan.Zero));
        var scopes = tally.Services.GetRequiredService<IServiceScopeFactory>();
        return (new RowWork<TallyDb>(scopes, clock, NullLogger<RowWork<TallyDb>>.Instance), clock);
    }

    static async Task<List<Guid>> AddAsync(ServiceUnderTest<TallyDb> tally, int count)
    {
        await using var scope = tally.OpenDb(out var db);
        List<Guid> ids = [.. Enumerable.Range(0, count).Select(_ => Guid.CreateVersion7())];
        db.AddRange(ids.Select(id => new Tally { Id = id }));
        await db.SaveChangesAsync(Ct);
        return ids;
    }

    static async Task<int> CountDoneAsync(ServiceUnderTest<TallyDb> tally)
    {
        await using var scope = tally.OpenDb(out var db);
        return await db.Tallies.CountAsync(row => row.Orders == 1, Ct);
    }
}
