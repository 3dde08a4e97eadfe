using Marketplace.Contracts;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Storage;
using Marketplace.Tables;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marketplace.Crediting.Reports;

/// <summary>GET /credits/reports/pairing-progress. Answered from the sums, so that it costs the same however large the ledger is (R1).</summary>
public static class ReportPairingProgress
{
    static readonly IReadOnlyList<Column> Columns =
    [
        new("scheme", "渠道", "Scheme", Width: 22),
        new("tier", "层级", "Tier", Width: 16),
        new("eastCode", "东部代码", "East code", Width: 12),
        new("east", "东部（帮扶方）", "East", Width: 20),
        new("westCode", "西部代码", "West code", Width: 12),
        new("west", "西部（受援方）", "West", Width: 20),
        new("target", "年度目标任务（万元）", "Annual target", ColumnKind.TenThousandYuan),
        new("targetVersion", "目标版本", "Target version", ColumnKind.Integer, 10),
        new("month", "当月（万元）", "Month", ColumnKind.TenThousandYuan),
        new("yearToDate", "本年累计（万元）", "Year to date", ColumnKind.TenThousandYuan),
        new("direct", "其中：直接采购（万元）", "Direct purchase", ColumnKind.TenThousandYuan),
        new("assisted", "其中：帮助销售（万元）", "Assisted sales", ColumnKind.TenThousandYuan),
        new("verified", "累计已核实（万元）", "Verified, year to date", ColumnKind.TenThousandYuan),
        new("progress", "完成率", "Progress", ColumnKind.Percent, 12),
        new("timeProgress", "时间进度", "Time progress", ColumnKind.Percent, 12),
        new("lead", "超前/滞后（百分点）", "Lead/lag (pp)", ColumnKind.Quantity, 14),
        new("status", "状态", "Status", Width: 24),
        new("lastYear", "上年同期（万元）", "Same period last year", ColumnKind.TenThousandYuan),
        new("yearOnYear", "同比", "Year on year", ColumnKind.Percent, 12),
        new("adjustments", "关账后调整（万元）", "Adjustments after close", ColumnKind.TenThousandYuan),
        new("lateVerified", "补核实（万元）", "Late verified", ColumnKind.TenThousandYuan),
        new("rank", "同级位次", "Rank in tier", ColumnKind.Integer, 10),
        new("remark", "备注", "Remark", Width: 30),
    ];

    public static void Map(RouteGroupBuilder api) => api.MapGet("/reports/pairing-progress", HandleAsync)
        .WithName("ReportPairingProgress")
        .WithSummary("结对消费协作进度表 Progress of the pairings")
        .For(Roles.Official, Roles.Auditor, Roles.Operator);

    static async Task<Results<Ok<ProgressReport>, FileContentHttpResult>> HandleAsync(
        Month month,
        CreditingDb db,
        Caller caller,
        TimeProvider clock,
        ReportCache cache,
        [AsParameters] ReportQuery query,
        [AsParameters] PageQuery page,
        CancellationToken ct)
    {
        var asked = new ProgressQuery(
            new FiguresQuery(month, query.ViewAsked, query.InstantAsked(clock)), query.MeasureAsked, query.SchemeAsked, query.TierAsked);
        var after = Cursor.Decode(page.After, 5) is { } cursor ? RankedPairings.Place.Of(cursor) : null;
        var report = await PairingProgress.ReadAsync(
            db,
            asked,
            ReportScope.Of(caller, query.Region),
            clock.GetUtcNow(),
            isRegionAsked: query.Region is not null,
            ct,
            cache,
            query.FormatAsked == ReportFormat.Json ? new ProgressPage(after, page.Size) : null);
        return ReportOutput.Answer(report, query.FormatAsked, report.Header, Tables);
    }

    internal static IReadOnlyList<Table> Tables(ProgressReport report) =>
    [
        ReportOutput.Table(
            report.Header,
            "结对进度 Progress",
            Columns,
            report.Rows.Select(row => Cells(
                row.Scheme, row.Tier, row.East.Code ?? row.East.RegionId, row.East.Name, row.West.Code ?? row.West.RegionId, row.West.Name, row.Figures, row.Rank)),
            report.Totals.Select(total => Cells(total.Scheme, total.Tier, null, $"合计 Total {total.Pairings}", null, null, total.Figures, null)),
            [new Note("合计只在同一渠道、同一层级之内；跨渠道、跨层级请用去重合计。", "Totals are within one scheme and tier; across them, use the de-duplicated total.")]),
    ];

    static IReadOnlyList<object?> Cells(
        Scheme scheme, PairingTier tier, string? eastCode, string? east, string? westCode, string? west, ProgressFigures figures, int? rank) =>
    [
        ReportWords.Of(scheme).Both(),
        ReportWords.Of(tier).Both(),
        eastCode,
        east,
        westCode,
        west,
        figures.Target?.Fen,
        figures.Target?.Version,
        figures.Month.Fen,
        figures.YearToDate.Fen,
        figures.Direct.Fen,
        figures.Assisted.Fen,
        figures.Verified.Fen,
        figures.ProgressBasisPoints,
        figures.TimeProgressBasisPoints,
        figures.LeadBasisPoints / 100m,
        figures.StatusWords?.Both(),
        figures.LastYear.Fen,
        figures.YearOnYearBasisPoints,
        figures.Adjustments.Fen,
        figures.LateVerified.Fen,
        rank,
        figures.YearOnYearWarning?.Zh,
    ];
}
