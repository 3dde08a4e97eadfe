namespace Marketplace.Contracts.Ordering;

/// <summary>The order will not be fulfilled: whatever is or will yet be held for it is to be released.</summary>
/// <remarks>
/// From Ordering, at most once per order, never after OrderConfirmed. To Catalog and PurchasingUnits (release); it
/// may arrive before OrderSubmitted.
/// </remarks>
public sealed record OrderCancelled
{
    public required Guid OrderId { get; init; }

    public required Guid UnitId { get; init; }

    public required DateTimeOffset CancelledAt { get; init; }

    public required CancellationReason Reason { get; init; }
}

/// <summary>Why an order was cancelled.</summary>
public enum CancellationReason
{
    /// <summary>The buyer withdrew it before it was confirmed.</summary>
    Withdrawn = 1,

    /// <summary>A line could not be held.</summary>
    StockShort = 2,

    /// <summary>The budget of the year does not cover it.</summary>
    BudgetExceeded = 3,

    /// <summary>No budget was filed for the year.</summary>
    NoBudget = 4,

    /// <summary>It was not confirmed within the time limit.</summary>
    TimedOut = 5,

    /// <summary>Each part was cancelled after the confirmation, as ShipmentCancelled has told; OrderCancelled never says this.</summary>
    PartsCancelled = 6,

    /// <summary>A post that had to approve it refused.</summary>
    NotApproved = 7,

    /// <summary>It was not approved within the time limit, or not early enough for the agreed day of delivery.</summary>
    ApprovalExpired = 8,
}
