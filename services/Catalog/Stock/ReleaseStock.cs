using Marketplace.Catalog.Domain;
using Marketplace.Catalog.Storage;
using Marketplace.Contracts.Ordering;
using Marketplace.Platform.Messaging;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Catalog.Stock;

/// <summary>← OrderCancelled. Gives back what is held; when it comes before its order, the order will hold nothing.</summary>
public sealed class ReleaseStock(CatalogDb db, TimeProvider clock) : IConsume<OrderCancelled>
{
    public async Task ConsumeAsync(IReadOnlyList<OrderCancelled> messages, CancellationToken ct)
    {
        var now = clock.NowToTheMillisecond();
        HashSet<Guid> known = [.. messages.Select(cancelled => cancelled.OrderId)];
        known.ExceptWith(await db.ClaimHoldsAsync(known, HoldState.Released, now, ct));
        if (known.Count == 0)
        {
            return;
        }

        await db.LockAsync<StockHold>(known, ct);
        var holds = await db.StockHolds.Where(hold => known.Contains(hold.OrderId) && hold.State == HoldState.Held).ToListAsync(ct);
        Guid[] held = [.. holds.Select(hold => hold.OrderId)];
        var allocations = await db.StockAllocations.Where(a => held.Contains(a.OrderId) && a.ShipmentId == null).ToListAsync(ct);
        var batches = await LockedBatches.LoadAsync(db, allocations, ct);
        foreach (var allocation in allocations)
        {
            batches[allocation.BatchId].Release(allocation.Quantity);
        }

        db.RemoveRange(allocations);
        holds.ForEach(hold => hold.Release(now));
    }
}
