using Marketplace.Catalog.Domain;
using Marketplace.Catalog.Storage;
using Marketplace.Platform.Storage;

namespace Marketplace.Catalog.Stock;

/// <summary>Batches that are about to change.</summary>
static class LockedBatches
{
    /// <summary>The batches of the allocations by id. They are locked, so that they are current.</summary>
    public static Task<Dictionary<Guid, Batch>> LoadAsync(
        CatalogDb db, IEnumerable<StockAllocation> allocations, CancellationToken ct) =>
        db.LockAndReadAsync<Batch>(allocations.Select(allocation => allocation.BatchId), ct);
}
