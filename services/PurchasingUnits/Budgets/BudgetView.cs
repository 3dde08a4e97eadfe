using System.Text.Json.Serialization;
using Marketplace.Platform.Web;
using Marketplace.PurchasingUnits.Domain;
using Marketplace.PurchasingUnits.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.PurchasingUnits.Budgets;

/// <summary>The budget of a unit for a year, in fen.</summary>
public sealed record BudgetView : IView
{
    /// <summary>Who sees what a unit may spend: its own people and those of the units above it, auditors and operators.</summary>
    internal const Viewers Readers = Viewers.Buyer | Viewers.Auditor | Viewers.Operator;

    const int OverdrawingMax = 20;

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

    /// <summary>Amount less held less settled; less than zero while the budget is overdrawn.</summary>
    [SeenBy(Readers, DataClass.Commercial)]
    public required long? AvailableFen { get; init; }

    /// <summary>
    /// 超支: what goods that weighed more than ordered, or whose price rose, cost beyond the amount. It is owed all the same; returns and a
    /// larger amount make it good.
    /// </summary>
    [SeenBy(Readers, DataClass.Commercial)]
    public required long? OverdrawnFen { get; init; }

    /// <summary>
    /// The newest orders by which it came to be overdrawn, at most 20; empty while it isn't. Their holds are listed by "overdrawn".
    /// </summary>
    [SeenBy(Readers, DataClass.Commercial)]
    public IReadOnlyList<OverdrawingOrder>? OverdrawnBy { get; init; }

    /// <param name="OrderId">The order.</param>
    /// <param name="OverdrawnFen">What the budget did not have when it was accepted, or when its price rose.</param>
    public sealed record OverdrawingOrder(Guid OrderId, long OverdrawnFen);

    public static BudgetView Of(BudgetAccount account, Caller caller, IReadOnlyList<OverdrawingOrder> overdrawnBy) => new()
    {
        SeenAs = ViewersOf(caller),
        UnitId = account.UnitId,
        Year = account.Year,
        Version = account.Version,
        AmountFen = account.AmountFen,
        HeldFen = account.HeldFen,
        SettledFen = account.SettledFen,
        AvailableFen = account.AvailableFen,
        OverdrawnFen = account.OverdrawnFen,
        OverdrawnBy = overdrawnBy,
    };

    /// <summary>The newest orders that have overdrawn a budget; none are looked for while it isn't overdrawn.</summary>
    internal static async Task<IReadOnlyList<OverdrawingOrder>> OverdrawnByAsync(UnitsDb db, BudgetAccount account, CancellationToken ct)
    {
        var (unitId, year) = (account.UnitId, account.Year);
        return account.OverdrawnFen == 0
            ? []
            : await db.BudgetHolds.AsNoTracking()
                .Where(hold => hold.UnitId == unitId && hold.Year == year && hold.OverdrawnFen > 0)
                .OrderByDescending(hold => hold.OrderId).Take(OverdrawingMax)
                .Select(hold => new OverdrawingOrder(hold.OrderId, hold.OverdrawnFen)).ToListAsync(ct);
    }

    /// <summary>The budgets that an organisation reaches are its own and those of the units below it.</summary>
    internal static Viewers ViewersOf(Caller caller) => caller.Oversight | (caller.Org is null ? Viewers.None : Viewers.Buyer);
}
