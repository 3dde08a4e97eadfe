namespace Marketplace.Catalog.Domain;

/// <summary>
/// What became of an order's wish for stock. There is one per order, whichever of the order's messages comes first: a cancellation
/// that overtakes its order leaves it as a tombstone, and the order then holds nothing.
/// </summary>
public sealed class StockHold
{
    StockHold()
    {
    }

    public Guid OrderId { get; private init; }

    public HoldState State { get; private set; }

    /// <summary>When it came into its state.</summary>
    public DateTimeOffset DecidedAt { get; private set; }

    /// <summary>The order, or each of its lines, is cancelled.</summary>
    public void Release(DateTimeOffset at) => (State, DecidedAt) = (HoldState.Released, at);

    /// <summary>All that was held has been dispatched or given back.</summary>
    public void Finish(DateTimeOffset at) => (State, DecidedAt) = (HoldState.Taken, at);
}

/// <summary>What became of an order's wish for stock.</summary>
public enum HoldState
{
    /// <summary>All lines are held.</summary>
    Held = 1,

    /// <summary>A line fell short; nothing is held.</summary>
    Refused = 2,

    /// <summary>The order, or each of its lines, was cancelled; nothing is held.</summary>
    Released = 3,

    /// <summary>Every line was dispatched or cancelled; nothing is held any more.</summary>
    Taken = 4,
}
