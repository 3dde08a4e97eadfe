using Marketplace.Contracts;

namespace Marketplace.Crediting.Domain;

/// <summary>
/// The ledger summed up, from which reports are answered: all entries of a holder that share posting period, month of recognition, mode and
/// type. Kept in the transaction of the entries and checked against them by VerifyLedger. By month and by day, recognised and verified are
/// four tables, since each report reads few of them from one end to the other (decision 25).
/// </summary>
public abstract class HolderSum
{
    /// <summary>Pairing, designation or quota account.</summary>
    public required Guid HolderId { get; init; }

    /// <summary>The posting period of the entries, "2026-11".</summary>
    public required string PostingPeriod { get; init; }

    /// <summary>The month of the recognition date, "2026-11".</summary>
    public required string RecognitionMonth { get; init; }

    public required CreditMode Mode { get; init; }

    public required EntryType EntryType { get; init; }

    public required long AmountFen { get; init; }

    /// <summary>What of the amount is subsidy (CR-13).</summary>
    public long SubsidisedFen { get; init; }

    /// <summary>How many entries were summed up.</summary>
    public required long Entries { get; init; }
}

/// <summary>All entries (已认定), with the rule sets by which they were decided (CR-25).</summary>
public abstract class RecognisedSum : HolderSum
{
    /// <summary>The oldest rule set by which any of them was decided.</summary>
    public int RulesFrom { get; init; } = RuleSet.First.Version;

    /// <summary>The newest.</summary>
    public int RulesTo { get; init; } = RuleSet.First.Version;
}

/// <summary>The entries whose sales are verified (已核实), by the month from which they count as such.</summary>
public abstract class VerifiedSum : HolderSum
{
    /// <summary>The month in which they count as verified; of a closed month nothing is added later.</summary>
    public required string VerifiedPeriod { get; init; }
}

/// <summary>Entries by the calendar month in which they were posted.</summary>
public sealed class PairingMonth : RecognisedSum
{
    /// <summary>
    /// The calendar month of the instants of posting, "2026-12": added up to a month, and from there by <see cref="PairingDay"/>, the sums
    /// say how things stood then.
    /// </summary>
    public required string PostedIn { get; init; }

    /// <summary>Sums up entries, ordered by key.</summary>
    public static IReadOnlyList<PairingMonth> Sums(IEnumerable<CreditEntry> entries) =>
    [
        .. entries
            .GroupBy(entry => (
                entry.HolderId, entry.PostingPeriod, RecognitionMonth: Month.Of(entry.RecognitionDate)
                    .ToString(), entry.Mode, entry.EntryType,
                PostedIn: Month.Of(BusinessDay.Of(entry.PostedAt)).ToString()))
            .OrderBy(group => group.Key)
            .Select(group => new PairingMonth
            {
                HolderId = group.Key.HolderId,
                PostingPeriod = group.Key.PostingPeriod,
                RecognitionMonth = group.Key.RecognitionMonth,
                Mode = group.Key.Mode,
                EntryType = group.Key.EntryType,
                PostedIn = group.Key.PostedIn,
                AmountFen = group.Sum(entry => entry.AmountFen),
                SubsidisedFen = group.Sum(entry => entry.SubsidisedFen),
                Entries = group.LongCount(),
                RulesFrom = group.Min(entry => entry.RuleSetVersion),
                RulesTo = group.Max(entry => entry.RuleSetVersion),
            }),
    ];
}

/// <summary>Entries by the day on which they were posted, for reports as they were known on a day.</summary>
public sealed class PairingDay : RecognisedSum
{
    /// <summary>In Asia/Shanghai.</summary>
    public required DateOnly PostedOn { get; init; }
}

/// <summary>Verified entries by the calendar month in which they became verified, as <see cref="PairingMonth.PostedIn"/>.</summary>
public sealed class VerifiedMonth : VerifiedSum
{
    public required string VerifiedIn { get; init; }
}

/// <summary>Verified entries by the day on which they became verified.</summary>
public sealed class VerifiedDay : VerifiedSum
{
    /// <summary>In Asia/Shanghai.</summary>
    public required DateOnly VerifiedOn { get; init; }
}

/// <summary>
/// What was sold from a county to a region in a month, and what became of it: totals that count each share once (CR-13, R13).
/// </summary>
public sealed class SaleMonth
{
    /// <summary>The region path of the county of origin; empty when it was not declared.</summary>
    public required string OriginPath { get; init; }

    public required string UnitPath { get; init; }

    /// <summary>The region id of the province to which the goods went.</summary>
    public required string DeliveryProvince { get; init; }

    /// <summary>The month of the recognition date, "2026-11".</summary>
    public required string RecognitionMonth { get; init; }

    public required CreditReason RegionReason { get; init; }

    /// <summary>Credited under any scheme: what the de-duplicated total counts.</summary>
    public required bool IsCredited { get; init; }

    public required bool IsPolicyDriven { get; init; }

    /// <summary>What is left of the value of the shares.</summary>
    public required long AmountFen { get; init; }

    public required long Shares { get; init; }

    public static SaleMonth Of(SaleLine line) => new()
    {
        OriginPath = line.OriginPath,
        UnitPath = line.UnitPath,
        DeliveryProvince = line.DeliveryPath.Length == 0 ? "" : new RegionPath(line.DeliveryPath).ProvinceId,
        RecognitionMonth = Month.Of(line.RecognitionDate).ToString(),
        RegionReason = line.RegionReason,
        IsCredited = line.Outcome == CreditOutcome.Credited,
        IsPolicyDriven = line.IsPolicyDriven,
        AmountFen = line.NetFen,
        Shares = 1,
    };
}
