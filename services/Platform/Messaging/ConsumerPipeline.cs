using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.ExceptionServices;
using System.Runtime.Serialization;
using System.Text.Json;
using Marketplace.Platform.Hosting;
using Marketplace.Platform.Storage;
using MassTransit;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

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
    IServiceScopeFactory scopes,
    InProcessDeliveries deliveries,
    ILogger<ConsumerPipeline<TDb>> logger)
    where TDb : MarketplaceDb
{
    const int QuickRetries = 3;
    static readonly TimeSpan GatherFor = TimeSpan.FromMilliseconds(4);

    readonly string _queue = subscription.Queue;
    readonly ConcurrentQueue<Delivery> _gathered = new();
    int _isWorking;

    /// <summary>Completes when the message has been handled or parked; the bus acknowledges it then.</summary>
    public Task ReceiveAsync<TMessage>(ConsumeContext<TMessage> context)
        where TMessage : class
    {
        var delivery = Delivery.From(context.ReceiveContext, typeof(TMessage), context.Message);
        _gathered.Enqueue(delivery);
        if (Interlocked.Exchange(ref _isWorking, 1) == 0)
        {
            _ = Task.Run(WorkAsync, CancellationToken.None);
        }

        return delivery.Done.Task;
    }

    /// <summary>
    /// Parks a message that this version can't read and that therefore never came to the consumer. Whatever else fails, fails because the
    /// process is stopping, and the bus keeps the message.
    /// </summary>
    public async Task ParkUnreadableAsync(ExceptionReceiveContext context)
    {
        await context.NotifyFaulted(context.Exception);
        var urn = context.TransportHeaders.Get<string>(MessageHeaders.MessageType);
        var type = subscription.Messages.FirstOrDefault(known => MessageUrn.ForTypeString(known) == urn);
        if (type is null || context.Exception is not (JsonException or SerializationException))
        {
            ExceptionDispatchInfo.Throw(context.Exception);
        }

        await ParkAsync(Delivery.From(context, type, message: context.Body), context.Exception, context.CancellationToken);
    }

    async Task WorkAsync()
    {
        while (true)
        {
            if (_gathered.Count < subscription.BatchSize)
            {
                await Task.Delay(GatherFor);
            }

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

    /// <summary>
    /// Puts a message where it waits for its next attempt or for an operator. Until that is durable it is not acknowledged.
    /// </summary>
    async Task ParkAsync(Delivery delivery, Exception failure, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var scope = scopes.CreateSystemScope();
                var next = await Parking.ParkAsync(
                    scope.ServiceProvider.GetRequiredService<TDb>(), _queue,
                    delivery.MessageId, delivery.Type, delivery.Received.Body.GetString(), delivery.TraceParent, failure, ct);
                if (next is null)
                {
                    Parked(logger, _queue, delivery.MessageId, failure);
                }

                deliveries.Done(delivery.MessageId, _queue);
                return;
            }
            catch (Exception outage) when (TransientFailure.Is(outage) && !ct.IsCancellationRequested)
            {
                Waiting(logger, _queue, 1, outage.Message);
                await Task.Delay(TransientFailure.Backoff(attempt), ct);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "{Queue} waits to handle {Count} message(s): {Why}")]
    static partial void Waiting(ILogger logger, string queue, int count, string why);

    [LoggerMessage(LogLevel.Error, "{Queue} parked message {MessageId} for an operator")]
    static partial void Parked(ILogger logger, string queue, Guid messageId, Exception why);

    sealed record Delivery(Guid MessageId, Type Type, object Message, ReceiveContext Received)
    {
        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public string? TraceParent { get; } = Received.TransportHeaders.Get<string>(MessageHeaders.TraceParent);

        public bool IsSentAgain { get; } = Received.TransportHeaders.TryGetHeader(MessageHeaders.SentAgain, out _);

        public CancellationToken Stopping => Received.CancellationToken;

        public static Delivery From(ReceiveContext received, Type type, object message) => new(
            received.GetMessageId() ?? throw new InvalidOperationException("A message without an id can't be handled exactly once."),
            type,
            message,
            received);

        public Activity? StartSpan(string queue)
        {
            _ = ActivityContext.TryParse(TraceParent, null, out var parent);
            return Telemetry.Source.StartActivity($"consume {queue}", ActivityKind.Consumer, parent);
        }

        public void MeasureLag(string queue)
        {
            if (Telemetry.Lag.Enabled && long.TryParse(
                Received.TransportHeaders.Get<string>(MessageHeaders.CreatedAt), CultureInfo.InvariantCulture, out var createdAt))
            {
                var lag = TimeProvider.System.GetUtcNow() - DateTimeOffset.FromUnixTimeMilliseconds(createdAt);
                Telemetry.Lag.Record(lag.TotalMilliseconds, new KeyValuePair<string, object?>("queue", queue));
            }
        }
    }
}

/// <summary>True for failures that pass by waiting: a database or server that is away or busy.</summary>
static class TransientFailure
{
    public static bool Is(Exception failure)
    {
        for (var cause = failure; cause is not null; cause = cause.InnerException)
        {
            if (cause is TimeoutException or IOException or System.Net.Sockets.SocketException
                || cause is DbException { IsTransient: true }
                || cause is SqliteException { SqliteErrorCode: 5 or 6 or 10 })
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>50 ms, doubling up to 5 s, with some spread so that many don't come back at once.</summary>
    public static TimeSpan Backoff(int attempt) =>
        TimeSpan.FromMilliseconds(Math.Min(5_000, 25 * Math.Pow(2, Math.Min(attempt, 10))) * (0.75 + (Random.Shared.NextDouble() / 2)));
}
