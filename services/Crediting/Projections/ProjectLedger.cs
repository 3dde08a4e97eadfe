using System.ComponentModel.DataAnnotations;
using Marketplace.Crediting.Storage;
using Marketplace.Platform.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Marketplace.Crediting.Projections;

/// <summary>How the projected sums follow the ledger.</summary>
public sealed record ProjectionOptions
{
    /// <summary>How often it is looked whether there is anything new.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "01:00:00")]
    public TimeSpan Every { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How many entries are projected in one transaction.</summary>
    [Range(1, 1_000_000)]
    public int BatchMax { get; init; } = 50_000;

    /// <summary>How long a report waits for the sums to come up to date.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00")]
    public TimeSpan WaitMax { get; init; } = TimeSpan.FromSeconds(5);
}

/// <summary>How far the sums of a report have followed the ledger.</summary>
/// <param name="EntryNo">The last entry that is contained.</param>
/// <param name="LedgerHead">The last entry of the ledger when the report was asked for.</param>
/// <param name="IsComplete">Whether nothing is missing that was posted before the report was asked for.</param>
public sealed record ProjectedThrough(long EntryNo, long LedgerHead, bool IsComplete);

/// <summary>
/// Adds committed entries, in the order of their numbers, to the sums from which R4 to R8 and own figures are answered: a stretch of the
/// ledger in one transaction with the position that it brings. Entries are numbered under the lock of the ledger's head, so that none can
/// turn up behind the position. Any number of processes may try; the row of the position lets one at a time.
/// </summary>
public sealed partial class ProjectLedger(
    IServiceScopeFactory scopes, TimeProvider clock, IOptions<ProjectionOptions> options, ILogger<ProjectLedger> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.Every, clock);
        do
        {
            try
            {
                while (!(await ProjectAsync(stoppingToken)).IsComplete)
                {
                    // The next stretch follows at once.
                }
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // It is tried again at the next tick; the reason has to be seen meanwhile.
                Failed(logger, failure);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>Projects until everything is contained that was posted before the call, or until that takes too long.</summary>
    public async Task<ProjectedThrough> CatchUpAsync(CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(options.Value.WaitMax);
        var (position, head) = await WhereAsync(ct);
        try
        {
            while (position < head)
            {
                position = (await ProjectAsync(limit.Token)).EntryNo;
            }
        }
        catch (Exception ended) when (
            limit.IsCancellationRequested && !ct.IsCancellationRequested && ended is OperationCanceledException or TimeoutException)
        {
            (position, _) = await WhereAsync(ct);
        }

        return new ProjectedThrough(position, head, position >= head);
    }

    /// <summary>Throws the sums away and projects the whole ledger again; the result is the same.</summary>
    public async Task RebuildAsync(CancellationToken ct)
    {
        await using (var scope = scopes.CreateSystemScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<CreditingDb>();
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            var position = await db.LockPositionAsync(ProjectionPosition.Structure, ct);
            await db.ChannelMonths.ExecuteDeleteAsync(ct);
            await db.ProductMonths.ExecuteDeleteAsync(ct);
            await db.BuyerMonths.ExecuteDeleteAsync(ct);
            await db.SoldProducts.ExecuteDeleteAsync(ct);
            await db.QuotaFlows.ExecuteDeleteAsync(ct);
            await db.PartyMonths.ExecuteDeleteAsync(ct);
            (position.EntryNo, position.At) = (0, clock.GetUtcNow());
            await db.SaveChangesAsync(ct);
            await transaction.CommitAsync(ct);
        }

        while (!(await ProjectAsync(ct)).IsComplete)
        {
            // The next stretch follows at once.
        }
    }

    /// <summary>Projects one stretch of the ledger.</summary>
    public async Task<ProjectedThrough> ProjectAsync(CancellationToken ct)
    {
        var (at, seen) = await WhereAsync(ct);
        if (at >= seen)
        {
            // Nothing is locked while nothing happens.
            return new ProjectedThrough(at, seen, IsComplete: true);
        }

        await using var scope = scopes.CreateSystemScope();
        var db = scope.ServiceProvider.GetRequiredService<CreditingDb>();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var position = await db.LockPositionAsync(ProjectionPosition.Structure, ct);
        var head = await db.LedgerHeads.AsNoTracking().Select(ledger => ledger.EntryNo).SingleAsync(ct);
        var through = Math.Min(head, position.EntryNo + options.Value.BatchMax);
        if (through > position.EntryNo)
        {
            var batch = await ProjectionBatch.ReadAsync(db, position.EntryNo, through, ct);
            await batch.WriteAsync(db, ct);
            (position.EntryNo, position.At) = (through, clock.GetUtcNow());
            await db.SaveChangesAsync(ct);
        }

        await transaction.CommitAsync(ct);
        return new ProjectedThrough(position.EntryNo, head, position.EntryNo >= head);
    }

    async Task<(long Position, long Head)> WhereAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateSystemScope();
        var db = scope.ServiceProvider.GetRequiredService<CreditingDb>();
        var head = await db.LedgerHeads.AsNoTracking().Select(ledger => ledger.EntryNo).SingleAsync(ct);
        var position = await db.ProjectionPositions.AsNoTracking()
            .Where(position => position.Name == ProjectionPosition.Structure).Select(position => position.EntryNo).SingleAsync(ct);
        return (position, head);
    }

    [LoggerMessage(LogLevel.Error, "Could not project the ledger into the sums for reports")]
    static partial void Failed(ILogger logger, Exception failure);
}
