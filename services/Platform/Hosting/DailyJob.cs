using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Marketplace.Platform.Hosting;

/// <summary>What is done at the start and once a day. What fails is reported, and tried again the next day.</summary>
/// <param name="name">In the log.</param>
/// <param name="run">Does it, and tells how many rows it has changed; in a scope in which the system itself is the caller.</param>
sealed partial class DailyJob(
    string name, Func<IServiceProvider, CancellationToken, Task<int>> run, IServiceScopeFactory scopes, TimeProvider clock,
    ILogger<DailyJob> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromDays(1), clock);
        do
        {
            try
            {
                await using var scope = scopes.CreateSystemScope();
                if (await run(scope.ServiceProvider, stoppingToken) is var rows and > 0)
                {
                    Done(logger, name, rows);
                }
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                Failed(logger, name, failure.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(LogLevel.Information, "{Job}: {Rows} rows")]
    static partial void Done(ILogger logger, string job, int rows);

    [LoggerMessage(LogLevel.Warning, "{Job} failed: {Why}")]
    static partial void Failed(ILogger logger, string job, string why);
}
