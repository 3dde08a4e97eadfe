using Marketplace.Contracts;

namespace Marketplace.Catalog.Domain;

/// <summary>So much of a batch is held for an order line, or has left for it.</summary>
public sealed class StockAllocation
{
    StockAllocation()
    {
    }

    public Guid OrderId { get; private init; }

    public Guid LineId { get; private init; }

    public Guid BatchId { get; private init; }

    /// <summary>What was held.</summary>
    public Quantity Quantity { get; private init; }

    /// <summary>What of it has left; null until the line is dispatched.</summary>
    public Quantity? Dispatched { get; private set; }

    /// <summary>With which shipment; null until the line is dispatched.</summary>
    public Guid? ShipmentId { get; private set; }

    public bool IsOpen => ShipmentId is null;

    public static StockAllocation Of(Guid orderId, LineShare share) =>
        new() { OrderId = orderId, LineId = share.LineId, BatchId = share.BatchId, Quantity = share.Quantity };

    /// <summary>
    /// Settles a line that has left: what was dispatched is taken from its batches one after the other, the rest of what was held
    /// becomes available again.
    /// </summary>
    /// <param name="line">The line's open allocations, in the order in which they are used up.</param>
    /// <param name="batches">The batches that they are from.</param>
    /// <param name="shipmentId">The shipment with which it left.</param>
    /// <param name="dispatched">What left of the line.</param>
    /// <exception cref="InvalidOperationException">More left than was held.</exception>
    public static void Settle(
        IReadOnlyList<StockAllocation> line, IReadOnlyDictionary<Guid, Batch> batches, Guid shipmentId, Quantity dispatched)
    {
        var left = dispatched;
        foreach (var allocation in line)
        {
            var share = left < allocation.Quantity ? left : allocation.Quantity;
            batches[allocation.BatchId].Take(allocation.Quantity, share);
            (allocation.Dispatched, allocation.ShipmentId) = (share, shipmentId);
            left -= share;
        }

        if (left != Quantity.Zero)
        {
            throw new InvalidOperationException($"Shipment {shipmentId} took {left} more than was held for its line.");
        }
    }
}
