using Marketplace.Platform.Hosting;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Marketplace.Platform.Messaging;

/// <summary>Forgets inbox rows so old that no broker or outbox can still hold their message.</summary>
sealed partial class ForgetOldMessages<TDb>(IServiceScopeFactory scopes, ILogger<ForgetOldMessages<TDb>> logger) : BackgroundService
    where TDb : MarketplaceDb
{
    static readonly TimeSpan KeepFor = TimeSpan.FromDays(60);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromHours(6));
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await using var scope = scopes.CreateSystemScope();
                var before = TimeProvider.System.GetUtcNow() - KeepFor;
                await scope.ServiceProvider.GetRequiredService<TDb>().InboxMessages
                    .Where(row => row.HeardAt < before).ExecuteDeleteAsync(stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                NotForgotten(logger, failure.Message);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "Could not forget old inbox rows: {Why}")]
    static partial void NotForgotten(ILogger logger, string why);
}
