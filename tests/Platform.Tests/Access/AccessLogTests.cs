using Marketplace.Platform.Access;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Tests.Messaging;
using Marketplace.Platform.Web;
using Marketplace.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Marketplace.Platform.Tests.Access;

/// <summary>Access records are written in batches, and none is left out.</summary>
public sealed class AccessLogTests
{
    const int Many = 2_500;

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task More_than_the_channel_holds_are_all_written_and_who_waits_finds_its_own(Engine engine)
    {
        await using var tally = await TallyService.StartAsync(engine, Ct);
        var log = tally.Services.GetRequiredService<AccessLog<TallyDb>>();

        await Parallel.ForEachAsync(
            Enumerable.Range(0, Many), Ct, async (number, ct) => await log.WriteSoonAsync(Record($"{number}", Guid.CreateVersion7()), ct));
        var owner = Guid.CreateVersion7();
        await log.WriteAsync(Record("last", owner), Ct);

        await using var scope = tally.OpenDb(out var db);
        Assert.True(await db.Set<AccessRecord>().AnyAsync(row => row.ObjectId == "last", Ct));
        Assert.True(await db.Set<AccessedOrganisation>().AnyAsync(row => row.Organisation == owner, Ct));
        await Eventually.EqualAsync(Many + 1, () => db.Set<AccessRecord>().CountAsync(Ct), "all records", ct: Ct);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_waited_when_the_process_ended_or_the_database_was_away_is_written(Engine engine)
    {
        await using var tally = await TallyService.StartAsync(engine, Ct);
        var log = tally.Services.GetRequiredService<AccessLog<TallyDb>>();
        await using var scope = tally.OpenDb(out var db);
        await db.Database.ExecuteSqlRawAsync("ALTER TABLE access_records RENAME TO away", Ct);

        await log.WriteSoonAsync(Record("soon", Guid.CreateVersion7()), Ct);
        await RefusedAsync(() => log.WriteAsync(Record("now", Guid.CreateVersion7()), Ct));
        await db.Database.ExecuteSqlRawAsync("ALTER TABLE away RENAME TO access_records", Ct);
        await log.StopAsync(Ct);

        Assert.Equal(["soon"], await db.Set<AccessRecord>().Select(row => row.ObjectId).ToListAsync(Ct));
        await RefusedAsync(() => log.WriteAsync(Record("late", Guid.CreateVersion7()), Ct));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_record_that_cannot_be_written_stops_no_other(Engine engine)
    {
        await using var tally = await TallyService.StartAsync(engine, Ct);
        var log = tally.Services.GetRequiredService<AccessLog<TallyDb>>();
        var there = Record("there", Guid.CreateVersion7());
        await log.WriteAsync(there, Ct);

        // Its id is taken, and it is tried again and again.
        await log.WriteSoonAsync(there, Ct);
        await log.WriteAsync(Record("after", Guid.CreateVersion7()), Ct);
        await log.WriteAsync(Record("later", Guid.CreateVersion7()), Ct);

        await using var scope = tally.OpenDb(out var db);
        Assert.Equal(
            ["after", "later", "there"], await db.Set<AccessRecord>().Select(row => row.ObjectId!).OrderBy(id => id).ToListAsync(Ct));
    }

    static async Task RefusedAsync(Func<Task> write) =>
        Assert.Contains("put on record", (await Assert.ThrowsAnyAsync<Exception>(write)).Message, StringComparison.Ordinal);

    static AccessRecord Record(string objectId, Guid owner)
    {
        var (id, now) = (Guid.CreateVersion7(), DateTimeOffset.FromUnixTimeMilliseconds(1_764_000_000_000));
        return new AccessRecord
        {
            Id = id,
            At = now,
            Subject = "official-7",
            Role = "official",
            Operation = "GetOrder",
            Kind = "order",
            ObjectId = objectId,
            Rows = 1,
            DataClasses = DataClass.Commercial | DataClass.Contact,
            Organisations = [new AccessedOrganisation { Organisation = owner, RecordId = id, At = now }],
        };
    }
}
