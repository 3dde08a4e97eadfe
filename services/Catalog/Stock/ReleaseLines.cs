using Marketplace.Catalog.Domain;
using Marketplace.Catalog.Storage;
using Marketplace.Contracts.Logistics;
using Marketplace.Platform.Messaging;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Catalog.Stock;

/// <summary>
/// ← ShipmentCancelled. What was held for lines that will not be sent becomes available again. A line is released once: what has left or
/// was released before is left alone.
/// </summary>
public sealed class ReleaseLines(CatalogDb db, TimeProvider clock) : IConsume<ShipmentCancelled>
{
    public async Task ConsumeAsync(IReadOnlyList<ShipmentCancelled> messages, CancellationToken ct)
    {
        Guid[] orders = [.. messages.Select(cancelled => cancelled.OrderId).Distinct()];
        var holds = await db.LockAndReadAsync<StockHold>(orders, ct);
        if (messages.FirstOrDefault(cancelled => !holds.ContainsKey(cancelled.OrderId)) is { } early)
        {
            throw new MissingReferenceException(
                early, $"Shipment {early.ShipmentId} was cancelled of order {early.OrderId}, of which no stock hold is known.");
        }

        var lines = messages.SelectMany(cancelled => cancelled.Lines.Select(line => (cancelled.OrderId, line.LineId))).ToHashSet();
        var allocations = await db.StockAllocations.Where(allocation => orders.Contains(allocation.OrderId)).ToListAsync(ct);
        StockAllocation[] released =
            [.. allocations.Where(allocation => allocation.IsOpen && lines.Contains((allocation.OrderId, allocation.LineId)))];
        var batches = await LockedBatches.LoadAsync(db, released, ct);
        foreach (var allocation in released)
        {
            batches[allocation.BatchId].Release(allocation.Quantity);
        }

        db.RemoveRange(released);
        var left = allocations.Except(released).ToLookup(allocation => allocation.OrderId);
        var now = clock.NowToTheMillisecond();
        foreach (var order in released.Select(allocation => allocation.OrderId).Distinct())
        {
            if (!left[order].Any())
            {
                holds[order].Release(now);
            }
            else if (!left[order].Any(allocation => allocation.IsOpen))
            {
                holds[order].Finish(now);
            }
        }
    }
}
