using System.Globalization;
using Marketplace.Contracts;
using Marketplace.Crediting.Domain;
using Marketplace.Tables;

namespace Marketplace.Crediting.Reports;

/// <summary>What a reader has to know about every figure of a report.</summary>
public sealed record ReportHeader
{
    static readonly TimeSpan Shanghai = TimeSpan.FromHours(8);

    /// <summary>Which report, such as "R1".</summary>
    public required string Report { get; init; }

    public required BilingualText Title { get; init; }

    /// <summary>By posting period, or by the recognition date of the sale.</summary>
    public required ViewBasis View { get; init; }

    public required BilingualText ViewWords { get; init; }

    /// <summary>已认定: all entries, whatever is yet to be proved; 已核实: those that are proved.</summary>
    public required EvidenceState Measure { get; init; }

    public required BilingualText MeasureWords { get; init; }

    /// <summary>"2026-11".</summary>
    public required string Month { get; init; }

    /// <summary>The days that the report is about, as they are printed: "2026-11", or a week.</summary>
    public required string Period { get; init; }

    /// <summary>The months that the year to date holds.</summary>
    public required string YearToDateFrom { get; init; }

    /// <summary>The months that the same period last year holds, whole (EC-76).</summary>
    public required string LastYearFrom { get; init; }

    public required string LastYearTo { get; init; }

    /// <summary>False while the month still runs: then it stands against a whole month of last year.</summary>
    public required bool IsMonthOver { get; init; }

    /// <summary>The month is closed: as posted, its figures never change again (CR-16).</summary>
    public bool IsClosed { get; init; }

    /// <summary>The instant up to which entries were counted.</summary>
    public required DateTimeOffset CutOffAt { get; init; }

    /// <summary>The same in Asia/Shanghai, as it is printed.</summary>
    public required string CutOff { get; init; }

    public required int RuleSetVersion { get; init; }

    /// <summary>The number of the snapshot that this is; null when it is none.</summary>
    public string? SnapshotNumber { get; init; }

    /// <summary>Whose figures these are.</summary>
    public required BilingualText Scope { get; init; }

    /// <summary>In what amounts are printed.</summary>
    public BilingualText AmountsUnit { get; init; } = new("万元（fen 为分，精确值）", "10,000 yuan (fen: exact)");

    public required BilingualText Note { get; init; }

    /// <summary>The header of a report.</summary>
    /// <param name="report">Such as "R1".</param>
    /// <param name="title">As it is printed.</param>
    /// <param name="query">Month, view and instant.</param>
    /// <param name="measure">Which measure.</param>
    /// <param name="registry">What was known, for the rule set version.</param>
    /// <param name="scope">Whose figures these are.</param>
    /// <param name="cutOff">Up to when entries were counted.</param>
    /// <param name="closedThrough">The last closed month, if any.</param>
    public static ReportHeader Of(
        string report,
        BilingualText title,
        FiguresQuery query,
        EvidenceState measure,
        RegistryAsKnown registry,
        BilingualText scope,
        DateTimeOffset cutOff,
        string? closedThrough) => new()
        {
            Report = report,
            Title = title,
            View = query.View,
            ViewWords = query.View == ViewBasis.AsPosted
                ? new("记账期口径：按记账月份统计，已关账月份不再变动。", "As posted: by posting period; closed months never change.")
                : new("追溯口径：按原成交的认定日统计。", "Restated: by the recognition date of the original sale."),
            Measure = measure,
            MeasureWords = measure == EvidenceState.Recognised
                ? new("已认定：全部计量分录（用于调度）。", "Recognised: all entries (for dispatch).")
                : new("已核实：佐证材料齐全的计量分录（用于评估）。", "Verified: entries with complete evidence (for assessment)."),
            Month = query.Month.ToString(),
            Period = query.Month.ToString(),
            YearToDateFrom = query.Month.YearToDate[0],
            LastYearFrom = query.Month.AddYears(-1).YearToDate[0],
            LastYearTo = query.Month.AddYears(-1).ToString(),
            IsMonthOver = BusinessDay.Of(cutOff) > query.Month.LastDay,
            IsClosed = string.CompareOrdinal(query.Month.ToString(), closedThrough ?? "") <= 0,
            CutOffAt = cutOff,
            CutOff = cutOff.ToOffset(Shanghai).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
            RuleSetVersion = registry.Rules.Version,
            Scope = scope,
            Note = new(
                "金额以分记账；万元数为四舍五入后的显示值，合计由分计算，可能与各行之和略有出入。不同渠道、不同层级的数字不得相加。",
                "Amounts are kept in fen; those in 10,000 yuan are rounded for reading, and since totals are computed from fen, due to rounding totals may differ. Figures of different schemes or tiers must not be added up."),
        };

    /// <summary>The lines above the table.</summary>
    public IReadOnlyList<TitleLine> TitleBlock =>
    [
        new TitleLine($"{Title.Zh}（{Report}）", $"{Title.En} ({Report})"),
        new TitleLine("统计范围", "Scope", Scope.Zh),
        new TitleLine("统计期", "Period", Period),
        new TitleLine("口径", "View", Both(ViewWords)),
        new TitleLine("指标", "Measure", Both(MeasureWords)),
        new TitleLine("截止时刻（北京时间）", "Cut-off (Asia/Shanghai)", CutOff),
        new TitleLine("统计口径版本", "Rule set version", RuleSetVersion.ToString(CultureInfo.InvariantCulture)),
        new TitleLine("快照编号", "Snapshot no.", SnapshotNumber ?? "非快照 not a snapshot"),
        new TitleLine("金额单位", "Unit of amounts", "万元 10,000 yuan"),
    ];

    static string Both(BilingualText words) => $"{words.Zh} {words.En}";
}
