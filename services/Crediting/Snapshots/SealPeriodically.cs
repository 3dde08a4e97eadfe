using System.ComponentModel.DataAnnotations;
using Marketplace.Crediting.Sealing;
using Marketplace.Crediting.Storage;
using Marketplace.Platform.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Marketplace.Crediting.Snapshots;

/// <summary>When new entries are sealed, and the snapshots of closed months are taken.</summary>
public sealed record SealingOptions
{
    /// <summary>Whether this process does it by itself.</summary>
    public bool InBackground { get; init; } = true;

    /// <summary>How long entries wait at most before they are sealed; a full block never waits.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "01:00:00")]
    public TimeSpan Every { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How often it is looked at whether a block is full or a month was closed.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "01:00:00")]
    public TimeSpan LookEvery { get; init; } = TimeSpan.FromSeconds(1);
}

/// <summary>
/// Seals what was posted, a block every few seconds, signs its head, and takes the snapshots of each month that was closed. Any
/// number of processes may do so.
/// </summary>
public sealed partial class SealPeriodically(
    IServiceScopeFactory scopes, TimeProvider clock, IOptions<SealingOptions> options,
    SealLedger sealing, SignHeads heads, TakeClosingSnapshots snapshots, ILogger<SealPeriodically> logger)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.LookEvery, clock);
        var waited = TimeSpan.Zero;
        while (options.Value.InBackground && await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await using var scope = scopes.CreateSystemScope();
                var db = scope.ServiceProvider.GetRequiredService<CreditingDb>();
                var waiting = await WaitingAsync(db, stoppingToken);
                waited = waiting > 0 ? waited + options.Value.LookEvery : TimeSpan.Zero;
                if (waiting >= SealLedger.EntriesMax || waited >= options.Value.Every)
                {
                    await sealing.SealAsync(db, stoppingToken);
                    waited = TimeSpan.Zero;
                }

                await heads.SignAsync(db, stoppingToken);
                await snapshots.TakeAsync(db, stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // It is tried again; the reason has to be seen meanwhile.
                Failed(logger, failure);
            }
        }
    }

    /// <summary>How many entries no block holds yet.</summary>
    static async Task<long> WaitingAsync(CreditingDb db, CancellationToken ct) =>
        await db.LedgerHeads.Select(head => head.EntryNo).SingleAsync(ct)
        - (await db.LedgerBlocks.MaxAsync(block => (long?)block.LastEntryNo, ct) ?? 0);

    [LoggerMessage(LogLevel.Error, "Could not seal the ledger, sign its head or take the snapshots of a closed month")]
    static partial void Failed(ILogger logger, Exception failure);
}
