using System.Diagnostics;
using System.Text.Json;
using Marketplace.Contracts;
using Marketplace.Contracts.Crediting;
using Marketplace.Contracts.Ordering;
using Marketplace.Platform.Hosting;
using Marketplace.Platform.Messaging;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using static Marketplace.Platform.Tests.Messaging.TallyService;

namespace Marketplace.Platform.Tests.Messaging;

/// <summary>What is told is told if and only if it was committed, whoever commits first and whoever dies.</summary>
public sealed class OutboxTests
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_is_rolled_back_is_never_told_and_what_is_committed_is(Engine engine)
    {
        await using var tally = await StartAsync(engine, Ct);
        await using (var scope = tally.OpenDb(out var db))
        {
            await using var transaction = await db.Database.BeginTransactionAsync(Ct);
            db.Publish(Credited(1));
            await db.SaveChangesAsync(Ct);
            await transaction.RollbackAsync(Ct);
        }

        await using (var scope = tally.OpenDb(out var db))
        {
            await using var transaction = await db.Database.BeginTransactionAsync(Ct);
            db.Publish(Credited(2));
            await db.SaveChangesAsync(Ct);
            Assert.Empty(tally.Published<SalesCredited>());
            await transaction.CommitAsync(Ct);
        }

        await Eventually.EqualAsync(1, () => Task.FromResult(tally.Published<SalesCredited>().Count));
        Assert.Equal(DayOf(2), tally.Published<SalesCredited>()[0].RecognitionDate);
        await Eventually.EqualAsync(0, () => CountOutboxAsync(tally));
    }

    [Fact]
    public async Task A_transaction_that_commits_after_a_later_one_is_told_too()
    {
        await using var tally = await StartAsync(Engine.PostgreSql, Ct);
        await using var slowScope = tally.OpenDb(out var slow);
        await using var slowTransaction = await slow.Database.BeginTransactionAsync(Ct);
        slow.Publish(Credited(1));
        await slow.SaveChangesAsync(Ct);

        await using (var quickScope = tally.OpenDb(out var quick))
        {
            quick.Publish(Credited(2));
            await quick.SaveChangesAsync(Ct);
        }

        await Eventually.EqualAsync(1, () => Task.FromResult(tally.Published<SalesCredited>().Count));
        await slowTransaction.CommitAsync(Ct);

        await Eventually.EqualAsync(2, () => Task.FromResult(tally.Published<SalesCredited>().Count));
        await Eventually.EqualAsync(0, () => CountOutboxAsync(tally));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_a_dead_process_left_in_the_outbox_is_told_by_another(Engine engine)
    {
        await using var tally = await StartAsync(engine, Ct);
        await using (var scope = tally.OpenDb(out var db))
        {
            for (var day = 1; day <= 3; day++)
            {
                db.Add(LeftBehind(Credited(day)));
            }

            await db.SaveChangesAsync(Ct);
        }

        await Eventually.EqualAsync(3, () => Task.FromResult(tally.Published<SalesCredited>().Count));
        await Eventually.EqualAsync(0, () => CountOutboxAsync(tally));
    }

    [Fact]
    public async Task A_row_that_this_version_cannot_read_stays_and_keeps_no_other_from_being_told()
    {
        await using var tally = await StartAsync(Engine.Sqlite, Ct);
        var readable = LeftBehind(Credited(1));
        await using (var scope = tally.OpenDb(out var db))
        {
            db.Add(TallyService.LeftBehind("Marketplace.Contracts.Crediting.FromALaterVersion", "{}"));
            db.Add(readable);
            await db.SaveChangesAsync(Ct);
        }

        await Eventually.EqualAsync(1, () => Task.FromResult(tally.Published<SalesCredited>().Count));
        await Eventually.EqualAsync(1, () => CountOutboxAsync(tally));
        await using (var scope = tally.OpenDb(out var db))
        {
            db.Add(LeftBehind(Credited(2)));
            await db.SaveChangesAsync(Ct);
        }

        await Eventually.EqualAsync(2, () => Task.FromResult(tally.Published<SalesCredited>().Count));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_nobody_hears_is_not_put_into_the_outbox(Engine engine)
    {
        var types = new MessageTypes(typeof(UnheardMessages).Assembly, unheard: new HashSet<Type> { typeof(SalesCredited) });
        await using var tally = await ServiceUnderTest<TallyDb>.StartAsync(
            engine,
            "Tally",
            "tally",
            host =>
            {
                Add(host);
                host.Services.AddSingleton(types);
            },
            Map,
            ct: Ct);
        var unit = Guid.CreateVersion7();
        await using (var scope = tally.OpenDb(out var db))
        {
            await using var transaction = await db.Database.BeginTransactionAsync(Ct);
            db.Add(new Tally { Id = unit });
            db.Publish(Credited(1));
            db.Publish(Completed(unit, 10));
            await db.SaveChangesAsync(Ct);
            Assert.Equal(typeof(OrderCompleted).FullName, (await db.OutboxMessages.SingleAsync(Ct)).Type);
            await transaction.CommitAsync(Ct);
        }

        // The consumer of OrderCompleted has published SalesCredited before its message is done with.
        await Eventually.EqualAsync(0, () => CountOutboxAsync(tally));
        Assert.Single(tally.Published<OrderCompleted>());
        Assert.Empty(tally.Published<SalesCredited>());
    }

    [Fact]
    public async Task A_row_travels_as_it_stands_in_the_outbox()
    {
        await using var tally = await StartAsync(Engine.Sqlite, Ct);
        var bodies = new ReceivedBodies();
        tally.Services.GetRequiredService<IBus>().ConnectReceiveObserver(bodies);
        var json = $$"""
            { "unitId": "{{Guid.CreateVersion7()}}",  "orderId": "{{Guid.CreateVersion7()}}", "acceptedFen": 1,
              "completedAt": "2026-01-01T00:00:00Z", "inALaterVersion": "新" }
            """;
        await using (var scope = tally.OpenDb(out var db))
        {
            db.Add(TallyService.LeftBehind(typeof(OrderCompleted).FullName!, json));
            await db.SaveChangesAsync(Ct);
        }

        await Eventually.EqualAsync(json, () => Task.FromResult(bodies.Last));
    }

    [Fact]
    public async Task Two_relays_on_one_database_leave_nothing_untold()
    {
        await using var first = await StartAsync(Engine.PostgreSql, Ct);
        await using var second = await StartAnotherAsync(first.ConnectionString, Ct);
        await using (var scope = first.OpenDb(out var db))
        {
            for (var i = 0; i < 2_000; i++)
            {
                db.Add(LeftBehind(Credited(1 + (i % 28))));
            }

            await db.SaveChangesAsync(Ct);
        }

        await Eventually.EqualAsync(0, () => CountOutboxAsync(first));
        Assert.True(first.Published<SalesCredited>().Count + second.Published<SalesCredited>().Count >= 2_000);
    }

    [Fact]
    public async Task The_trace_of_a_request_goes_on_in_what_it_led_to()
    {
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == Telemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        var spans = new System.Collections.Concurrent.ConcurrentQueue<Activity>();
        listener.ActivityStopped = spans.Enqueue;
        ActivitySource.AddActivityListener(listener);
        await using var tally = await StartAsync(Engine.Sqlite, Ct);
        var unit = Guid.CreateVersion7();
        using var request = new Activity("request").Start();
        await using (var scope = tally.OpenDb(out var db))
        {
            db.Add(new Tally { Id = unit });
            db.Publish(Completed(unit, 10));
            await db.SaveChangesAsync(Ct);
        }

        await Eventually.EqualAsync(1, () => Task.FromResult(tally.Published<SalesCredited>().Count));
        await Eventually.TrueAsync(
            () => Task.FromResult(
                spans.Where(span => span.TraceId == request.TraceId).Select(span => span.DisplayName).Order().SequenceEqual(
                    [$"consume {Queue}", $"publish {typeof(SalesCredited).FullName}", $"publish {typeof(OrderCompleted).FullName}"])),
            "one trace from the request through the consumer to what it told");
    }

    static DateOnly DayOf(int day) => new(2026, 1, day);

    static SalesCredited Credited(int day) => new()
    {
        AcceptanceId = Guid.CreateVersion7(),
        OrderId = Guid.CreateVersion7(),
        UnitId = Guid.CreateVersion7(),
        RecognitionDate = DayOf(day),
        Credits = [],
    };

    static OutboxMessage LeftBehind(SalesCredited message) =>
        TallyService.LeftBehind(typeof(SalesCredited).FullName!, JsonSerializer.Serialize(message, MessageTypes.Json));

    sealed class ReceivedBodies : IReceiveObserver
    {
        public string? Last { get; private set; }

        public Task PreReceive(ReceiveContext context)
        {
            Last = context.Body.GetString();
            return Task.CompletedTask;
        }

        public Task PostReceive(ReceiveContext context) => Task.CompletedTask;

        public Task PostConsume<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType)
            where T : class => Task.CompletedTask;

        public Task ConsumeFault<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType, Exception exception)
            where T : class => Task.CompletedTask;

        public Task ReceiveFault(ReceiveContext context, Exception exception) => Task.CompletedTask;
    }

    static async Task<int> CountOutboxAsync(ServiceUnderTest<TallyDb> tally)
    {
        await using var scope = tally.OpenDb(out var db);
        return await db.OutboxMessages.CountAsync(Ct);
    }
}
