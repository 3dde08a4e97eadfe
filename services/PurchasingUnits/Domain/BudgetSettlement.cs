namespace Marketplace.PurchasingUnits.Domain;

/// <summary>
/// What one acceptance, or one cancellation of lines, did to a hold. Each settles once, however often its message is delivered.
/// </summary>
public sealed record BudgetSettlement
{
    /// <summary>The acceptance, or the cancellation.</summary>
    public required Guid SourceId { get; init; }

    public required Guid OrderId { get; init; }

    /// <summary>What the order had reserved for the lines.</summary>
    public required long ReservedFen { get; init; }

    /// <summary>0 of a cancellation.</summary>
    public required long AcceptedFen { get; init; }

    /// <summary>What of it the account did not have.</summary>
    public required long OverdrawnFen { get; init; }

    public required DateTimeOffset SettledAt { get; init; }
}
