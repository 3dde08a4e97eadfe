using Marketplace.PurchasingUnits.Domain;

namespace Marketplace.PurchasingUnits.Budgets;

/// <summary>The budget of a unit for a year, in fen.</summary>
public sealed record BudgetView
{
    public required Guid UnitId { get; init; }

    public required int Year { get; init; }

    /// <summary>Rises when the amount is set; orders leave it.</summary>
    public required long Version { get; init; }

    /// <summary>What may be spent in the year.</summary>
    public required long AmountFen { get; init; }

    /// <summary>Reserved for orders that are not accepted yet.</summary>
    public required long HeldFen { get; init; }

    /// <summary>The value of what was accepted.</summary>
    public required long SettledFen { get; init; }

    /// <summary>Amount less held less settled.</summary>
    public required long AvailableFen { get; init; }

    public static BudgetView Of(BudgetAccount account) => new()
    {
        UnitId = account.UnitId,
        Year = account.Year,
        Version = account.Version,
        AmountFen = account.AmountFen,
        HeldFen = account.HeldFen,
        SettledFen = account.SettledFen,
        AvailableFen = account.AvailableFen,
    };
}
