using Marketplace.Contracts;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Storage;
using Marketplace.Tables;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Reports;

/// <summary>去重合计: what was credited under any scheme, each share of a sale once (CR-13).</summary>
public sealed record DeduplicatedTotal
{
    public required ReportHeader Header { get; init; }

    /// <summary>Of the month: what is left of the value of the shares that are credited under at least one scheme.</summary>
    public required Amount Total { get; init; }

    public required long Shares { get; init; }

    /// <summary>Everything accepted in the month, credited or not.</summary>
    public required Amount Accepted { get; init; }

    public required YearToDateTotal YearToDate { get; init; }

    /// <summary>January up to the month.</summary>
    public sealed record YearToDateTotal(Amount Total, long Shares, Amount Accepted);
}

/// <summary>GET /credits/reports/deduplicated-total. The one figure over all schemes and tiers that is offered (EC-37).</summary>
public static class ReportDeduplicatedTotal
{
    static readonly IReadOnlyList<Column> Columns =
    [
        new("period", "统计期", "Period", Width: 24),
        new("total", "去重合计（万元）", "De-duplicated total", ColumnKind.TenThousandYuan, 20),
        new("shares", "成交份额数", "Shares", ColumnKind.Integer),
        new("accepted", "验收总额（万元）", "Accepted", ColumnKind.TenThousandYuan, 20),
    ];

    public static void Map(RouteGroupBuilder api) => api.MapGet("/reports/deduplicated-total", HandleAsync)
        .WithName("ReportDeduplicatedTotal")
        .WithSummary("去重合计 De-duplicated total")
        .For(Roles.Official, Roles.Auditor, Roles.Operator);

    static async Task<Results<Ok<DeduplicatedTotal>, FileContentHttpResult>> HandleAsync(
        Month month, CreditingDb db, Caller caller, TimeProvider clock, [AsParameters] ReportQuery query, CancellationToken ct)
    {
        var frame = await ReportFrame.ReadNowAsync("D1", new("去重合计", "De-duplicated total"), month, query, db, caller, clock, ct);
        var months = month.YearToDate;
        var sums = await frame.Scope.In(db.SaleMonths.AsNoTracking().Where(sale => months.Contains(sale.RecognitionMonth)))
            .GroupBy(sale => new { sale.RecognitionMonth, sale.IsCredited })
            .Select(group => new { group.Key.RecognitionMonth, group.Key.IsCredited, Fen = group.Sum(sale => sale.AmountFen), Shares = group.Sum(sale => sale.Shares) })
            .ToListAsync(ct);
        var own = sums.Where(sum => sum.RecognitionMonth == month.ToString()).ToList();
        var report = new DeduplicatedTotal
        {
            Header = frame.Header,
            Total = Amount.Of(own.Where(sum => sum.IsCredited).Sum(sum => sum.Fen)),
            Shares = own.Where(sum => sum.IsCredited).Sum(sum => sum.Shares),
            Accepted = Amount.Of(own.Sum(sum => sum.Fen)),
            YearToDate = new(
                Amount.Of(sums.Where(sum => sum.IsCredited).Sum(sum => sum.Fen)),
                sums.Where(sum => sum.IsCredited).Sum(sum => sum.Shares),
                Amount.Of(sums.Sum(sum => sum.Fen))),
        };
        return ReportOutput.Answer(report, query.FormatAsked, report.Header, Tables);
    }

    static IReadOnlyList<Table> Tables(DeduplicatedTotal report) =>
    [
        ReportOutput.Table(
            report.Header,
            "去重合计 Total",
            Columns,
            [
                ["当月 Month", report.Total.Fen, report.Shares, report.Accepted.Fen],
                ["本年累计 Year to date", report.YearToDate.Total.Fen, report.YearToDate.Shares, report.YearToDate.Accepted.Fen],
            ],
            notes: [new("每笔成交的每个产地份额，只要在任一渠道获得认定，计一次。", "Each share of a sale counts once if it is credited under any scheme.")]),
    ];
}
