using System.Data.Common;
using Marketplace.Platform.Hosting;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Marketplace.Platform.Jobs;

/// <summary>
/// Carries out the jobs of a service, one at a time whatever many processes there are: offices take turns, and of one office the oldest
/// comes first. A process has a lease on its job. What another left in the middle took no effect, and is begun again.
/// </summary>
sealed partial class RunJobs<TDb>(
    IServiceScopeFactory scopes, RunningJobs<TDb> running, CarryOutJob<TDb> carryOut, IHostApplicationLifetime lifetime,
    IOptions<JobOptions> options, TimeProvider clock, ILogger<RunJobs<TDb>> logger) : BackgroundService
    where TDb : MarketplaceDb
{
    const int AttemptsMax = 5;
    const int WaitingMax = 1_000;

    readonly string _worker = $"{Environment.MachineName}/{Environment.ProcessId}/{Guid.CreateVersion7():N}";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Only then the endpoints are there.
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (lifetime.ApplicationStarted.Register(started.SetResult))
        {
            await started.Task.WaitAsync(stoppingToken);
        }

        using var timer = new PeriodicTimer(options.Value.Every, clock);
        do
        {
            try
            {
                while (await ClaimAsync(stoppingToken) is { } job)
                {
                    await RunAsync(job, stoppingToken);
                }
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                Failed(logger, typeof(TDb).Name, failure.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>Takes a job that nobody carries out; null when there is none, or another process has one.</summary>
    async Task<Job?> ClaimAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateSystemScope();
        var db = scope.ServiceProvider.GetRequiredService<TDb>();
        var now = clock.GetUtcNow();
        if (await NextAsync(db, now, ct) is not { } next)
        {
            return null;
        }

        try
        {
            var (state, worker, attempts) = (next.State, next.Worker, next.Attempts + 1);
            var taken = await db.Set<Job>()
                .Where(job => job.JobId == next.JobId && job.State == state && job.Worker == worker && job.Attempts == attempts - 1)
                .ExecuteUpdateAsync(
                    set => set.SetProperty(job => job.State, JobState.Running)
                        .SetProperty(job => job.Worker, _worker)
                        .SetProperty(job => job.LeaseUntil, now + options.Value.LeaseFor)
                        .SetProperty(job => job.StartedAt, now)
                        .SetProperty(job => job.Attempts, attempts),
                    ct);
            return taken == 0 ? null : await db.Set<Job>().AsNoTracking().SingleAsync(job => job.JobId == next.JobId, ct);
        }
        catch (DbException raced) when (raced.SqlState == Npgsql.PostgresErrorCodes.UniqueViolation)
        {
            // Another process has just taken another job.
            return null;
        }
    }

    /// <summary>The job that a process has left behind, or else the oldest of the office that has waited longest for its turn.</summary>
    static async Task<Job?> NextAsync(TDb db, DateTimeOffset now, CancellationToken ct)
    {
        if (await db.Set<Job>().AsNoTracking().SingleOrDefaultAsync(job => job.State == JobState.Running, ct) is { } begun)
        {
            // A SQLite file has one process: whatever runs there and not here has ended with its process.
            return Engines.Of(db) == Engine.Sqlite || begun.LeaseUntil <= now ? begun : null;
        }

        var queued = await db.Set<Job>().AsNoTracking().Where(job => job.State == JobState.Queued)
            .OrderBy(job => job.JobId).Take(WaitingMax).ToListAsync(ct);
        if (queued.Count == 0)
        {
            return null;
        }

        string[] offices = [.. queued.Select(job => job.Office).Distinct()];
        var turns = await db.Set<Job>().Where(job => offices.Contains(job.Office) && job.StartedAt != null)
            .GroupBy(job => job.Office).Select(jobs => new { Office = jobs.Key, At = jobs.Max(job => job.StartedAt) })
            .ToDictionaryAsync(turn => turn.Office, turn => turn.At, ct);
        return queued.OrderBy(job => turns.GetValueOrDefault(job.Office) ?? DateTimeOffset.MinValue).ThenBy(job => job.JobId).First();
    }

    async Task RunAsync(Job job, CancellationToken ct)
    {
        if (job.CancelledAt is not null || job.Attempts > AttemptsMax)
        {
            await EndAsync(job, job.CancelledAt is not null ? JobState.Cancelled : JobState.Failed, job.CancelledBy, ct);
            return;
        }

        var progress = new JobProgress();
        using var run = new JobRun(job.JobId, progress, ct);
        running.Begin(run);
        using var done = CancellationTokenSource.CreateLinkedTokenSource(run.Token);
        var renewing = RenewAsync(run, done.Token);
        try
        {
            await carryOut.RunAsync(job, run, _worker);
            Ended(logger, job.JobId, job.Operation);
        }
        catch (OperationCanceledException) when (run.Token.IsCancellationRequested)
        {
            await (run.CancelledBy is { } by
                ? EndAsync(job, JobState.Cancelled, by, CancellationToken.None)
                : LeaveAsync(job, CancellationToken.None));
        }
        catch (Exception failure)
        {
            AgainLater(logger, job.JobId, job.Operation, failure);
            await (job.Attempts >= AttemptsMax ? EndAsync(job, JobState.Failed, by: null, ct) : LeaveAsync(job, CancellationToken.None));
            await Task.Delay(options.Value.Every, clock, ct);
        }
        finally
        {
            await done.CancelAsync();
            await renewing;
            running.End(run);
        }
    }

    /// <summary>Tells other processes that this one lives, and how far it is. Stops when the job is no longer its own.</summary>
    async Task RenewAsync(JobRun run, CancellationToken ct)
    {
        try
        {
            using var timer = new PeriodicTimer(options.Value.Every, clock);
            while (await timer.WaitForNextTickAsync(ct))
            {
                await using var scope = scopes.CreateSystemScope();
                var db = scope.ServiceProvider.GetRequiredService<TDb>();
                if (Engines.Of(db) == Engine.Sqlite)
                {
                    // There is no other process, and the job may be what writes.
                    return;
                }

                var (until, progress) = (clock.GetUtcNow() + options.Value.LeaseFor, run.Progress);
                var isOurs = await db.Set<Job>()
                    .Where(job => job.JobId == run.JobId && job.Worker == _worker)
                    .Where(job => job.State == JobState.Running && job.CancelledAt == null)
                    .ExecuteUpdateAsync(
                        set => set.SetProperty(job => job.LeaseUntil, until)
                            .SetProperty(job => job.Percent, progress.Percent)
                            .SetProperty(job => job.RowsRead, progress.RowsRead)
                            .SetProperty(job => job.RowsChecked, progress.RowsChecked)
                            .SetProperty(job => job.RowsWritten, progress.RowsWritten)
                            .SetProperty(job => job.Faults, progress.Faults),
                        ct);
                if (isOurs == 0)
                {
                    run.Stop();
                    return;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The job has ended.
        }
        catch (Exception away) when (away is DbException or InvalidOperationException)
        {
            // The lease runs out, and whoever can reach the database takes over; what this one did is then not committed.
            Failed(logger, typeof(TDb).Name, away.Message);
        }
    }

    /// <summary>Gives the job back: it is begun again later. One that was cancelled meanwhile has ended.</summary>
    async Task LeaveAsync(Job left, CancellationToken ct)
    {
        await using var scope = scopes.CreateSystemScope();
        var db = scope.ServiceProvider.GetRequiredService<TDb>();
        if (await db.Set<Job>().AnyAsync(job => job.JobId == left.JobId && job.CancelledAt != null, ct))
        {
            await EndAsync(left, JobState.Cancelled, by: null, ct);
            return;
        }

        await db.Set<Job>().Where(job => job.JobId == left.JobId && job.Worker == _worker && job.State == JobState.Running)
            .ExecuteUpdateAsync(set => set.SetProperty(job => job.State, JobState.Queued), ct);
    }

    /// <summary>Ends a job of which nothing took effect.</summary>
    async Task EndAsync(Job ended, JobState state, string? by, CancellationToken ct)
    {
        await using var scope = scopes.CreateSystemScope();
        var db = scope.ServiceProvider.GetRequiredService<TDb>();
        var now = clock.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.Set<Job>().Where(job => job.JobId == ended.JobId && job.Worker == _worker && job.State == JobState.Running)
            .ExecuteUpdateAsync(
                set => set.SetProperty(job => job.State, state)
                    .SetProperty(job => job.EndedAt, now)
                    .SetProperty(job => job.CancelledAt, job => state == JobState.Cancelled ? job.CancelledAt ?? now : job.CancelledAt)
                    .SetProperty(job => job.CancelledBy, job => job.CancelledBy ?? by),
                ct);
        await db.ForgetAsync(ended.JobId, JobFileKind.Request, ct);
        await transaction.CommitAsync(CancellationToken.None);
    }

    [LoggerMessage(LogLevel.Information, "Job {JobId} ({Operation}) has ended")]
    static partial void Ended(ILogger logger, Guid jobId, string operation);

    [LoggerMessage(LogLevel.Warning, "Job {JobId} ({Operation}) failed and is begun again")]
    static partial void AgainLater(ILogger logger, Guid jobId, string operation, Exception why);

    [LoggerMessage(LogLevel.Warning, "The jobs of {Database} can't go on: {Why}")]
    static partial void Failed(ILogger logger, string database, string why);
}
