namespace Marketplace.Ordering.Domain;

/// <summary>How far an order has come. Cancelled and Completed are ends.</summary>
public enum OrderState
{
    /// <summary>Placed; stock and budget are being held for it.</summary>
    Submitted = 1,

    /// <summary>Stock and budget are held: the suppliers ship.</summary>
    Confirmed = 2,

    /// <summary>It will not be fulfilled: it was not confirmed, or each part was cancelled before it was sent or lost on the way.</summary>
    Cancelled = 3,

    /// <summary>Every part has been accepted, or cancelled before it was sent, or lost on the way; at least one was accepted.</summary>
    Completed = 4,

    /// <summary>Stock and budget are held, and the posts that the policy of the unit names have to approve it (待审批).</summary>
    AwaitingApproval = 5,
}
