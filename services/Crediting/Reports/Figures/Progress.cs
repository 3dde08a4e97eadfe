using Marketplace.Contracts;
using Marketplace.Crediting.Domain;

namespace Marketplace.Crediting.Reports;

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

/// <summary>
/// How far a pairing has come in the year, or all pairings of a scheme and tier together. Exact; rounded once, when it is shown.
/// </summary>
/// <param name="Figures">Of both measures.</param>
/// <param name="Measure">By which progress and growth are computed.</param>
/// <param name="Target">The year's target; null when none was set, or for a sum when any has none (EC-77).</param>
/// <param name="Time">Days that have passed of the days of the year.</param>
/// <param name="Rules">From which lag on it is amber and red.</param>
public sealed record Progress(HolderFigures Figures, EvidenceState Measure, TargetSum? Target, decimal Time, RuleParameters Rules)
{
    /// <summary>In the measure of the report.</summary>
    public MeasureFigures Counted => Figures.Of(Measure);

    /// <summary>Year to date of the target.</summary>
    public Ratio OfTarget => Ratio.Of(Exact);

    /// <summary>Progress less time progress, in hundredths of a percentage point; null without a target.</summary>
    public long? LeadBasisPoints => Ratio.Rounded(Exact - Time);

    public ProgressStatus? Status => ((Exact - Time) * 100) switch
    {
        null => null,
        >= 0 => ProgressStatus.Ahead,
        var lag when lag >= -Rules.LagAmber => ProgressStatus.SlightlyBehind,
        var lag when lag >= -Rules.LagRed => ProgressStatus.Behind,
        _ => ProgressStatus.SeriouslyBehind,
    };

    /// <summary>Over the same months of last year; unknown without a positive base (EC-72).</summary>
    public Ratio Growth => Ratio.Growth(Counted.YearToDateFen, Counted.LastYearFen);

    /// <summary>口径变化: the two years were not computed by one rule set (CR-25); null when they were.</summary>
    public BilingualText? GrowthWarning => Growth.BasisPoints is not null && Figures.HaveRulesChanged ? ReportTexts.RulesChanged : null;

    decimal? Exact => Ratio.Exact(Counted.YearToDateFen, Target?.Fen ?? 0);

    /// <summary>
    /// Days that have passed up to the end of the month, or of the running month up to the cut-off, of the days of the year.
    /// </summary>
    public static decimal TimeProgress(Month month, DateOnly cutOff)
    {
        var last = cutOff < month.LastDay ? cutOff : month.LastDay;
        var days = DateTime.IsLeapYear(month.Year) ? 366m : 365m;
        return last.Year < month.Year ? 0 : last.DayOfYear / days;
    }
}

/// <summary>The year's target (目标任务) that holds at the end of the period, or a sum of them.</summary>
/// <param name="Fen">How much is to be reached.</param>
/// <param name="Version">Of the registry; null for a sum.</param>
/// <param name="EffectiveFrom">The first day on which this version holds; null for a sum.</param>
public sealed record TargetSum(long Fen, long? Version, DateOnly? EffectiveFrom)
{
    public static TargetSum? Of(Target? target) =>
        target is null ? null : new TargetSum(target.AmountFen, target.Version, target.EffectiveFrom);

    /// <summary>Null when any is missing: progress against the targets of some only would be too good to be true.</summary>
    public static TargetSum? Sum(IReadOnlyCollection<Target?> targets) =>
        targets.Count == 0 || targets.Contains(null) ? null : new TargetSum(targets.Sum(target => target!.AmountFen), null, null);
}
