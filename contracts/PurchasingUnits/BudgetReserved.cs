namespace Marketplace.Contracts.PurchasingUnits;

/// <summary>The unit's budget of the year holds the amount of the order.</summary>
/// <remarks>
/// From PurchasingUnits, in answer to OrderSubmitted. To Ordering (confirms when stock is held too, and shows those who approve what is
/// left).
/// </remarks>
public sealed record BudgetReserved
{
    public required Guid OrderId { get; init; }

    public required Guid UnitId { get; init; }

    public required int Year { get; init; }

    public required long AmountFen { get; init; }

    /// <summary>What is left of the budget behind this order, in fen; null when it is not told.</summary>
    public long? AvailableFen { get; init; }
}
