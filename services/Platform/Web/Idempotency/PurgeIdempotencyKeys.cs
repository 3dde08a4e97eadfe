using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Marketplace.Platform.Web;

/// <summary>Forgets idempotency keys after <see cref="KeepFor"/>; nobody repeats a request that late.</summary>
public sealed partial class PurgeIdempotencyKeys<TDb>(
    IServiceScopeFactory scopes, TimeProvider clock, ILogger<PurgeIdempotencyKeys<TDb>> log)
    : BackgroundService
    where TDb : DbContext
{
    public static readonly TimeSpan KeepFor = TimeSpan.FromDays(7);

    static readonly TimeSpan Every = TimeSpan.FromHours(1);

    /// <summary>Deletes keys that are too old and returns how many.</summary>
    public async Task<int> PurgeAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CallerHolder>().Current = Caller.System;
        var oldest = clock.GetUtcNow() - KeepFor;
        return await scope.ServiceProvider.GetRequiredService<TDb>().Set<IdempotencyKey>()
            .Where(k => k.CreatedAt < oldest).ExecuteDeleteAsync(ct);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                if (await PurgeAsync(stoppingToken) is var count and > 0)
                {
                    LogPurged(count, typeof(TDb).Name);
                }
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                // The next hour is early enough; old keys do no harm.
                LogFailed(failure, typeof(TDb).Name);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} idempotency keys of {Database} were old enough to forget.")]
    partial void LogPurged(int count, string database);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Old idempotency keys of {Database} could not be deleted.")]
    partial void LogFailed(Exception failure, string database);
}
