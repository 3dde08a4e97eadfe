using Marketplace.Contracts;

namespace Marketplace.PurchasingUnits.Domain;

/// <summary>
/// 预留份额账户: what a unit has held and executed of its quota in a year (CR-11). It stands beside the plan, and also for a unit that has
/// filed none. Its sums are those of its entries.
/// </summary>
public sealed class QuotaAccount
{
    QuotaAccount()
    {
    }

    /// <summary>Follows from the unit and the year, as the ledger has it.</summary>
    public Guid Id { get; private init; }

    public Guid UnitId { get; private init; }

    public int Year { get; private init; }

    /// <summary>Held for orders that are confirmed and not accepted yet, by what their frozen facts say.</summary>
    public long HeldFen { get; private set; }

    /// <summary>Executed: the sum of the entries of the ledger, less what was taken back; the same as in R8.</summary>
    public long ExecutedFen { get; private set; }

    /// <summary>What of it was taken back: returned goods, price cuts, voids, corrections.</summary>
    public long TakenBackFen { get; private set; }

    /// <summary>What of the executed its trade union bought.</summary>
    public long UnionFen { get; private set; }

    /// <summary>What of the executed members of its staff bought.</summary>
    public long StaffFen { get; private set; }

    /// <summary>Of a unit and year.</summary>
    public static QuotaAccount Open(Guid unitId, int year) =>
        new() { Id = QuotaAccounts.IdOf(unitId, year), UnitId = unitId, Year = year };

    /// <summary>Adds an entry to the sums.</summary>
    public void Add(QuotaEntry entry)
    {
        switch (entry.Kind)
        {
            case QuotaEntryKind.Held or QuotaEntryKind.Freed:
                HeldFen += entry.AmountFen;
                break;
            case QuotaEntryKind.Executed or QuotaEntryKind.TakenBack:
                ExecutedFen += entry.AmountFen;
                TakenBackFen -= Math.Min(0, entry.AmountFen);
                UnionFen += entry.Buyer == QuotaBuyer.Union ? entry.AmountFen : 0;
                StaffFen += entry.Buyer == QuotaBuyer.Staff ? entry.AmountFen : 0;
                break;
            default:
                throw new InvalidOperationException($"No account is changed by an entry of the kind {entry.Kind}.");
        }
    }
}

/// <summary>One movement of a quota account, of one line of an order. It is never changed.</summary>
public sealed record QuotaEntry
{
    /// <summary>Of executions that of the ledger's entry; of holds it follows from the line and what freed it.</summary>
    public required Guid EntryId { get; init; }

    public required Guid AccountId { get; init; }

    public required QuotaEntryKind Kind { get; init; }

    /// <summary>Signed: what is freed or taken back is less than zero.</summary>
    public required long AmountFen { get; init; }

    /// <summary>The order, or the imported ledger.</summary>
    public required Guid OrderId { get; init; }

    public required string OrderNumber { get; init; }

    public required Guid LineId { get; init; }

    public required QuotaBuyer Buyer { get; init; }

    public required ProductCategory Category { get; init; }

    /// <summary>The day of the confirmation, acceptance, return or whatever else it tells, in Asia/Shanghai.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>The acceptance of the shipment that the ledger counts it for; null of holds.</summary>
    public int? AcceptanceNo { get; init; }

    /// <summary>The origin of the line, from 1; null of holds.</summary>
    public int? ShareNo { get; init; }

    /// <summary>What the ledger calls the entry; null of holds.</summary>
    public string? LedgerType { get; init; }

    /// <summary>The event of the ledger; null of holds.</summary>
    public long? LedgerEventNo { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }
}

/// <summary>What an entry does to a quota account.</summary>
public enum QuotaEntryKind
{
    /// <summary>占用: an order was confirmed.</summary>
    Held = 1,

    /// <summary>释放: its goods were accepted, cancelled or lost.</summary>
    Freed = 2,

    /// <summary>执行: the ledger has credited it.</summary>
    Executed = 3,

    /// <summary>冲减: the ledger has taken credit back.</summary>
    TakenBack = 4,
}

/// <summary>Who bought under the quota.</summary>
public enum QuotaBuyer
{
    /// <summary>The unit itself, its agent, or another that shares its canteen.</summary>
    Unit = 1,

    /// <summary>工会.</summary>
    Union = 2,

    /// <summary>职工, sponsored by the unit.</summary>
    Staff = 3,
}
