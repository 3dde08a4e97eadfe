using Marketplace.Catalog.Domain;
using Marketplace.Catalog.Storage;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Catalog.Stock;

/// <summary>Batches that are about to change.</summary>
static class LockedBatches
{
    /// <summary>The batches of the allocations by id. They are locked first and read afterwards, so that they are current.</summary>
    public static async Task<Dictionary<Guid, Batch>> LoadAsync(
        CatalogDb db, IEnumerable<StockAllocation> allocations, CancellationToken ct)
    {
        Guid[] ids = [.. allocations.Select(allocation => allocation.BatchId).Distinct()];
        await db.LockAsync<Batch>(ids, ct);
        return await db.Batches.Where(batch => ids.Contains(batch.Id)).ToDictionaryAsync(batch => batch.Id, ct);
    }
}
