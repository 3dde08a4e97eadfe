namespace Marketplace.Contracts.Ordering;

/// <summary>A unit has placed an order: stock and budget are to be held for it.</summary>
/// <remarks>From Ordering, once per order. To Catalog (reserves stock) and PurchasingUnits (reserves budget).</remarks>
public sealed record OrderSubmitted
{
    public required Guid OrderId { get; init; }

    public required Guid UnitId { get; init; }

    /// <summary>Whose budget is to hold it, when the unit buys for another as its agent; null when it is that of the unit itself.</summary>
    public Guid? BudgetUnitId { get; init; }

    public required DateTimeOffset SubmittedAt { get; init; }

    /// <summary>The budget year: that of the day of submission in Asia/Shanghai.</summary>
    public required int BudgetYear { get; init; }

    /// <summary>The sum of the line amounts, less the discount that the supplier has quoted: what the budget is to hold.</summary>
    public required long AmountFen { get; init; }

    public required IReadOnlyList<Line> Lines { get; init; }

    public sealed record Line
    {
        public required Guid LineId { get; init; }

        public required Guid ProductId { get; init; }

        public required Quantity Quantity { get; init; }
    }
}
