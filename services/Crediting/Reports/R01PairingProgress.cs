using Marketplace.Contracts;

namespace Marketplace.Crediting.Reports;

/// <summary>
/// 结对消费协作进度表: how far each pairing has come in the year (R1). Answered from the sums, so that it costs the same however large the
/// ledger is. As known at an instant it only depends on what was known then: made again later, it is the same to the byte (invariant 4).
/// </summary>
public sealed class R01PairingProgress : Report<R01PairingProgress.Row>
{
    /// <summary>A pairing, also with nothing sold; or all pairings of a scheme and tier.</summary>
    public sealed record Row
    {
        /// <summary>Null for a total.</summary>
        public RankedPairing? Ranked { get; init; }

        public required Scheme Scheme { get; init; }

        public required PairingTier Tier { get; init; }

        public Party? East { get; init; }

        public Party? West { get; init; }

        /// <summary>How many pairings a total holds.</summary>
        public int? Pairings { get; init; }

        public required Progress Progress { get; init; }
    }

    public override string Code => "R1";

    public override string Path => "pairing-progress";

    public override BilingualText Title { get; } = new("结对消费协作进度表", "Pairing progress");

    public override ReportFilters Filters => ReportFilters.Scheme | ReportFilters.Tier;

    public override bool ComparesYears => true;

    protected override void Declare(ReportColumns<Row> columns)
    {
        columns.Id("pairingId", "结对标识", "Pairing id", row => row.Ranked?.Pairing.PairingId);
        columns.SchemeAndTier(row => row.Scheme, row => row.Tier);
        columns.Region("east", "东部（帮扶方）", "East", row => row.East);
        columns.Region("west", "西部（受援方）", "West", row => row.West);
        columns.Number("pairings", "结对数", "Pairings", row => row.Pairings);
        columns.Amount("target", "年度目标任务", "Annual target", row => row.Progress.Target?.Fen);
        columns.Number("targetVersion", "目标版本", "Target version", row => row.Progress.Target?.Version);
        columns.Date("targetFrom", "目标起始日", "Target holds from", row => row.Progress.Target?.EffectiveFrom);
        columns.Amount("month", "当月", "Month", row => row.Progress.Counted.MonthFen);
        columns.Amount("yearToDate", "本年累计", "Year to date", row => row.Progress.Counted.YearToDateFen);
        columns.Amount("direct", "其中：直接采购", "Direct purchase", row => row.Progress.Counted.DirectFen);
        columns.Amount("assisted", "其中：帮助销售", "Assisted sales", row => row.Progress.Counted.AssistedFen);
        columns.Amount("subsidised", "其中：补贴", "Of which subsidised", row => row.Progress.Counted.SubsidisedFen);
        columns.Number("entries", "分录数", "Entries", row => row.Progress.Counted.Entries);
        columns.Amount("verifiedMonth", "当月已核实", "Verified, month", row => row.Progress.Figures.Verified.MonthFen);
        columns.Amount("verified", "累计已核实", "Verified, year to date", row => row.Progress.Figures.Verified.YearToDateFen);
        columns.Ratio("progress", "完成率", "Progress", row => row.Progress.OfTarget);
        columns.Ratio("timeProgress", "时间进度", "Time progress", row => Ratio.Of(row.Progress.Time));
        columns.Points("lead", "超前/滞后（百分点）", "Lead/lag (pp)", row => row.Progress.LeadBasisPoints);
        columns.Term("status", "状态", "Status", row => row.Progress.Status, ReportTexts.Of);
        columns.Amount("lastYear", "上年同期", "Same period last year", row => row.Progress.Counted.LastYearFen);
        columns.Ratio("growth", "同比", "Year on year", row => row.Progress.Growth);
        columns.Amount("adjustments", "关账后调整", "Adjustments after close", row => row.Progress.Figures.AdjustmentsFen);
        columns.Amount("lateVerified", "补核实", "Late verified", row => row.Progress.Figures.LateVerifiedFen);
        columns.Number("rank", "同级位次", "Rank in tier", row => row.Ranked?.Rank);
        columns.Number("rankedAmong", "同级结对数", "Ranked among", row => row.Ranked?.Among);
        columns.Bilingual("remark", "备注", "Remark", row => row.Progress.GrowthWarning);
    }

    protected override string KeyOf(Row row) => row.Ranked!.Key;

    protected override async Task<ReportRows<Row>> ReadAsync(ReportContext context, CancellationToken ct)
    {
        var ranked = await context.RankedAsync(ct);
        var rows = ranked.Shown(context.Request, context.Scope).Select(pairing => RowOf(pairing, context)).ToList();
        return new ReportRows<Row>(rows)
        {
            Totals =
            [
                .. rows.GroupBy(row => (row.Scheme, row.Tier)).OrderBy(group => group.Key).Select(group => new Row
                {
                    Scheme = group.Key.Scheme,
                    Tier = group.Key.Tier,
                    Pairings = group.Count(),
                    Progress = ProgressOf(
                        context,
                        HolderFigures.Sum(group.Select(row => row.Progress.Figures)),
                        TargetSum.Sum([.. group.Select(row => context.Registry.TargetOf(row.Ranked!.Pairing.PairingId))])),
                }),
            ],
            Notes =
            [
                new("合计只在同一渠道、同一层级之内；跨渠道、跨层级请用去重合计。", "Totals are within one scheme and tier; across them, use the de-duplicated total."),
            ],
        };
    }

    protected override async Task<IReadOnlyList<Row>> CompleteAsync(ReportContext context, IReadOnlyList<Row> rows, CancellationToken ct)
    {
        await context.Registry.ReadSidesAsync(rows.Select(row => row.Ranked!.Pairing), ct);
        return
        [
            .. rows.Select(row => row with
            {
                East = context.Registry.EastOf(row.Ranked!.Pairing),
                West = context.Registry.WestOf(row.Ranked.Pairing),
            }),
        ];
    }

    /// <summary>A pairing as reports show its progress; its parties are not named yet.</summary>
    internal static Row RowOf(RankedPairing ranked, ReportContext context) => new()
    {
        Ranked = ranked,
        Scheme = ranked.Pairing.Scheme,
        Tier = ranked.Pairing.Tier,
        Progress = ProgressOf(context, ranked.Figures, TargetSum.Of(context.Registry.TargetOf(ranked.Pairing.PairingId))),
    };

    static Progress ProgressOf(ReportContext context, HolderFigures figures, TargetSum? target) => new(
        figures,
        context.Request.Measure,
        target,
        Progress.TimeProgress(context.Month, BusinessDay.Of(context.CutOff)),
        context.Registry.Rules.Parameters);
}
