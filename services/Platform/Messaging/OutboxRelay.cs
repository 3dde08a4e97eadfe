using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Threading.Channels;
using Marketplace.Platform.Hosting;
using Marketplace.Platform.Storage;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Marketplace.Platform.Messaging;

/// <summary>
/// Publishes what stands in the outbox of one database. Rows arrive from memory right after their commit; rows that a dead process
/// left behind are found by their expired lease, never by their number, since numbers don't commit in order. Any number of
/// processes may relay side by side; a row that two of them publish has its effect once, by the inboxes.
/// </summary>
public sealed partial class OutboxRelay(
    Type database,
    IServiceScopeFactory scopes,
    IBusControl bus,
    BusKind kind,
    MessageTypes types,
    Subscriptions subscriptions,
    InProcessDeliveries deliveries,
    IOptions<MessagingOptions> options,
    IHostApplicationLifetime lifetime,
    ILogger<OutboxRelay> logger) : BackgroundService
{
    const int InFlightMax = 128;
    const int InMemoryMax = 50_000;
    const int TakeOverMax = 500;
    static readonly TimeSpan DeleteEvery = TimeSpan.FromMilliseconds(200);
    static readonly TimeSpan SearchEvery = TimeSpan.FromSeconds(1);
    static readonly TimeSpan PublishWithin = TimeSpan.FromSeconds(10);
    static readonly TimeSpan RetryAfter = TimeSpan.FromMilliseconds(500);

    readonly Channel<OutboxMessage> _toPublish = Channel.CreateBounded<OutboxMessage>(InMemoryMax);
    readonly Channel<Guid> _toDelete = Channel.CreateUnbounded<Guid>(new UnboundedChannelOptions { SingleReader = true });
    readonly ConcurrentDictionary<Guid, Progress> _held = new();
    int _isAway;

    /// <summary>Takes committed rows. What doesn't fit into memory stays in the database and is found when its lease expires.</summary>
    internal void Take(IEnumerable<OutboxMessage> committed)
    {
        foreach (var row in committed)
        {
            if (_held.TryAdd(row.Id, Progress.Queued) && !_toPublish.Writer.TryWrite(row))
            {
                _held.TryRemove(row.Id, out _);
            }
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // What a bus is given before its queues exist, it drops.
        await StartedAsync(stoppingToken);
        if (kind == BusKind.InMemory)
        {
            await ReclaimAllAsync(stoppingToken);
        }

        await Task.WhenAll(PublishAsync(stoppingToken), DeleteAsync(stoppingToken), TakeOverAsync(stoppingToken));
    }

    async Task StartedAsync(CancellationToken ct)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = lifetime.ApplicationStarted.Register(() => started.TrySetResult());
        await started.Task.WaitAsync(ct);
        await bus.WaitForHealthStatus(BusHealthStatus.Healthy, ct);
    }

    /// <summary>With the in-memory transport one process has the file, so every lease in it is of a process that has ended.</summary>
    async Task ReclaimAllAsync(CancellationToken ct)
    {
        while (true)
        {
            try
            {
                await using var scope = scopes.CreateSystemScope();
                await Db(scope).OutboxMessages.Where(row => row.LeaseOwner == null || row.LeaseOwner != Publishing.ThisRelay)
                    .ExecuteUpdateAsync(set => set.SetProperty(row => row.LeaseUntil, DateTimeOffset.UnixEpoch), ct);
                return;
            }
            catch (Exception failure) when (!ct.IsCancellationRequested)
            {
                // Somebody else has the file locked, a backup perhaps; the process goes on, and tells what it has when it can.
                NotSearched(logger, failure.Message);
                await Task.Delay(SearchEvery, ct);
            }
        }
    }

    Task PublishAsync(CancellationToken ct) => Parallel.ForEachAsync(
        _toPublish.Reader.ReadAllAsync(ct),
        new ParallelOptions { MaxDegreeOfParallelism = InFlightMax, CancellationToken = ct },
        async (row, token) => await PublishUntilDoneAsync(row, token));

    async Task PublishUntilDoneAsync(OutboxMessage row, CancellationToken ct)
    {
        var type = types.Find(row.Type);
        if (type is null && row.Queue is null)
        {
            LeaveUnknown(row);
            return;
        }

        _ = ActivityContext.TryParse(row.TraceParent, null, out var parent);
        using var activity = Telemetry.Source.StartActivity($"publish {row.Type}", ActivityKind.Producer, parent);
        if (kind == BusKind.InMemory)
        {
            string[] queues = row.Queue is null ? subscriptions.QueuesFor(type!) : [row.Queue];
            deliveries.Expect(row.MessageId, queues, () => _toDelete.Writer.TryWrite(row.Id));
        }

        var traceParent = activity?.Id ?? row.TraceParent;
        while (true)
        {
            try
            {
                await SendAsync(row, type, traceParent, ct);
                if (Interlocked.Exchange(ref _isAway, 0) == 1)
                {
                    PublishesAgain(logger, database.Name);
                }

                break;
            }
            catch (Exception failure) when (!ct.IsCancellationRequested)
            {
                // The broker is away: the row is safe, and everybody waits for the same thing, which is said once.
                if (Interlocked.Exchange(ref _isAway, 1) == 0)
                {
                    NotPublished(logger, database.Name, failure.Message);
                }

                await Task.Delay(RetryAfter, ct);
            }
        }

        if (kind == BusKind.RabbitMq)
        {
            _toDelete.Writer.TryWrite(row.Id);
        }
        else
        {
            _held.TryUpdate(row.Id, Progress.Published, Progress.Queued);
        }
    }

    /// <summary>
    /// A row whose type this version doesn't know stays where it is, for a version that does; it must not stop what comes after it. It is
    /// looked at again whenever its lease expires.
    /// </summary>
    void LeaveUnknown(OutboxMessage row)
    {
        NotKnown(logger, database.Name, row.Id, row.Type);
        _held.TryRemove(row.Id, out _);
    }

    /// <summary>Sends a row to where its type is published, or to the one queue that it is meant for, and waits for the confirm.</summary>
    async Task SendAsync(OutboxMessage row, Type? type, string? traceParent, CancellationToken ct)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limited.CancelAfter(PublishWithin);
        var createdAt = row.CreatedAt.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        var endpoint = await bus.GetSendEndpoint(row.Queue is null ? PublishAddress(type!) : OfQueue(row.Queue));
        await endpoint.Send(
            row,
            context =>
            {
                context.Serializer = new StoredJsonSerializer(row.Body);
                context.MessageId = row.MessageId;
                // What was parked as unknown goes back to its queue under the name that its sender gave it.
                var urn = type is not null ? MessageUrn.ForTypeString(type) : row.Type;
                context.Headers.Set(MessageHeaders.MessageType, urn == RawMessage.Untyped ? null : urn);
                context.Headers.Set(MessageHeaders.TraceParent, traceParent);
                context.Headers.Set(MessageHeaders.CreatedAt, createdAt);
                if (row.Queue is not null)
                {
                    context.Headers.Set(MessageHeaders.SentAgain, bool.TrueString);
                }
            },
            limited.Token);
    }

    /// <summary>The exchange of a queue: to address the queue would declare it again, without the arguments that it has.</summary>
    Uri OfQueue(string queue) => new($"{(kind == BusKind.RabbitMq ? "exchange" : "queue")}:{queue}");

    Uri PublishAddress(Type type) => bus.Topology.TryGetPublishAddress(type, out var address)
        ? address
        : throw new InvalidOperationException($"{type} can't be published.");

    /// <summary>
    /// Takes rows off the outbox that the broker has confirmed, or that every consumer is through with, many at a time.
    /// </summary>
    async Task DeleteAsync(CancellationToken ct)
    {
        var done = new List<Guid>();
        while (await _toDelete.Reader.WaitToReadAsync(ct))
        {
            // A row that stays a little longer does no harm: at worst it is sent again after a crash, and the inboxes filter that.
            await Task.Delay(DeleteEvery, ct);
            while (done.Count < TakeOverMax && _toDelete.Reader.TryRead(out var id))
            {
                done.Add(id);
            }

            try
            {
                await using var scope = scopes.CreateSystemScope();
                await SentMessages.MoveAsync(Db(scope), done, keep: options.Value.KeepSentFor > TimeSpan.Zero, ct);
                foreach (var id in done)
                {
                    _held.TryRemove(id, out _);
                }

                done.Clear();
            }
            catch (Exception failure) when (!ct.IsCancellationRequested)
            {
                NotDeleted(logger, done.Count, failure.Message);
                await Task.Delay(RetryAfter, ct);
                foreach (var id in done)
                {
                    _toDelete.Writer.TryWrite(id);
                }

                done.Clear();
            }
        }
    }

    /// <summary>Looks for rows whose lease has expired: their process died, or could not hold them all in memory.</summary>
    async Task TakeOverAsync(CancellationToken ct)
    {
        using var timer = new PeriodicTimer(SearchEvery);
        do
        {
            try
            {
                while (await TakeOverOnceAsync(ct) == TakeOverMax)
                {
                }
            }
            catch (Exception failure) when (!ct.IsCancellationRequested)
            {
                NotSearched(logger, failure.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(ct));
    }

    async Task<int> TakeOverOnceAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateSystemScope();
        var db = Db(scope);
        var now = TimeProvider.System.GetUtcNow();
        var until = (now + Publishing.Lease).ToUnixTimeMilliseconds();
        var skipLocked = Engines.Of(db) == Engine.PostgreSql ? "FOR UPDATE SKIP LOCKED" : "";
        var claim = $$"""
            UPDATE outbox SET lease_owner = {0}, lease_until = {1} WHERE id IN
              (SELECT id FROM outbox WHERE lease_until < {2} ORDER BY lease_until LIMIT {{TakeOverMax}} {{skipLocked}})
            RETURNING *
            """;
        var rows = await db.OutboxMessages.FromSqlRaw(claim, Publishing.ThisRelay, until, now.ToUnixTimeMilliseconds())
            .AsNoTracking().ToListAsync(ct);
        foreach (var row in rows)
        {
            // A queue that has kept a message longer than a lease is asked again, in case it never got it; the inbox filters repeats.
            _held.TryRemove(new KeyValuePair<Guid, Progress>(row.Id, Progress.Published));
        }

        Take(rows);
        return rows.Count;
    }

    MarketplaceDb Db(AsyncServiceScope scope) => (MarketplaceDb)scope.ServiceProvider.GetRequiredService(database);

    enum Progress
    {
        Queued = 1,
        Published = 2,
    }

    [LoggerMessage(LogLevel.Warning, "{Database} can't publish for now and keeps its messages until it can: {Why}")]
    static partial void NotPublished(ILogger logger, string database, string why);

    [LoggerMessage(LogLevel.Error, "{Database} keeps row {Row} of its outbox, because this version knows no message {Type}")]
    static partial void NotKnown(ILogger logger, string database, Guid row, string type);

    [LoggerMessage(LogLevel.Information, "{Database} publishes again")]
    static partial void PublishesAgain(ILogger logger, string database);

    [LoggerMessage(LogLevel.Warning, "Could not delete {Count} published rows yet: {Why}")]
    static partial void NotDeleted(ILogger logger, int count, string why);

    [LoggerMessage(LogLevel.Warning, "Could not search the outbox: {Why}")]
    static partial void NotSearched(ILogger logger, string why);
}
