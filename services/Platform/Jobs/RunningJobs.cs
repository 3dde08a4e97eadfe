using System.Collections.Concurrent;
using Marketplace.Platform.Storage;

namespace Marketplace.Platform.Jobs;

/// <summary>The job that this process carries out for a service, if any: how far it is, and how it is ended.</summary>
sealed class RunningJobs<TDb>
    where TDb : MarketplaceDb
{
    readonly ConcurrentDictionary<Guid, JobRun> _runs = new();

    public JobProgress? ProgressOf(Guid jobId) => _runs.TryGetValue(jobId, out var run) ? run.Progress : null;

    public void Begin(JobRun run) => _runs[run.JobId] = run;

    public void End(JobRun run) => _runs.TryRemove(run.JobId, out _);

    /// <summary>Ends the job if it runs in this process.</summary>
    public void Cancel(Guid jobId, string by)
    {
        if (_runs.TryGetValue(jobId, out var run))
        {
            run.Cancel(by);
        }
    }
}

/// <summary>A job while it is carried out.</summary>
sealed class JobRun(Guid jobId, JobProgress progress, CancellationToken stopping) : IDisposable
{
    readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(stopping);
    readonly Lock _gate = new();
    bool _isOver;

    public Guid JobId => jobId;

    public JobProgress Progress => progress;

    public CancellationToken Token => _stop.Token;

    /// <summary>Who cancelled it in this process; null while nobody has.</summary>
    public string? CancelledBy { get; private set; }

    /// <summary>Somebody asked to cancel it.</summary>
    public void Cancel(string by)
    {
        CancelledBy = by;
        Stop();
    }

    /// <summary>It is not to go on here.</summary>
    public void Stop()
    {
        lock (_gate)
        {
            if (!_isOver)
            {
                _stop.Cancel();
            }
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _isOver = true;
            _stop.Dispose();
        }
    }
}
