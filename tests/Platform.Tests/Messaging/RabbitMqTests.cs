using Marketplace.Contracts.Crediting;
using Marketplace.Contracts.Ordering;
using Marketplace.Platform.Hosting;
using Marketplace.Platform.Messaging;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Marketplace.Testing.Servers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Xunit;
using static Marketplace.Platform.Tests.Messaging.TallyService;

namespace Marketplace.Platform.Tests.Messaging;

/// <summary>The same guarantees over a real broker, and while it is killed.</summary>
public sealed class RabbitMqTests
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_instances_of_a_service_share_the_work_and_each_message_has_its_effect_once()
    {
        var broker = (await (await RabbitServer.SharedAsync()).CreateVirtualHostAsync(Ct)).ToString();
        await using var first = await StartAsync(Engine.PostgreSql, broker);
        await using var second = await StartAnotherAsync(first.ConnectionString, broker);
        var unit = await AddTallyAsync(first);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => PublishAsync(i % 2 == 0 ? first : second, unit, 25)));

        await Eventually.EqualAsync((500 * 7, 500), () => ReadAsync(first, unit), limit: TimeSpan.FromSeconds(60));
        await Eventually.EqualAsync(0, () => CountOutboxAsync(first));
        await Eventually.EqualAsync(
            500, () => Task.FromResult(first.Published<SalesCredited>().Count + second.Published<SalesCredited>().Count));
    }

    [Fact]
    public async Task A_message_that_cannot_be_read_is_parked_and_those_after_it_go_on()
    {
        var broker = (await (await RabbitServer.SharedAsync()).CreateVirtualHostAsync(Ct)).ToString();
        await using var tally = await StartAsync(Engine.PostgreSql, broker);
        var unit = await AddTallyAsync(tally);
        await using (var scope = tally.OpenDb(out var db))
        {
            db.Add(LeftBehind(typeof(OrderCompleted).FullName!, """{ "acceptedFen": "much" }"""));
            await db.SaveChangesAsync(Ct);
        }

        await Eventually.EqualAsync(1, async () =>
        {
            await using var scope = tally.OpenDb(out var db);
            return await db.ParkedMessages.CountAsync(row => row.NextAttemptAt == null, Ct);
        });
        await PublishAsync(tally, unit, 10);
        await Eventually.EqualAsync((70, 10), () => ReadAsync(tally, unit));
    }

    [Fact]
    public async Task Nothing_is_lost_or_doubled_when_the_broker_is_killed_while_messages_flow()
    {
        await using var server = await RabbitServer.StartAsync(Ct);
        var broker = (await server.CreateVirtualHostAsync(Ct)).ToString();
        await using var tally = await StartAsync(Engine.PostgreSql, broker);
        var unit = await AddTallyAsync(tally);

        await PublishAsync(tally, unit, 400);
        await server.KillAsync();
        await PublishAsync(tally, unit, 400);
        await server.RestartAsync(Ct);
        await PublishAsync(tally, unit, 200);

        await Eventually.EqualAsync((1_000 * 7, 1_000), () => ReadAsync(tally, unit), limit: TimeSpan.FromSeconds(90));
        await Eventually.EqualAsync(0, () => CountOutboxAsync(tally), limit: TimeSpan.FromSeconds(60));
    }

    static Task<ServiceUnderTest<TallyDb>> StartAsync(Engine engine, string broker) =>
        ServiceUnderTest<TallyDb>.StartAsync(
            engine, "Tally", "tally", host => AddOver(host, broker), Map, ct: Ct);

    static Task<ServiceUnderTest<TallyDb>> StartAnotherAsync(string connectionString, string broker) =>
        ServiceUnderTest<TallyDb>.StartOnAsync(connectionString, "Tally", "tally", host => AddOver(host, broker), Map, ct: Ct);

    static void AddOver(ServiceHost host, string broker)
    {
        host.Builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["RabbitMq:Uri"] = broker });
        Add(host);
    }

    static async Task PublishAsync(ServiceUnderTest<TallyDb> tally, Guid unit, int count)
    {
        await using var scope = tally.OpenDb(out var db);
        for (var i = 0; i < count; i++)
        {
            db.Publish(Completed(unit, 7));
        }

        await db.SaveChangesAsync(Ct);
    }

    static async Task<Guid> AddTallyAsync(ServiceUnderTest<TallyDb> tally)
    {
        await using var scope = tally.OpenDb(out var db);
        var row = new Tally { Id = Guid.CreateVersion7() };
        db.Add(row);
        await db.SaveChangesAsync(Ct);
        return row.Id;
    }

    static async Task<(long Fen, int Orders)> ReadAsync(ServiceUnderTest<TallyDb> tally, Guid unit)
    {
        await using var scope = tally.OpenDb(out var db);
        var row = await db.Tallies.AsNoTracking().SingleAsync(known => known.Id == unit, Ct);
        return (row.Fen, row.Orders);
    }

    static async Task<int> CountOutboxAsync(ServiceUnderTest<TallyDb> tally)
    {
        await using var scope = tally.OpenDb(out var db);
        return await db.OutboxMessages.CountAsync(Ct);
    }
}
