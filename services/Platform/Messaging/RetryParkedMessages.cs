using Marketplace.Platform.Hosting;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Marketplace.Platform.Messaging;

/// <summary>Sends messages that came before what they refer to once more when their time has come.</summary>
sealed partial class RetryParkedMessages<TDb>(IServiceScopeFactory scopes, ILogger<RetryParkedMessages<TDb>> logger) : BackgroundService
    where TDb : MarketplaceDb
{
    const int AtATime = 200;
    static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(500);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(LookEvery);
        do
        {
            try
            {
                await SendDueAsync(stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                NotSent(logger, failure.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    async Task SendDueAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateSystemScope();
        var db = scope.ServiceProvider.GetRequiredService<TDb>();
        var now = TimeProvider.System.GetUtcNow();
        if (!await db.ParkedMessages.AnyAsync(row => row.NextAttemptAt <= now, ct))
        {
            return;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var skipLocked = Engines.Of(db) == Engine.PostgreSql ? "FOR UPDATE SKIP LOCKED" : "";
        var dueRows = $"SELECT * FROM parked_messages WHERE next_attempt_at <= {{0}} ORDER BY next_attempt_at LIMIT {AtATime} {skipLocked}";
        var due = await db.ParkedMessages.FromSqlRaw(dueRows, now.ToUnixTimeMilliseconds()).ToListAsync(ct);
        db.SendAgain(due);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }

    [LoggerMessage(LogLevel.Warning, "Could not look for waiting messages: {Why}")]
    static partial void NotSent(ILogger logger, string why);
}
