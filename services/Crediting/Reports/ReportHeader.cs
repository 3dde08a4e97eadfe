using System.Globalization;
using Marketplace.Contracts;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Projections;
using Marketplace.Tables;

namespace Marketplace.Crediting.Reports;

/// <summary>What a reader has to know about every figure of a report.</summary>
public sealed record ReportHeader
{
    /// <summary>Which report, such as "R1".</summary>
    public required string Report { get; init; }

    public required BilingualText Title { get; init; }

    /// <summary>By posting period, or by the recognition date of the sale.</summary>
    public required ViewBasis View { get; init; }

    public required BilingualText ViewText { get; init; }

    /// <summary>已认定: all entries, whatever is yet to be proved; 已核实: those that are proved.</summary>
    public required EvidenceState Measure { get; init; }

    public required BilingualText MeasureText { get; init; }

    /// <summary>The scheme and tier that every figure belongs to; null where each row names its own.</summary>
    public Scheme? Scheme { get; init; }

    public PairingTier? Tier { get; init; }

    /// <summary>"2026-11".</summary>
    public required string Month { get; init; }

    /// <summary>The days that the report is about, as they are printed: "2026-11", or a week.</summary>
    public required string Period { get; init; }

    /// <summary>The first month that is counted, or the first day of a week.</summary>
    public required string From { get; init; }

    /// <summary>The last one.</summary>
    public required string To { get; init; }

    /// <summary>The months that growth is measured against, whole (EC-76); null where nothing is compared.</summary>
    public string? BaseFrom { get; init; }

    public string? BaseTo { get; init; }

    /// <summary>False while the month or week still runs: then it stands against a whole one.</summary>
    public required bool IsOver { get; init; }

    /// <summary>The month is closed: as posted, its figures never change again (CR-16).</summary>
    public required bool IsClosed { get; init; }

    /// <summary>The instant up to which everything was counted.</summary>
    public required DateTimeOffset CutOffAt { get; init; }

    /// <summary>The same in Asia/Shanghai, as it is printed.</summary>
    public required string CutOff { get; init; }

    public required int RuleSetVersion { get; init; }

    /// <summary>口径变化: the rules changed between the periods that are compared (CR-25); null when they didn't.</summary>
    public BilingualText? RuleSetWarning { get; init; }

    /// <summary>The number of the snapshot that this is; null when it is none.</summary>
    public string? SnapshotNumber { get; init; }

    /// <summary>How far the projected sums have followed the ledger; null for reports that don't read them.</summary>
    public ProjectedThrough? ProjectedThrough { get; init; }

    /// <summary>Whose figures these are.</summary>
    public required BilingualText Scope { get; init; }

    /// <summary>In what amounts are printed.</summary>
    public required BilingualText AmountsUnit { get; init; }

    /// <summary>The lines above a table.</summary>
    internal IReadOnlyList<TitleLine> TitleBlock =>
    [
        new TitleLine($"{Title.Zh}（{Report}）", $"{Title.En} ({Report})"),
        new TitleLine("统计范围", "Scope", Scope.Zh),
        .. Scheme is { } scheme && Tier is { } tier
            ? [new TitleLine("渠道与层级", "Scheme and tier", $"{ReportTexts.Of(scheme).Both()} · {ReportTexts.Of(tier).Both()}")]
            : (TitleLine[])[],
        new TitleLine("统计期", "Period", Period),
        new TitleLine("口径", "View", ViewText.Both()),
        new TitleLine("指标", "Measure", MeasureText.Both()),
        new TitleLine("截止时刻（北京时间）", "Cut-off (Asia/Shanghai)", CutOff),
        new TitleLine("统计口径版本", "Rule set version", RuleSetVersion.ToString(CultureInfo.InvariantCulture)),
        .. ProjectedThrough is { } projected
            ? [new TitleLine("汇总至分录", "Summed up to entry", $"{projected.EntryNo} / {projected.LedgerHead}")]
            : (TitleLine[])[],
        new TitleLine("快照编号", "Snapshot no.", SnapshotNumber ?? "非快照 not a snapshot"),
        new TitleLine("金额单位", "Unit of amounts", AmountsUnit.Both()),
    ];

    /// <summary>The header of what is asked for.</summary>
    internal static ReportHeader Of(Report report, ReportContext context, BilingualText scope)
    {
        var (request, registry) = (context.Request, context.Registry);
        var from = report.From(request.Month);
        return new ReportHeader
        {
            Report = report.Code,
            Title = report.Title,
            View = request.View,
            ViewText = ReportTexts.Of(request.View),
            Measure = request.Measure,
            MeasureText = ReportTexts.Of(request.Measure),
            Month = request.Month.ToString(),
            Period = request.Week is { } week ? $"{Written(week.Monday)}至{Written(week.Sunday)}" : request.Month.ToString(),
            From = request.Week is { } first ? Written(first.Monday) : from.ToString(),
            To = request.Week is { } last ? Written(last.Sunday) : request.Month.ToString(),
            BaseFrom = report.ComparesYears ? from.AddYears(-1).ToString() : null,
            BaseTo = report.ComparesYears ? request.Month.AddYears(-1).ToString() : null,
            IsOver = BusinessDay.Of(context.CutOff.AddMilliseconds(1)) > (request.Week?.Sunday ?? request.Month.LastDay),
            IsClosed = string.CompareOrdinal(request.Month.ToString(), context.ClosedThrough ?? "") <= 0,
            CutOffAt = context.CutOff,
            CutOff = context.CutOff.ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
            RuleSetVersion = registry.Rules.Version,
            RuleSetWarning = report.ComparesYears
                && registry.HaveRulesChangedSince(from.AddYears(-1).FirstDay) ? ReportTexts.RulesChanged : null,
            SnapshotNumber = context.SnapshotNumber,
            ProjectedThrough = context.ProjectedThrough,
            Scope = scope,
            AmountsUnit = ReportTexts.AmountsUnitOf(report),
        };
    }

    static string Written(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
