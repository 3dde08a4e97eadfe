namespace Marketplace.PurchasingUnits.Domain;

/// <summary>What one return or price change did to a budget. A return counts once, however often its message is delivered.</summary>
public sealed record BudgetRefund
{
    public required Guid ReturnId { get; init; }

    public required Guid OrderId { get; init; }

    /// <summary>Less than zero for what goes back, more for a price rise.</summary>
    public required long ChangeFen { get; init; }

    /// <summary>What of a price rise the account did not have.</summary>
    public required long OverdrawnFen { get; init; }

    public required DateTimeOffset RefundedAt { get; init; }
}
