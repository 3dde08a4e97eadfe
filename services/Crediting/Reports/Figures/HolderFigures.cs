using Marketplace.Crediting.Domain;

namespace Marketplace.Crediting.Reports;

/// <summary>What a pairing, designation or quota account has come to, in a month and in the year up to it. Exact, in fen.</summary>
public sealed record HolderFigures
{
    public required Guid HolderId { get; init; }

    /// <summary>已认定: all entries.</summary>
    public MeasureFigures Recognised { get; init; } = MeasureFigures.Zero;

    /// <summary>已核实: those that count as verified by the end of the month; of a closed month nothing is added later.</summary>
    public MeasureFigures Verified { get; init; } = MeasureFigures.Zero;

    /// <summary>
    /// As posted: what the month holds of sales of earlier months that were closed. Restated: what was posted later for sales of the month.
    /// </summary>
    public long AdjustmentsFen { get; init; }

    /// <summary>补核实: what was verified in the month of periods before it, which those don't show any more.</summary>
    public long LateVerifiedFen { get; init; }

    /// <summary>The rule sets by which the entries of the year to date were decided; null when there are none (CR-25).</summary>
    public RuleSpan? Rules { get; init; }

    /// <summary>The same of last year.</summary>
    public RuleSpan? LastYearRules { get; init; }

    public MeasureFigures Of(EvidenceState measure) => measure == EvidenceState.Verified ? Verified : Recognised;

    /// <summary>The two years were not reckoned by one rule set: 口径变化 (CR-25).</summary>
    public bool HaveRulesChanged =>
        Rules is { } now && LastYearRules is { } then && RuleSpan.Of(now, then) is var both && both.From != both.To;

    public static HolderFigures None(Guid holderId) => new() { HolderId = holderId };

    /// <summary>All of them together; only ever within one scheme and tier (CR-13).</summary>
    public static HolderFigures Sum(IEnumerable<HolderFigures> some) => some.Aggregate(None(Guid.Empty), (left, right) => new HolderFigures
    {
        HolderId = Guid.Empty,
        Recognised = left.Recognised + right.Recognised,
        Verified = left.Verified + right.Verified,
        AdjustmentsFen = left.AdjustmentsFen + right.AdjustmentsFen,
        LateVerifiedFen = left.LateVerifiedFen + right.LateVerifiedFen,
        Rules = RuleSpan.Of(left.Rules, right.Rules),
        LastYearRules = RuleSpan.Of(left.LastYearRules, right.LastYearRules),
    });
}

/// <summary>The figures of one measure.</summary>
/// <param name="MonthFen">The month alone.</param>
/// <param name="DirectFen">直接采购, January up to the month.</param>
/// <param name="AssistedFen">帮助销售, January up to the month.</param>
/// <param name="Entries">How many entries the year to date holds.</param>
/// <param name="LastYearFen">The same months of last year, whole.</param>
/// <param name="SubsidisedFen">其中：补贴, what of the year to date a third party paid (CR-13).</param>
public sealed record MeasureFigures(long MonthFen, long DirectFen, long AssistedFen, long Entries, long LastYearFen, long SubsidisedFen)
{
    public static MeasureFigures Zero { get; } = new(0, 0, 0, 0, 0, 0);

    public long YearToDateFen => DirectFen + AssistedFen;

    public static MeasureFigures operator +(MeasureFigures left, MeasureFigures right) => new(
        left.MonthFen + right.MonthFen,
        left.DirectFen + right.DirectFen,
        left.AssistedFen + right.AssistedFen,
        left.Entries + right.Entries,
        left.LastYearFen + right.LastYearFen,
        left.SubsidisedFen + right.SubsidisedFen);
}
