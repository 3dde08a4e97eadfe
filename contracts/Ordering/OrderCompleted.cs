namespace Marketplace.Contracts.Ordering;

/// <summary>Every part of the order has been accepted.</summary>
/// <remarks>From Ordering, once per order. To whoever follows orders.</remarks>
public sealed record OrderCompleted
{
    public required Guid OrderId { get; init; }

    public required Guid UnitId { get; init; }

    public required DateTimeOffset CompletedAt { get; init; }

    /// <summary>The sum of the accepted line amounts, less discounts: what the buyer owes.</summary>
    public required long AcceptedFen { get; init; }
}
