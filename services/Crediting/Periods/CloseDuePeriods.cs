using System.ComponentModel.DataAnnotations;
using Marketplace.Contracts;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Ledger;
using Marketplace.Crediting.Storage;
using Marketplace.Platform.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Marketplace.Crediting.Periods;

/// <summary>When months close by themselves.</summary>
public sealed record ClosingOptions
{
    /// <summary>Whether they do; else an official has to.</summary>
    public bool BySchedule { get; init; } = true;

    /// <summary>How often it is looked at whether a month is due.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "01:00:00")]
    public TimeSpan Every { get; init; } = TimeSpan.FromMinutes(1);
}

/// <summary>
/// Closes months at 24:00 on the closing day of the next month (CR-16). It looks back to the last closed month, so a service that was down
/// closes what became due meanwhile.
/// </summary>
public sealed partial class CloseDuePeriods(
    IServiceScopeFactory scopes, LedgerWriterFactory ledgers, TimeProvider clock,
    IOptions<ClosingOptions> options, ILogger<CloseDuePeriods> logger)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.Every, clock);
        do
        {
            if (!options.Value.BySchedule)
            {
                return;
            }

            try
            {
                await CloseAsync(stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // It is looked at again; the reason has to be seen meanwhile.
                Failed(logger, failure);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>Closes every month that is due, each in a transaction of its own (CR-21), and tells how many.</summary>
    public async Task<int> CloseAsync(CancellationToken ct)
    {
        var closed = 0;
        while (await CloseNextAsync(ct))
        {
            closed++;
        }

        return closed;
    }

    async Task<bool> CloseNextAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateSystemScope();
        var db = scope.ServiceProvider.GetRequiredService<CreditingDb>();
        if (await DueAsync(db, ct) is null)
        {
            return false;
        }

        // Somebody else may have closed it meanwhile.
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var ledger = await ledgers.OpenAsync(db, ct);
        if (await DueAsync(db, ct, ledger.ClosedThrough) is not { } month)
        {
            return false;
        }

        await ledger.ApplyAsync(new MonthClosed(month.ToString(), "schedule"), ct);
        await ledger.WriteAsync(ct);
        await transaction.CommitAsync(ct);
        Closed(logger, month);
        return true;
    }

    /// <summary>The month that is due next: after the last closed one, or the first with entries; null when none is.</summary>
    async Task<Month?> DueAsync(CreditingDb db, CancellationToken ct, string? through = null)
    {
        through ??= await db.LedgerHeads.AsNoTracking().Select(head => head.ClosedThrough).SingleAsync(ct);
        var next = through is null
            ? await db.PairingMonths.AsNoTracking().MinAsync(sum => (string?)sum.PostingPeriod, ct) is { } first
                ? Month.Parse(first)
                : (Month?)null
            : Month.Parse(through).Next;
        if (next is not { } month)
        {
            return null;
        }

        // The rule set by which the month's last sales were decided says when it closes.
        var rules = (await db.RuleSetOnAsync(month.LastDay, ct)).Parameters;
        return clock.GetUtcNow() >= BusinessDay.StartOf(month.Next.FirstDay.AddDays(rules.MonthCloseDay)) ? month : null;
    }

    [LoggerMessage(LogLevel.Information, "Closed {Month} on schedule")]
    static partial void Closed(ILogger logger, Month month);

    [LoggerMessage(LogLevel.Error, "Could not close the months that are due")]
    static partial void Failed(ILogger logger, Exception failure);
}
