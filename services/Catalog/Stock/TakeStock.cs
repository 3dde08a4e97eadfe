using Marketplace.Catalog.Domain;
using Marketplace.Catalog.Storage;
using Marketplace.Contracts;
using Marketplace.Contracts.Catalog;
using Marketplace.Contracts.Logistics;
using Marketplace.Platform.Messaging;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Catalog.Stock;

/// <summary>
/// ← ShipmentDispatched. What left is taken from the held stock, the rest of what was held for those lines becomes available again; what
/// left beyond the order is taken from what its batches have besides.
/// A line leaves once: what was settled before is left alone.
/// </summary>
public sealed partial class TakeStock(CatalogDb db, TimeProvider clock, ILogger<TakeStock> logger) : IConsume<ShipmentDispatched>
{
    public async Task ConsumeAsync(IReadOnlyList<ShipmentDispatched> messages, CancellationToken ct)
    {
        Guid[] orders = [.. messages.Select(shipment => shipment.OrderId).Distinct()];
        var holds = await db.LockAndReadAsync<StockHold>(orders, ct);
        if (messages.FirstOrDefault(shipment => !holds.ContainsKey(shipment.OrderId)) is { } early)
        {
            throw new MissingReferenceException(
                early, $"Shipment {early.ShipmentId} left for order {early.OrderId}, of which no stock hold is known.");
        }

        var allocations = await db.StockAllocations.Where(a => orders.Contains(a.OrderId)).ToListAsync(ct);
        var batches = await LockedBatches.LoadAsync(db, allocations.Where(allocation => allocation.IsOpen), ct);
        var lines = allocations.ToLookup(allocation => (allocation.OrderId, allocation.LineId));
        foreach (var shipment in messages)
        {
            foreach (var line in shipment.Lines)
            {
                Take(shipment, line, [.. lines[(shipment.OrderId, line.LineId)]], batches);
            }
        }

        var unfinished = allocations.Where(allocation => allocation.IsOpen).Select(allocation => allocation.OrderId).ToHashSet();
        foreach (var order in allocations.Select(allocation => allocation.OrderId).Distinct().Where(order => !unfinished.Contains(order)))
        {
            holds[order].Finish(clock.NowToTheMillisecond());
        }
    }

    void Take(
        ShipmentDispatched shipment, ShipmentDispatched.Line line, StockAllocation[] allocations, Dictionary<Guid, Batch> batches)
    {
        if (allocations.Length == 0)
        {
            // Nothing is confirmed that is not held, so this is a mistake to be looked at, not one to be waited out.
            throw new InvalidOperationException(
                $"Shipment {shipment.ShipmentId} took line {line.LineId} of order {shipment.OrderId}, for which nothing is held.");
        }

        StockAllocation[] open =
        [
            .. allocations.Where(allocation => allocation.IsOpen).OrderBy(allocation => Place(line.Batches, allocation.BatchId)),
        ];
        if (open.Length > 0
            && StockAllocation.Settle(open, batches, shipment.ShipmentId, line.Dispatched) is var beyond
            && beyond > Quantity.Zero)
        {
            Undeclared(logger, shipment.ShipmentId, line.LineId, beyond);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Shipment {ShipmentId} took {Beyond} more of line {LineId} than its batches were declared to hold")]
    static partial void Undeclared(ILogger logger, Guid shipmentId, Guid lineId, Quantity beyond);

    /// <summary>Where the batch stands in the message's list, which is the order in which the goods are used up.</summary>
    static int Place(IReadOnlyList<BatchShare> order, Guid batchId)
    {
        for (var i = 0; i < order.Count; i++)
        {
            if (order[i].BatchId == batchId)
            {
                return i;
            }
        }

        return order.Count;
    }
}
