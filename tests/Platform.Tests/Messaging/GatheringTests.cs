using System.Collections.Concurrent;
using Marketplace.Contracts.Ordering;
using Marketplace.Platform.Messaging;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using static Marketplace.Platform.Tests.Messaging.TallyService;

namespace Marketplace.Platform.Tests.Messaging;

/// <summary>Messages whose effects nobody waits for (<see cref="Urgency.Soon"/>) are handled many at a time.</summary>
public sealed class GatheringTests
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task They_gather_until_a_batch_is_full(Engine engine)
    {
        var batches = new ConcurrentQueue<int>();
        await using var tally = await StartAsync(engine, batches, "00:00:10");

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => tally.DeliverAsync(Completed(Guid.CreateVersion7(), 1), ct: Ct)));

        Assert.Equal([4, 4], batches);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task They_are_handled_when_their_time_is_over(Engine engine)
    {
        var batches = new ConcurrentQueue<int>();
        await using var tally = await StartAsync(engine, batches, "00:00:00.1");

        await tally.DeliverAsync(Completed(Guid.CreateVersion7(), 1), ct: Ct);

        Assert.Equal([1], batches);
    }

    static Task<ServiceUnderTest<TallyDb>> StartAsync(Engine engine, ConcurrentQueue<int> batches, string gatherFor) =>
        ServiceUnderTest<TallyDb>.StartAsync(
            engine, "Tally", "tally",
            host =>
            {
                host.Builder.Configuration.AddInMemoryCollection([new("Messages:GatherFor", gatherFor)]);
                host.AddDatabase<TallyDb>("Tally");
                host.Services.AddSingleton(batches);
                host.AddConsumer<TallyDb, CountBatches>(
                    "tally.count-batches", HeardTypes.Of<OrderCompleted>(), Urgency.Soon, batch: 4);
            },
            Map, ct: Ct);

    /// <summary>← OrderCompleted. Notes how many come at a time.</summary>
    public sealed class CountBatches(ConcurrentQueue<int> batches) : IConsumeSeveral
    {
        public Task ConsumeAsync(IReadOnlyList<object> messages, CancellationToken ct)
        {
            batches.Enqueue(messages.Count);
            return Task.CompletedTask;
        }
    }
}
