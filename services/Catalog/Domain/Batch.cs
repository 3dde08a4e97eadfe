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

    /// <summary>What can still be held.</summary>
    public Quantity Available => Quantity - Reserved - Taken;

    public static Batch Offer(
        Guid id, Guid productId, DateOnly harvestFrom, DateOnly harvestUntil, Quantity quantity, DateTimeOffset at) => new()
        {
            Id = id,
            ProductId = productId,
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

    /// <summary>Settles what was held: so much of it has left, the rest is available again.</summary>
    /// <exception cref="InvalidOperationException">More would leave than was held.</exception>
    public void Take(Quantity held, Quantity dispatched)
    {
        if (dispatched < Quantity.Zero || dispatched > held)
        {
            throw new InvalidOperationException($"Of {held} held from batch {Id}, {dispatched} can't leave.");
        }

        Release(held);
        Taken += dispatched;
    }
}
