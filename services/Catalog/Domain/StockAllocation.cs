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
    /// becomes available again. What left beyond that (多发) is taken from what the same batches have available; a batch never gives more
    /// than was declared, so what is missing even then was never in stock.
    /// </summary>
    /// <param name="line">The line's open allocations, in the order in which they are used up.</param>
    /// <param name="batches">The batches that they are from.</param>
    /// <param name="shipmentId">The shipment with which it left.</param>
    /// <param name="dispatched">What left of the line.</param>
    /// <returns>What left without having been declared in any of the batches; usually nothing.</returns>
    /// <exception cref="InvalidOperationException">Less than nothing left.</exception>
    public static Quantity Settle(
        IReadOnlyList<StockAllocation> line, IReadOnlyDictionary<Guid, Batch> batches, Guid shipmentId, Quantity dispatched)
    {
        var held = line.Aggregate(Quantity.Zero, (sum, allocation) => sum + allocation.Quantity);
        var beyond = dispatched > held ? dispatched - held : Quantity.Zero;
        var left = dispatched - beyond;
        foreach (var allocation in line)
        {
            var batch = batches[allocation.BatchId];
            var share = Least(left, allocation.Quantity);
            var more = Least(beyond, batch.Available);
            batch.Take(allocation.Quantity, share + more);
            (allocation.Dispatched, allocation.ShipmentId) = (share + more, shipmentId);
            left -= share;
            beyond -= more;
        }

        return beyond;
    }

    static Quantity Least(Quantity left, Quantity right) => left < right ? left : right;
}
