using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Background;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Marketplace.Logistics.Acceptances;

/// <summary>
/// Accepts deliveries about which the buyer has said nothing in time → DeliveryAccepted (CR-01). When that was due stands with the
/// shipment, so whatever fell due while nobody looked, for days perhaps, is accepted as of its own day. Any number of processes may
/// look at once: rows that another transaction has locked are left to it and looked at again the next time.
/// </summary>
public sealed class AcceptSilentDeliveries(
    RowWork<LogisticsDb> work, IOptions<AcceptanceOptions> options, TimeProvider clock, ILogger<AcceptSilentDeliveries> logger)
    : BackgroundService
{
    const int AtOnceMax = 50;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        work.RunAsync<Guid>("accept-silent-deliveries", options.Value.LookEvery, AtOnceMax, FindAsync, AcceptAsync, stoppingToken);

    /// <summary>Those that have been due the longest. Most times there are none, and no transaction begins.</summary>
    Task<List<Guid>> FindAsync(LogisticsDb db, IReadOnlyCollection<Guid> aside, CancellationToken ct)
    {
        var now = clock.NowToTheMillisecond();
        return Due(db, now).Where(shipment => !aside.Contains(shipment.ShipmentId))
            .OrderBy(shipment => shipment.AcceptDueAt).Take(AtOnceMax).Select(shipment => shipment.ShipmentId).ToListAsync(ct);
    }

    async Task AcceptAsync(LogisticsDb db, IReadOnlyList<Guid> ids, CancellationToken ct)
    {
        var now = clock.NowToTheMillisecond();
        var wanted = await db.LockFreeAsync<Shipment>(ids, ct);
        var due = await Due(db, now).Include(shipment => shipment.Lines).Include(shipment => shipment.Disputes).AsSplitQuery()
            .Where(shipment => wanted.Contains(shipment.ShipmentId)).OrderBy(shipment => shipment.AcceptDueAt).ToListAsync(ct);
        await DisregardRelatedAsync(db, due, ct);
        foreach (var shipment in due.Where(shipment => shipment.AcceptDueAt is not null))
        {
            AcceptanceMessages.Publish(db, shipment.AcceptBySilence(Guid.CreateVersion7(), now, options.Value.Rules), shipment, logger);
        }

        await db.SaveChangesAsync(ct);
    }

    /// <summary>
    /// Takes the clock from what was brought by a carrier that the register has found to be related to the supplier since (CR-01).
    /// </summary>
    static async Task DisregardRelatedAsync(LogisticsDb db, IReadOnlyList<Shipment> due, CancellationToken ct)
    {
        Guid[] ids = [.. due.Select(shipment => shipment.CarrierId).OfType<Guid>().Distinct()];
        var carriers = await db.Carriers.AsNoTracking().Where(carrier => ids.Contains(carrier.Id))
            .ToDictionaryAsync(carrier => carrier.Id, ct);
        foreach (var shipment in due)
        {
            if (shipment.CarrierId is { } carrierId && carriers.TryGetValue(carrierId, out var carrier))
            {
                shipment.Disregard(carrier);
            }
        }
    }

    static IQueryable<Shipment> Due(LogisticsDb db, DateTimeOffset now) =>
        db.Shipments.Where(shipment => shipment.State == ShipmentState.Delivered && shipment.AcceptDueAt <= now);
}
