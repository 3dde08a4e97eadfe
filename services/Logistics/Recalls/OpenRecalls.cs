using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.Recalls;

/// <summary>Recalls that last, of the batches of shipments.</summary>
static class OpenRecalls
{
    extension(LogisticsDb db)
    {
        /// <summary>The batches of these shipments that are called back today.</summary>
        public Task<HashSet<Guid>> RecalledBatchesOfAsync(IReadOnlyCollection<Guid> shipmentIds, CancellationToken ct) => (
            from part in db.ShipmentBatches
            join recalled in db.RecalledBatches on part.BatchId equals recalled.BatchId
            where shipmentIds.Contains(part.ShipmentId) && recalled.LiftedAt == null
            select part.BatchId).ToHashSetAsync(ct);

        /// <summary>The recalls that concern a shipment, the oldest first.</summary>
        public Task<List<RecalledBatch>> RecallsOfAsync(Guid shipmentId, CancellationToken ct) => (
            from part in db.ShipmentBatches
            join recalled in db.RecalledBatches.AsNoTracking() on part.BatchId equals recalled.BatchId
            where part.ShipmentId == shipmentId && recalled.LiftedAt == null
            orderby recalled.RecalledAt, recalled.RecallId, recalled.BatchId
            select recalled).ToListAsync(ct);

        /// <summary>Those of the shipments that have goods which are called back.</summary>
        public IQueryable<Guid> RecalledShipments() =>
            from part in db.ShipmentBatches
            join recalled in db.RecalledBatches on part.BatchId equals recalled.BatchId
            where recalled.LiftedAt == null
            select part.ShipmentId;
    }
}
