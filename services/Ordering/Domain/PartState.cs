namespace Marketplace.Ordering.Domain;

/// <summary>How far a supplier's part of an order has come.</summary>
public enum PartState
{
    /// <summary>The order is not confirmed yet.</summary>
    Pending = 1,

    /// <summary>To be shipped.</summary>
    Confirmed = 2,

    /// <summary>On its way.</summary>
    Dispatched = 3,

    /// <summary>Arrived at the buyer.</summary>
    Delivered = 4,

    /// <summary>Inspected by the buyer; its accepted value counts (CR-01).</summary>
    Accepted = 5,

    /// <summary>The order was cancelled, or all of this part before it was sent.</summary>
    Cancelled = 6,

    /// <summary>Dispatched, and nothing of it reaches the buyer.</summary>
    Lost = 7,
}
