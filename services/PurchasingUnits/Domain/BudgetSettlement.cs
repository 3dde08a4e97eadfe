namespace Marketplace.PurchasingUnits.Domain;

/// <summary>What one acceptance did to a hold. An acceptance settles once, however often its message is delivered.</summary>
public sealed record BudgetSettlement
{
    public required Guid AcceptanceId { get; init; }

    public required Guid OrderId { get; init; }

    /// <summary>What the order had reserved for the accepted lines.</summary>
    public required long ReservedFen { get; init; }

    public required long AcceptedFen { get; init; }

    public required DateTimeOffset SettledAt { get; init; }
}
