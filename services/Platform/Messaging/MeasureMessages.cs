using Marketplace.Platform.Hosting;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Marketplace.Platform.Messaging;

/// <summary>
/// Measures how many messages wait in the outbox of one database, how old the oldest is, how many are parked, and how many
/// rows background work has set aside.
/// </summary>
sealed partial class MeasureMessages<TDb>(IServiceScopeFactory scopes, ILogger<MeasureMessages<TDb>> logger) : BackgroundService
    where TDb : MarketplaceDb
{
    static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);

    long _depth;
    double _ageSeconds;
    long _parked;
    long _setAside;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var database = new KeyValuePair<string, object?>("database", typeof(TDb).Name);
        Telemetry.Meter.CreateObservableGauge("marketplace.outbox.depth", () => Measure(_depth));
        Telemetry.Meter.CreateObservableGauge("marketplace.outbox.age", () => Measure(_ageSeconds), "s");
        Telemetry.Meter.CreateObservableGauge("marketplace.messages.parked", () => Measure(_parked));
        Telemetry.Meter.CreateObservableGauge("marketplace.work.set_aside", () => Measure(_setAside));
        using var timer = new PeriodicTimer(LookEvery);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                NotMeasured(logger, failure.Message);
            }
        }

        System.Diagnostics.Metrics.Measurement<T> Measure<T>(T value)
            where T : struct => new(value, database);
    }

    async Task LookAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateSystemScope();
        var db = scope.ServiceProvider.GetRequiredService<TDb>();
        _depth = await db.OutboxMessages.LongCountAsync(ct);
        var oldest = _depth == 0 ? null : await db.OutboxMessages.MinAsync(row => (DateTimeOffset?)row.CreatedAt, ct);
        _ageSeconds = oldest is null ? 0 : (TimeProvider.System.GetUtcNow() - oldest.Value).TotalSeconds;
        _setAside = await db.SetAsideRows.LongCountAsync(ct);
        _parked = await db.NeedOperator.LongCountAsync(ct);
    }

    [LoggerMessage(LogLevel.Warning, "Could not measure the outbox: {Why}")]
    static partial void NotMeasured(ILogger logger, string why);
}
