using Marketplace.Contracts;

namespace Marketplace.Catalog.Domain;

/// <summary>A lot of a product with its harvest window, and what of it is still to be had.</summary>
public sealed class Batch
{
    Batch()
    {
    }

    public Guid Id { get; private init; }

    public Guid ProductId { get; private init; }

    /// <summary>
    /// The supplier that the goods first came from: that of the product, or of the batch that they are resold from (CR-14).
    /// </summary>
    public Guid SupplierId { get; private init; }

    /// <summary>The batch of another supplier that the goods were bought from; null for goods of one's own.</summary>
    public Guid? SourceBatchId { get; private init; }

    public DateOnly HarvestFrom { get; private init; }

    /// <summary>Last day of the harvest window, inclusive.</summary>
    public DateOnly HarvestUntil { get; private init; }

    /// <summary>What was offered; it never changes.</summary>
    public Quantity Quantity { get; private init; }

    /// <summary>Held for orders that were not dispatched yet.</summary>
    public Quantity Reserved { get; private set; }

    /// <summary>Dispatched.</summary>
    public Quantity Taken { get; private set; }

    public DateTimeOffset OfferedAt { get; private init; }

    /// <summary>It is called back: nothing more of it is sold while a recall of it lasts.</summary>
    public bool IsRecalled { get; internal set; }

    /// <summary>What can still be held.</summary>
    public Quantity Available => IsRecalled ? Quantity.Zero : Quantity - Reserved - Taken;

    /// <param name="id">Chosen by the caller.</param>
    /// <param name="productId">What is sold from it.</param>
    /// <param name="supplierId">The supplier of the product.</param>
    /// <param name="source">The batch that the goods were bought from; null for goods of one's own.</param>
    /// <param name="harvestFrom">First day of the harvest window.</param>
    /// <param name="harvestUntil">Its last day.</param>
    /// <param name="quantity">In the product's trade unit.</param>
    /// <param name="at">When it is offered.</param>
    public static Batch Offer(
        Guid id, Guid productId, Guid supplierId, Batch? source, DateOnly harvestFrom,
        DateOnly harvestUntil, Quantity quantity, DateTimeOffset at) => new()
        {
            Id = id,
            ProductId = productId,
            SupplierId = source?.SupplierId ?? supplierId,
            SourceBatchId = source?.Id,
            HarvestFrom = harvestFrom,
            HarvestUntil = harvestUntil,
            Quantity = quantity,
            OfferedAt = at,
        };

    /// <summary>Holds so much.</summary>
    /// <exception cref="InvalidOperationException">That much is not available.</exception>
    public void Reserve(Quantity quantity)
    {
        if (quantity < Quantity.Zero || quantity > Available)
        {
            throw new InvalidOperationException($"Batch {Id} has {Available} available; {quantity} can't be held.");
        }

        Reserved += quantity;
    }

    /// <summary>Gives back what was held.</summary>
    /// <exception cref="InvalidOperationException">That much is not held.</exception>
    public void Release(Quantity held)
    {
        if (held < Quantity.Zero || held > Reserved)
        {
            throw new InvalidOperationException($"Batch {Id} has {Reserved} held; {held} can't be given back.");
        }

        Reserved -= held;
    }

    /// <summary>Settles what was held: so much has left, and of what was held the rest is available again.</summary>
    /// <exception cref="InvalidOperationException">More would leave than was held and is available beside.</exception>
    public void Take(Quantity held, Quantity dispatched)
    {
        if (dispatched < Quantity.Zero || dispatched > held + Available)
        {
            throw new InvalidOperationException($"Of {held} held from batch {Id} and {Available} available, {dispatched} can't leave.");
        }

        Release(held);
        Taken += dispatched;
    }
}
