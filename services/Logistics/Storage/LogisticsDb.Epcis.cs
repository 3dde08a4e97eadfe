using Marketplace.Logistics.Domain;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.Storage;

/// <content>Events that other parties captured.</content>
public sealed partial class LogisticsDb
{
    /// <summary>Documents of events that other parties captured.</summary>
    public DbSet<EpcisCapture> EpcisCaptures => Set<EpcisCapture>();

    /// <summary>Read through <see cref="SeenCapturedEvents"/>.</summary>
    public DbSet<CapturedEvent> CapturedEvents => Set<CapturedEvent>();

    /// <summary>
    /// Captured events are seen by who captured them, by those who see a shipment or batch that they are about, and by those who have goods
    /// of a batch of which its supplier speaks.
    /// </summary>
    public IQueryable<CapturedEvent> SeenCapturedEvents => ScopedCaller is null
        ? CapturedEvents
        : CapturedEvents.Where(captured => (CallerOrg != null && captured.CapturedBy == CallerOrg)
            || captured.Shipments.Any(link => Shipments.Any(shipment => shipment.ShipmentId == link.ShipmentId))
            || captured.Batches.Any(link => SeenBatches.Any(batch => batch.BatchId == link.BatchId)
                || (link.IsBySupplier && ShipmentBatches.Any(part => part.BatchId == link.BatchId
                    && Shipments.Any(shipment => shipment.ShipmentId == part.ShipmentId)))));

    void AddCapturedEvents(ModelBuilder model)
    {
        model.Entity<CapturedEvent>(EpcisTables.Map);
        model.Entity<CapturedEventName>(EpcisTables.Map);
        model.Entity<CapturedEventShipment>(EpcisTables.Map);
        model.Entity<CapturedEventBatch>(EpcisTables.Map);
        model.Entity<EpcisCapture>(capture =>
        {
            EpcisTables.Map(capture, new AsJson<IReadOnlyList<CaptureFault>>(), ByReference<IReadOnlyList<CaptureFault>>());
            capture.HasQueryFilter(c => EF.Parameter(ScopedCaller) == null || c.CapturedBy == CallerOrg);
        });
    }
}
