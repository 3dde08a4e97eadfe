using System.Globalization;
using Marketplace.Contracts;
using Marketplace.Crediting.Domain;

namespace Marketplace.Crediting.Reports;

/// <summary>结对消费协作进度表: how far each pairing has come in the year (R1).</summary>
public sealed record ProgressReport
{
    public required ReportHeader Header { get; init; }

    /// <summary>Pairing by pairing, ordered by scheme, tier and parties.</summary>
    public required IReadOnlyList<ProgressRow> Rows { get; init; }

    /// <summary>Over all pages, one for each scheme and tier. Figures of different schemes or tiers are never added up (CR-13).</summary>
    public required IReadOnlyList<ProgressTotal> Totals { get; init; }

    /// <summary>Give it as "after" to get the next page; null on the last page.</summary>
    public string? Next { get; init; }
}

/// <summary>An amount as it is kept and as officials read it.</summary>
/// <param name="Fen">Exact.</param>
/// <param name="TenThousandYuan">万元 with two places; rounded for reading, never added up.</param>
public sealed record Amount(long Fen, string TenThousandYuan)
{
    public static Amount Of(long fen) => new(fen, Domain.TenThousandYuan.Of(fen));
}

/// <summary>A party of a pairing.</summary>
/// <param name="RegionId">The stable id.</param>
/// <param name="Code">The GB/T 2260 code at the end of the period; null for a functional zone, or while the region is not known.</param>
/// <param name="Name">The name at the end of the period.</param>
public sealed record Party(string RegionId, string? Code, string Name);

/// <summary>The year's target (目标任务) that holds at the end of the period.</summary>
/// <param name="Fen">How much is to be reached, exact.</param>
/// <param name="TenThousandYuan">万元 with two places; rounded for reading.</param>
/// <param name="Version">Of the registry; null for a sum of targets.</param>
/// <param name="EffectiveFrom">The first day on which this version holds; null for a sum of targets.</param>
public sealed record TargetFigure(long Fen, string TenThousandYuan, long? Version, DateOnly? EffectiveFrom)
{
    public static TargetFigure Of(Target target) =>
        new(target.AmountFen, Domain.TenThousandYuan.Of(target.AmountFen), target.Version, target.EffectiveFrom);

    /// <summary>Null when any is missing: progress against the targets of some only would be too good to be true.</summary>
    public static TargetFigure? Sum(IReadOnlyCollection<Target?> targets)
    {
        if (targets.Count == 0 || targets.Contains(null))
        {
            return null;
        }

        var fen = targets.Sum(target => target!.AmountFen);
        return new TargetFigure(fen, Domain.TenThousandYuan.Of(fen), null, null);
    }
}

/// <summary>Where a pairing stands against the time of the year (R1).</summary>
public enum ProgressStatus
{
    /// <summary>超前.</summary>
    Ahead = 1,

    /// <summary>略滞后: up to 10 percentage points.</summary>
    SlightlyBehind = 2,

    /// <summary>滞后: up to 25 percentage points, amber.</summary>
    Behind = 3,

    /// <summary>严重滞后: more, red.</summary>
    SeriouslyBehind = 4,
}

/// <summary>The figures of a pairing, or of all pairings of a scheme and tier, in the measure of the report.</summary>
public sealed record ProgressFigures
{
    public required Amount Month { get; init; }

    public required Amount YearToDate { get; init; }

    /// <summary>直接采购, year to date.</summary>
    public required Amount Direct { get; init; }

    /// <summary>帮助销售, year to date.</summary>
    public required Amount Assisted { get; init; }

    /// <summary>How many entries the year to date holds.</summary>
    public required long Entries { get; init; }

    /// <summary>已核实 in the month, whatever the measure of the report.</summary>
    public required Amount VerifiedMonth { get; init; }

    /// <summary>已核实, year to date.</summary>
    public required Amount Verified { get; init; }

    /// <summary>补核实: verified in the month, of periods before it whose own figures don't change any more (EC-69).</summary>
    public required Amount LateVerified { get; init; }

    /// <summary>关账后调整: what the month holds of sales of months that were closed before (CR-16); restated, what came later for sales of the month.</summary>
    public required Amount Adjustments { get; init; }

    /// <summary>Null when none was set for the year; of a total, when any of its pairings has none.</summary>
    public TargetFigure? Target { get; init; }

    /// <summary>Year to date of the target, in hundredths of a percent; null without a target.</summary>
    public long? ProgressBasisPoints { get; init; }

    /// <summary>The same as it is printed: "57.71%", or "—".</summary>
    public required string Progress { get; init; }

    /// <summary>Days that have passed of the days of the year, in hundredths of a percent.</summary>
    public required long TimeProgressBasisPoints { get; init; }

    public required string TimeProgress { get; init; }

