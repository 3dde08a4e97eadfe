using System.Threading.Channels;
using Marketplace.Platform.Hosting;
using Marketplace.Platform.Messaging;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Marketplace.Platform.Access;

/// <summary>
/// Writes access records in batches, in the background. Nothing is ever left out: when the channel is full the next reader waits, and who
/// waits for its own record is refused when it can't be written. A record that can't be written stops no other.
/// </summary>
public sealed partial class AccessLog<TDb>(IServiceScopeFactory scopes, ILogger<AccessLog<TDb>> logger) : BackgroundService
    where TDb : MarketplaceDb
{
    const int Capacity = 1_000;
    const int BatchMax = 100;
    static readonly TimeSpan TryAgainAfter = TimeSpan.FromMilliseconds(500);

    readonly Channel<Pending> _channel = Channel.CreateBounded<Pending>(
        new BoundedChannelOptions(Capacity) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    /// <summary>Writes a record, and comes back when it is committed.</summary>
    /// <exception cref="ProblemException">It can't be written now (503), so that what was read must not be answered.</exception>
    public async Task WriteAsync(AccessRecord record, CancellationToken ct)
    {
        var pending = new Pending(record, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        await EnqueueAsync(pending, ct);
        await pending.Written!.Task.WaitAsync(ct);
    }

    /// <summary>Writes a record soon; waits only while a thousand others do.</summary>
    /// <exception cref="ProblemException">The process ends, and takes no more (503).</exception>
    public Task WriteSoonAsync(AccessRecord record, CancellationToken ct) => EnqueueAsync(new Pending(record, Written: null), ct);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var stopping = stoppingToken.Register(() => _channel.Writer.TryComplete());
        var batch = new List<Pending>(BatchMax);
        // Ends when the process does and all that was told to it is written.
        while (batch.Count > 0 || await _channel.Reader.WaitToReadAsync(CancellationToken.None))
        {
            while (batch.Count < BatchMax && _channel.Reader.TryRead(out var pending))
            {
                batch.Add(pending);
            }

            var left = await WriteBatchAsync(batch);
            left.ForEach(pending => pending.Written?.TrySetException(NotRecorded()));
            // Those for which nobody waits are kept and tried again, unless the process ends.
            left.RemoveAll(pending => pending.Written is not null || stoppingToken.IsCancellationRequested);
            batch = left;
            if (left.Count > 0)
            {
                await Task.Delay(TryAgainAfter, CancellationToken.None);
            }
        }
    }

    /// <summary>Writes records together, or each by itself when one of them stops the others, and returns those that are left.</summary>
    async Task<List<Pending>> WriteBatchAsync(IReadOnlyList<Pending> batch)
    {
        try
        {
            await SaveAsync(batch);
            foreach (var pending in batch)
            {
                pending.Written?.TrySetResult();
            }

            return [];
        }
        catch (Exception failure)
        {
            NotWritten(logger, batch.Count, failure.Message);
            if (batch.Count == 1 || TransientFailure.Is(failure))
            {
                return [.. batch];
            }
        }

        var left = new List<Pending>();
        foreach (var pending in batch)
        {
            left.AddRange(await WriteBatchAsync([pending]));
        }

        return left;
    }

    async Task EnqueueAsync(Pending pending, CancellationToken ct)
    {
        try
        {
            await _channel.Writer.WriteAsync(pending, ct);
        }
        catch (ChannelClosedException)
        {
            throw NotRecorded();
        }
    }

    async Task SaveAsync(IReadOnlyList<Pending> batch)
    {
        await using var scope = scopes.CreateSystemScope();
        var db = scope.ServiceProvider.GetRequiredService<TDb>();
        await using var transaction = await db.Database.BeginTransactionAsync(CancellationToken.None);
        db.AddRange(batch.Select(pending => pending.Record));
        db.AddRange(batch.SelectMany(pending => pending.Record.Organisations));
        await db.SaveChangesAsync(CancellationToken.None);
        await transaction.CommitAsync(CancellationToken.None);
    }

    static ProblemException NotRecorded() => new Refusal(
        StatusCodes.Status503ServiceUnavailable,
        "access_not_recorded",
        "查阅记录暂时无法写入，因此不能显示；请稍后再试。",
        "That this is read can't be put on record right now, so it can't be shown; try again in a moment.").Thrown();

    /// <param name="Record">What was read by whom.</param>
    /// <param name="Written">Who waits for it; null when nobody does.</param>
    sealed record Pending(AccessRecord Record, TaskCompletionSource? Written);

    [LoggerMessage(LogLevel.Warning, "{Count} access records could not be written: {Why}")]
    static partial void NotWritten(ILogger logger, int count, string why);
}
