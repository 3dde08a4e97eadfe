using Marketplace.Contracts.Logistics;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Plans;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Background;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Marketplace.Logistics.Shipments;

/// <summary>
/// Ends shipments of which nothing was sent by their latest day → ShipmentCancelled, by nobody. A dispatch that comes before is in time,
/// however late. Any number of processes may look at once: rows that another transaction has locked are left to it and looked at again
/// the next time.
/// </summary>
public sealed class EndUnsentShipments(
    RowWork<LogisticsDb> work, IOptions<DispatchOptions> options, TimeProvider clock, ILogger<EndUnsentShipments> logger)
    : BackgroundService
{
    const int AtOnceMax = 50;

    /// <summary>Stands for the system as the one that ends a commitment.</summary>
    const string Nobody = "auto";

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        work.RunAsync<Guid>("end-unsent-shipments", options.Value.LookEvery, AtOnceMax, FindAsync, EndAsync, stoppingToken);

    /// <summary>Those that have been due the longest. Most times there are none, and no transaction begins.</summary>
    Task<List<Guid>> FindAsync(LogisticsDb db, IReadOnlyCollection<Guid> aside, CancellationToken ct)
    {
        var now = clock.NowToTheMillisecond();
        return db.Shipments
            .Where(shipment => shipment.State == ShipmentState.Planned && shipment.DispatchDueAt <= now)
            .Where(shipment => !aside.Contains(shipment.ShipmentId))
            .OrderBy(shipment => shipment.DispatchDueAt).Take(AtOnceMax).Select(shipment => shipment.ShipmentId).ToListAsync(ct);
    }

    async Task EndAsync(LogisticsDb db, IReadOnlyList<Guid> ids, CancellationToken ct)
    {
        var wanted = await db.LockFreeAsync<Shipment>(ids, ct);
        var unsent = await db.Shipments.Include(shipment => shipment.Lines)
            .Where(shipment => wanted.Contains(shipment.ShipmentId) && shipment.State == ShipmentState.Planned).ToListAsync(ct);
        var now = clock.NowToTheMillisecond();
        foreach (var shipment in unsent)
        {
            var end = new LineCancellation(CancelledBy.Nobody, ShipmentCancellationReason.NotSentInTime, Note: null, Nobody, now);
            ShipmentCancellations.Apply(db, shipment, end, lineIds: null, logger);
        }

        await db.ReleaseFromPlansAsync([.. unsent.Select(shipment => shipment.ShipmentId)], now, ct);
        await db.SaveChangesAsync(ct);
    }
}