    /// <summary>Progress less time progress, in hundredths of a percentage point, from the exact values; null without a target.</summary>
    public long? LeadBasisPoints { get; init; }

    /// <summary>The same as it is printed: "+24.84", or "—".</summary>
    public required string Lead { get; init; }

    /// <summary>Null without a target.</summary>
    public ProgressStatus? Status { get; init; }

    public BilingualText? StatusWords { get; init; }

    /// <summary>The same months of last year.</summary>
    public required Amount LastYear { get; init; }

    /// <summary>Growth over last year in hundredths of a percent; null without a positive base (EC-72).</summary>
    public long? YearOnYearBasisPoints { get; init; }

    /// <summary>Growth as it is printed: "24.84%", or "—" without a positive base.</summary>
    public required string YearOnYear { get; init; }

    /// <summary>口径变化: the two years were not reckoned by one rule set (CR-25); null when they were.</summary>
    public BilingualText? YearOnYearWarning { get; init; }

    /// <param name="figures">Exact.</param>
    /// <param name="measure">Which measure is reported.</param>
    /// <param name="target">The year's target, if any.</param>
    /// <param name="timeProgress">Of the year, exact.</param>
    /// <param name="rules">From which lag on it is amber and red.</param>
    public static ProgressFigures Of(HolderFigures figures, EvidenceState measure, TargetFigure? target, decimal timeProgress, RuleParameters rules)
    {
        var counted = figures.Of(measure);
        var progress = Ratios.Of(counted.YearToDateFen, target?.Fen ?? 0);
        var lead = progress - timeProgress;
        var growth = Ratios.Rounded(Ratios.Of(counted.YearToDateFen - counted.LastYearFen, counted.LastYearFen));
        var status = lead is { } exact ? StatusOf(exact * 100, rules) : (ProgressStatus?)null;
        return new ProgressFigures
        {
            Month = Amount.Of(counted.MonthFen),
            YearToDate = Amount.Of(counted.YearToDateFen),
            Direct = Amount.Of(counted.DirectFen),
            Assisted = Amount.Of(counted.AssistedFen),
            Entries = counted.Entries,
            VerifiedMonth = Amount.Of(figures.Verified.MonthFen),
            Verified = Amount.Of(figures.Verified.YearToDateFen),
            LateVerified = Amount.Of(figures.LateVerifiedFen),
            Adjustments = Amount.Of(figures.AdjustmentsFen),
            Target = target,
            ProgressBasisPoints = Ratios.Rounded(progress),
            Progress = Ratios.Shown(Ratios.Rounded(progress)),
            TimeProgressBasisPoints = Ratios.Rounded(timeProgress),
            TimeProgress = Ratios.Shown(Ratios.Rounded(timeProgress)),
            LeadBasisPoints = Ratios.Rounded(lead),
            Lead = Ratios.Rounded(lead) is { } points ? string.Create(CultureInfo.InvariantCulture, $"{points / 100m:+0.00;-0.00;0.00}") : "—",
            Status = status,
            StatusWords = status is { } known ? ReportWords.Of(known) : null,
            LastYear = Amount.Of(counted.LastYearFen),
            YearOnYearBasisPoints = growth,
            YearOnYear = Ratios.Shown(growth),
            YearOnYearWarning = growth is not null && figures.HaveRulesChanged
                ? new("口径变化：两期统计口径版本不同，同比仅供参考。", "Definitions have changed: the two periods were reckoned by different rule sets.")
                : null,
        };
    }

    /// <summary>By percentage points ahead of the year's time (R1).</summary>
    static ProgressStatus StatusOf(decimal lead, RuleParameters rules) =>
        lead >= 0 ? ProgressStatus.Ahead
        : lead >= -rules.LagAmber ? ProgressStatus.SlightlyBehind
        : lead >= -rules.LagRed ? ProgressStatus.Behind
        : ProgressStatus.SeriouslyBehind;
}

/// <summary>A pairing that counted at some time of the year, also with nothing sold.</summary>
public sealed record ProgressRow
{
    public required Guid PairingId { get; init; }

    public required Scheme Scheme { get; init; }

    public required PairingTier Tier { get; init; }

    public required Party East { get; init; }

    public required Party West { get; init; }

    public required ProgressFigures Figures { get; init; }

    /// <summary>By year to date among all pairings of the scheme and tier, whoever asks; equal amounts share a rank.</summary>
    public required int Rank { get; init; }

    /// <summary>Among how many.</summary>
    public required int RankedAmong { get; init; }
}

/// <summary>All pairings of a scheme and tier that the report is about.</summary>
public sealed record ProgressTotal
{
    public required Scheme Scheme { get; init; }

    public required PairingTier Tier { get; init; }

    public required int Pairings { get; init; }

    public required ProgressFigures Figures { get; init; }
}
