using Marketplace.Contracts;
using Marketplace.PurchasingUnits.Domain;

namespace Marketplace.PurchasingUnits.Quotas;

/// <summary>预留份额账户: how a unit stands with its quota of a year, in fen.</summary>
public sealed record QuotaAccountView
{
    public required Guid AccountId { get; init; }

    public required Guid UnitId { get; init; }

    public required string UnitName { get; init; }

    public string? FinanceDivision { get; init; }

    public required int Year { get; init; }

    /// <summary>How it stands with its plan.</summary>
    public required QuotaState State { get; init; }

    /// <summary>The unit that files and executes for all that share the canteen: its account holds this unit's purchases (EC-34).</summary>
    public QuotaPlanView.SharingUnit? SharedWith { get; init; }

    /// <summary>预留: what the plan says is to be executed; null when there is no plan, or no quota.</summary>
    public long? ReservedFen { get; init; }

    /// <summary>占用: what orders that are confirmed and not accepted yet are expected to execute.</summary>
    public required long HeldFen { get; init; }

    /// <summary>执行: what the ledger has credited, less what was taken back; the same as in R8.</summary>
    public required long ExecutedFen { get; init; }

    /// <summary>冲减: what of it was taken back by returns, price cuts, voids and corrections.</summary>
    public required long TakenBackFen { get; init; }

    /// <summary>其中工会.</summary>
    public required long UnionFen { get; init; }

    /// <summary>其中职工.</summary>
    public required long StaffFen { get; init; }

    /// <summary>剩余: reserved less held less executed, and 0 when more is; null when nothing is reserved.</summary>
    public long? LeftFen { get; init; }

    /// <summary>未计入: accepted goods that execute nothing as the ledger has it, by reason, the largest first.</summary>
    public required IReadOnlyList<NotExecuted> NotExecuted { get; init; }

    public required QuotaPace Pace { get; init; }

    public static QuotaAccountView Of(
        PurchasingUnit unit, QuotaPlanView plan, QuotaAccount? account, QuotaPace pace, IReadOnlyList<NotExecuted> omissions)
    {
        var reserved = plan.State is QuotaState.Filed or QuotaState.Waived ? plan.ReservedFen : (long?)null;
        var (held, executed) = (account?.HeldFen ?? 0, account?.ExecutedFen ?? 0);
        return new QuotaAccountView
        {
            AccountId = QuotaAccounts.IdOf(unit.Id, plan.Year),
            UnitId = unit.Id,
            UnitName = unit.Name,
            FinanceDivision = unit.FinanceDivision,
            Year = plan.Year,
            State = plan.State,
            SharedWith = plan.SharedWith,
            ReservedFen = reserved,
            HeldFen = held,
            ExecutedFen = executed,
            TakenBackFen = account?.TakenBackFen ?? 0,
            UnionFen = account?.UnionFen ?? 0,
            StaffFen = account?.StaffFen ?? 0,
            LeftFen = reserved is { } whole ? Math.Max(0, whole - held - executed) : null,
            NotExecuted = omissions,
            Pace = pace,
        };
    }
}

/// <summary>Accepted goods that execute no quota.</summary>
/// <param name="Reason">A stable code of the ledger, such as "NotOnQuotaList".</param>
/// <param name="Words">What it means.</param>
/// <param name="Fen">What they are worth.</param>
/// <param name="Sales">How many sales there are of them.</param>
public sealed record NotExecuted(string Reason, BilingualText Words, long Fen, int Sales);
