using System.Collections.Concurrent;
using Marketplace.Platform.Hosting;
using Marketplace.Platform.Storage;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Marketplace.Platform.Messaging;

/// <summary>Hands messages to the consumer of a queue.</summary>
delegate Task ConsumeBatch(IServiceProvider services, IReadOnlyList<object> messages, CancellationToken ct);

/// <summary>
/// Between the bus and a service's consumer: one transaction with the inbox rows, the effects and the outbox rows of a batch. While one
/// batch is being handled the next gathers, so that a quiet queue is quick and a busy one pays little for each message. What can't be
/// handled is waited for or parked; nothing is acknowledged that was not either done or parked.
/// </summary>
/// <param name="consume">Hands the new messages of a batch to the consumer.</param>
sealed partial class ConsumerPipeline<TDb>(
    Subscription subscription,
    ConsumeBatch consume,
    ParkMessages<TDb> parking,
    IServiceScopeFactory scopes,
    InProcessDeliveries deliveries,
    IOptions<MessagingOptions> options,
    ILogger<ConsumerPipeline<TDb>> logger)
    where TDb : MarketplaceDb
{
    const int QuickRetries = 3;

    /// <summary>How often messages may fail as if the database were away, while it answers.</summary>
    const int StallsMax = 6;

    static readonly TimeSpan GatherAtOnce = TimeSpan.FromMilliseconds(4);
    static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(25);

    readonly string _queue = subscription.Queue;
    readonly ConcurrentQueue<Delivery> _gathered = new();
    int _isWorking;

    /// <summary>Completes when the message has been handled or parked; the bus acknowledges it then.</summary>
    public Task ReceiveAsync<TMessage>(ConsumeContext<TMessage> context)
        where TMessage : class
    {
        var delivery = Delivery.From(context.ReceiveContext, context.Message);
        _gathered.Enqueue(delivery);
        if (Interlocked.Exchange(ref _isWorking, 1) == 0)
        {
            _ = Task.Run(WorkAsync, CancellationToken.None);
        }

        return delivery.Done.Task;
    }

    async Task WorkAsync()
    {
        while (true)
        {
            await GatherAsync();
            var batch = Take();
            if (batch.Count > 0)
            {
                await HandleAndAcknowledgeAsync(batch);
                continue;
            }

            Volatile.Write(ref _isWorking, 0);
            // A message may have arrived between the last look and the reset of the flag.
            if (_gathered.IsEmpty || Interlocked.Exchange(ref _isWorking, 1) == 1)
            {
                return;
            }
        }
    }

    /// <summary>Lets a batch become larger, until it is full or has waited for as long as it may.</summary>
    async Task GatherAsync()
    {
        var left = subscription.Urgency == Urgency.Soon ? options.Value.GatherFor : GatherAtOnce;
        while (left > TimeSpan.Zero && _gathered.Count < subscription.BatchSize)
        {
            var pause = left < LookEvery ? left : LookEvery;
            await Task.Delay(pause);
            left -= pause;
        }
    }

    List<Delivery> Take()
    {
        var batch = new List<Delivery>();
        while (batch.Count < subscription.BatchSize && _gathered.TryDequeue(out var delivery))
        {
            batch.Add(delivery);
        }

        return batch;
    }

    async Task HandleAndAcknowledgeAsync(List<Delivery> batch)
    {
        try
        {
            await HandleAsync([.. batch.DistinctBy(delivery => delivery.MessageId)], batch[0].Stopping);
            batch.ForEach(delivery => delivery.Done.TrySetResult());
        }
        catch (Exception failure)
        {
            // Neither done nor parked, because the process is stopping: the bus keeps the messages.
            batch.ForEach(delivery => delivery.Done.TrySetException(failure));
        }
    }

    async Task HandleAsync(IReadOnlyList<Delivery> batch, CancellationToken ct)
    {
        var stalls = 0;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await ApplyOnceAsync(batch, ct);
                foreach (var delivery in batch)
                {
                    deliveries.Done(delivery.MessageId, _queue);
                }

                return;
            }
            catch (Exception failure) when (TransientFailure.Is(failure) && !ct.IsCancellationRequested)
            {
                Waiting(logger, _queue, batch.Count, failure.Message);
                await Task.Delay(TransientFailure.Backoff(attempt), ct);
                stalls = await IsAwayAsync(ct) ? 0 : stalls + 1;
                if (stalls >= StallsMax)
                {
                    // It is these messages that time out, and they must not hold up those behind them.
                    await (batch.Count > 1 ? HandleOneByOneAsync(batch, ct) : ParkAsync(batch[0], failure, ct));
                    return;
                }
            }
            catch (MissingReferenceException missing) when (batch.SingleOrDefault(
                delivery => ReferenceEquals(delivery.Message, missing.UnresolvedMessage)) is { } early)
            {
                await ParkAsync(early, missing, ct);
                batch = [.. batch.Where(delivery => delivery != early)];
                attempt = 0;
                if (batch.Count == 0)
                {
                    return;
                }
            }
            catch (Exception failure) when (!ct.IsCancellationRequested)
            {
                if (batch.Count > 1)
                {
                    await HandleOneByOneAsync(batch, ct);
                    return;
                }

                if (attempt > QuickRetries)
                {
                    await ParkAsync(batch[0], failure, ct);
                    return;
                }

                await Task.Delay(TimeSpan.FromMilliseconds(Math.Pow(10, attempt)), ct);
            }
        }
    }

    /// <summary>One bad message must not keep the others of its batch from having their effect.</summary>
    async Task HandleOneByOneAsync(IReadOnlyList<Delivery> batch, CancellationToken ct)
    {
        foreach (var delivery in batch)
        {
            await HandleAsync([delivery], ct);
        }
    }

    async Task ApplyOnceAsync(IReadOnlyList<Delivery> batch, CancellationToken ct)
    {
        var spans = batch.ToDictionary(delivery => delivery.MessageId, delivery => delivery.StartSpan(_queue));
        try
        {
            await using var scope = scopes.CreateSystemScope();
            var db = scope.ServiceProvider.GetRequiredService<TDb>();
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            var fresh = await Inbox.ClaimAsync(db, _queue, [.. batch.Select(delivery => delivery.MessageId)], ct);
            object[] messages = [.. batch.Where(delivery => fresh.Contains(delivery.MessageId)).Select(delivery => delivery.Message)];
            if (messages.Length > 0)
            {
                db.TraceParents = batch.ToDictionary(
                    delivery => delivery.Message,
                    delivery => spans[delivery.MessageId]?.Id ?? delivery.TraceParent, ReferenceEqualityComparer.Instance);
                await consume(scope.ServiceProvider, messages, ct);
                await db.SaveChangesAsync(ct);
            }

            Guid[] sentAgain = [.. batch.Where(delivery => delivery.IsSentAgain).Select(delivery => delivery.MessageId)];
            if (sentAgain.Length > 0)
            {
                await db.ParkedMessages.Where(row => row.Queue == _queue && sentAgain.Contains(row.MessageId)).ExecuteDeleteAsync(ct);
            }

            await transaction.CommitAsync(ct);
            Telemetry.Consumed.Add(messages.Length, new KeyValuePair<string, object?>("queue", _queue));
            foreach (var delivery in batch)
            {
                delivery.MeasureLag(_queue);
            }
        }
        finally
        {
            foreach (var span in spans.Values)
            {
                span?.Dispose();
            }
        }
    }

    Task ParkAsync(Delivery delivery, Exception failure, CancellationToken ct) =>
        parking.ParkAsync(_queue, RawMessage.Of(delivery.Received, subscription), failure, ct);

    /// <summary>Whether the database does not answer: then everything waits, whatever the message.</summary>
    async Task<bool> IsAwayAsync(CancellationToken ct)
    {
        try
        {
            await using var scope = scopes.CreateSystemScope();
            await scope.ServiceProvider.GetRequiredService<TDb>().Database.ExecuteSqlRawAsync("SELECT 1", ct);
            return false;
        }
        catch (Exception outage) when (!ct.IsCancellationRequested)
        {
            Waiting(logger, _queue, 0, outage.Message);
            return true;
        }
    }

    [LoggerMessage(LogLevel.Warning, "{Queue} waits to handle {Count} message(s): {Why}")]
    static partial void Waiting(ILogger logger, string queue, int count, string why);
}
