using Marketplace.Platform.Hosting;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Marketplace.Platform.Messaging;

/// <summary>
/// Forgets inbox rows so old that no broker or outbox can still hold their message, and sent messages when their time is over. Some at a
/// time, so that nobody else waits for it.
/// </summary>
public sealed partial class ForgetOldMessages<TDb>(
    IServiceScopeFactory scopes, IOptions<MessagingOptions> options, ILogger<ForgetOldMessages<TDb>> logger) : BackgroundService
    where TDb : MarketplaceDb
{
    const int AtATime = 5_000;
    static readonly TimeSpan KeepHeardFor = TimeSpan.FromDays(60);
    static readonly TimeSpan LookEvery = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(LookEvery);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await using var scope = scopes.CreateSystemScope();
                await ForgetAsync(
                    scope.ServiceProvider.GetRequiredService<TDb>(), options.Value, TimeProvider.System.GetUtcNow(), stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                NotForgotten(logger, failure.Message);
            }
        }
    }

    /// <summary>Forgets what is too old now.</summary>
    public static async Task ForgetAsync(TDb db, MessagingOptions options, DateTimeOffset now, CancellationToken ct)
    {
        await DeleteAsync(db, "inbox", "heard_at", now - KeepHeardFor, ct);
        await DeleteAsync(db, "sent_messages", "sent_at", now - options.KeepSentFor, ct);
    }

    static async Task DeleteAsync(TDb db, string table, string column, DateTimeOffset before, CancellationToken ct)
    {
        var row = Engines.Of(db) == Engine.PostgreSql ? "ctid" : "rowid";
        var some = $"SELECT {row} FROM {table} WHERE {column} < {{0}} LIMIT {AtATime}";
        var delete = $"DELETE FROM {table} WHERE {row} IN ({some})";
        while (await db.Database.ExecuteSqlRawAsync(delete, [before.ToUnixTimeMilliseconds()], ct) == AtATime)
        {
        }
    }

    [LoggerMessage(LogLevel.Warning, "Could not forget old messages: {Why}")]
    static partial void NotForgotten(ILogger logger, string why);
}
