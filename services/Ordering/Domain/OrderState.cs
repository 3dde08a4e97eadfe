namespace Marketplace.Ordering.Domain;

/// <summary>How far an order has come. Cancelled and Completed are ends.</summary>
public enum OrderState
{
    /// <summary>Placed; stock and budget are being held for it.</summary>
    Submitted = 1,

    /// <summary>Stock and budget are held: the suppliers ship.</summary>
    Confirmed = 2,

    /// <summary>It will not be fulfilled.</summary>
    Cancelled = 3,

    /// <summary>Every part has been accepted.</summary>
    Completed = 4,
}
