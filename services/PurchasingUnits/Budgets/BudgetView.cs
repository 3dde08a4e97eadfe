using System.Text.Json.Serialization;
using Marketplace.Platform.Web;
using Marketplace.PurchasingUnits.Domain;

namespace Marketplace.PurchasingUnits.Budgets;

/// <summary>The budget of a unit for a year, in fen.</summary>
public sealed record BudgetView : IView
{
    /// <summary>Who sees what a unit may spend: its own people and those of the units above it, auditors and operators.</summary>
    internal const Viewers Readers = Viewers.Buyer | Viewers.Auditor | Viewers.Operator;

    [JsonIgnore]
    public Viewers SeenAs { get; init; }

    public required Guid UnitId { get; init; }

    public required int Year { get; init; }

    /// <summary>Rises when the amount is set; orders leave it.</summary>
    public required long Version { get; init; }

    /// <summary>What may be spent in the year.</summary>
    [SeenBy(Readers, DataClass.Commercial)]
    public required long? AmountFen { get; init; }

    /// <summary>Reserved for orders that are not accepted yet.</summary>
    [SeenBy(Readers, DataClass.Commercial)]
    public required long? HeldFen { get; init; }

    /// <summary>The value of what was accepted.</summary>
    [SeenBy(Readers, DataClass.Commercial)]
    public required long? SettledFen { get; init; }

    /// <summary>Amount less held less settled.</summary>
    [SeenBy(Readers, DataClass.Commercial)]
    public required long? AvailableFen { get; init; }

    public static BudgetView Of(BudgetAccount account, Caller caller) => new()
    {
        SeenAs = ViewersOf(caller),
        UnitId = account.UnitId,
        Year = account.Year,
        Version = account.Version,
        AmountFen = account.AmountFen,
        HeldFen = account.HeldFen,
        SettledFen = account.SettledFen,
        AvailableFen = account.AvailableFen,
    };

    /// <summary>The budgets that an organisation reaches are its own and those of the units below it.</summary>
    internal static Viewers ViewersOf(Caller caller) => caller.Oversight | (caller.Org is null ? Viewers.None : Viewers.Buyer);
}
