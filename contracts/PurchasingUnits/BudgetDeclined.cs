namespace Marketplace.Contracts.PurchasingUnits;

/// <summary>The unit's budget of the year does not cover the order, or none was filed.</summary>
/// <remarks>From PurchasingUnits, in answer to OrderSubmitted. To Ordering (cancels the order with this reason).</remarks>
public sealed record BudgetDeclined
{
    public required Guid OrderId { get; init; }

    public required Guid UnitId { get; init; }

    public required int Year { get; init; }

    public required long AmountFen { get; init; }

    /// <summary>What was left to reserve; null when no budget was filed for the year.</summary>
    public long? AvailableFen { get; init; }
}
