using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Hosting;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Marketplace.Logistics.Acceptances;

/// <summary>
/// Accepts deliveries about which the buyer has said nothing in time → DeliveryAccepted (CR-01). When that was due stands with the
/// shipment, so whatever fell due while nobody looked, for days perhaps, is accepted as of its own day. Any number of processes may
/// look at once: rows that another transaction has locked are left to it and looked at again the next time.
/// </summary>
public sealed partial class AcceptSilentDeliveries(
    IServiceScopeFactory scopes, IOptions<AcceptanceOptions> options,
    TimeProvider clock, ILogger<AcceptSilentDeliveries> logger) : BackgroundService
{
    const int AtOnceMax = 50;
    const string Oldest = "SELECT * FROM shipments WHERE state = 'Delivered' AND accept_due_at <= {0} ORDER BY accept_due_at LIMIT {1}";
    const string OldestNotLocked = $"{Oldest} FOR UPDATE SKIP LOCKED";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.LookEvery);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                while (await AcceptSomeAsync(stoppingToken) == AtOnceMax)
                {
                }
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                NotAccepted(logger, failure.Message);
            }
        }
    }

    /// <summary>Accepts those that have been due the longest and returns how many, at most <see cref="AtOnceMax"/>.</summary>
    async Task<int> AcceptSomeAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateSystemScope();
        var db = scope.ServiceProvider.GetRequiredService<LogisticsDb>();
        var now = clock.NowToTheMillisecond();

        // Looked at without a transaction first: nearly always there is nothing, and on SQLite a transaction would stop all writers.
        if (!await db.Shipments.AnyAsync(shipment => shipment.State == ShipmentState.Delivered && shipment.AcceptDueAt <= now, ct))
        {
            return 0;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var due = await db.Shipments
            .FromSqlRaw(Engines.Of(db) == Engine.PostgreSql ? OldestNotLocked : Oldest, now.ToUnixTimeMilliseconds(), AtOnceMax)
            .IgnoreQueryFilters().ToListAsync(ct);
        Guid[] ids = [.. due.Select(shipment => shipment.ShipmentId)];
        await db.Shipments.Include(shipment => shipment.Lines).Include(shipment => shipment.Disputes).AsSplitQuery()
            .Where(shipment => ids.Contains(shipment.ShipmentId)).LoadAsync(ct);
        foreach (var shipment in due)
        {
            AcceptanceMessages.Publish(db, shipment.AcceptBySilence(Guid.CreateVersion7(), now, options.Value.Rules), shipment, logger);
        }

        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return due.Count;
    }

    [LoggerMessage(LogLevel.Warning, "Could not accept deliveries that are due yet: {Why}")]
    static partial void NotAccepted(ILogger logger, string why);
}
