using Marketplace.Contracts;
using Marketplace.Contracts.Logistics;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Storage;
using Marketplace.Tables;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Reports;

/// <summary>质量（退换部分）: what went back, was short or was replaced after acceptance, supplier by supplier (of R16).</summary>
public sealed record QualityReport
{
    public required ReportHeader Header { get; init; }

    public required IReadOnlyList<QualityRow> Rows { get; init; }
}

/// <summary>A supplier, in one trade unit.</summary>
/// <param name="SupplierId">The supplier.</param>
/// <param name="SupplierName">Its name on the orders.</param>
/// <param name="TradeUnit">The unit of the quantities.</param>
/// <param name="Returned">退货.</param>
/// <param name="Short">短重.</param>
/// <param name="Replaced">换货: the same value came again, no entry (CR-15).</param>
/// <param name="Amount">By how much the value of its sales fell.</param>
public sealed record QualityRow(
    Guid SupplierId, string SupplierName, string TradeUnit, Quantity Returned, Quantity Short, Quantity Replaced, Amount Amount);

/// <summary>GET /credits/reports/quality. Returns, claims and replacements whose day lies in the month.</summary>
public static class ReportQuality
{
    static readonly IReadOnlyList<Column> Columns =
    [
        new("supplier", "供应商", "Supplier", Width: 32),
        new("unit", "单位", "Unit"),
        new("returned", "退货", "Returned", ColumnKind.Quantity),
        new("short", "短重", "Short", ColumnKind.Quantity),
        new("replaced", "换货", "Replaced", ColumnKind.Quantity),
        new("amount", "冲减金额（元）", "Taken back (yuan)", ColumnKind.Fen, 20),
    ];

    public static void Map(RouteGroupBuilder api) => api.MapGet("/reports/quality", HandleAsync)
        .WithName("ReportQuality")
        .WithSummary("质量（退换） Returns and replacements")
        .For(Roles.Official, Roles.Auditor, Roles.Operator);

    static async Task<Results<Ok<QualityReport>, FileContentHttpResult>> HandleAsync(
        Month month, CreditingDb db, Caller caller, TimeProvider clock, [AsParameters] ReportQuery query, CancellationToken ct)
    {
        var frame = await ReportFrame.ReadNowAsync("R16", new("质量（退换）", "Returns and replacements"), month, query, db, caller, clock, ct);
        var (first, last) = (month.FirstDay, month.LastDay);
        var segment = query.Region is { } region ? RegionPath.Segment(region) : null;
        var sums = await (
            from back in db.Returns.AsNoTracking()
            join line in db.SaleLines.AsNoTracking() on new { back.LineId, back.AcceptanceNo } equals new { line.LineId, line.AcceptanceNo }
            where back.EventDate >= first && back.EventDate <= last && line.ShareNo == 1
                && (segment == null || line.OriginPath.Contains(segment) || line.UnitPath.Contains(segment))
            select new { line.SupplierId, line.SupplierName, line.TradeUnit, back.Kind, back.Quantity, back.AmountFen }).ToListAsync(ct);
        var report = new QualityReport
        {
            Header = frame.Header,
            Rows =
            [
                .. sums.GroupBy(one => (one.SupplierId, one.SupplierName, one.TradeUnit))
                    .OrderBy(group => group.Key.SupplierName, StringComparer.Ordinal).ThenBy(group => group.Key.SupplierId)
                    .ThenBy(group => group.Key.TradeUnit, StringComparer.Ordinal)
                    .Select(group => new QualityRow(
                        group.Key.SupplierId,
                        group.Key.SupplierName,
                        group.Key.TradeUnit,
                        Sum(group.Where(one => one.Kind == ReturnKind.Return).Select(one => one.Quantity)),
                        Sum(group.Where(one => one.Kind == ReturnKind.ShortWeight).Select(one => one.Quantity)),
                        Sum(group.Where(one => one.Kind == ReturnKind.Replacement).Select(one => one.Quantity)),
                        Amount.Of(group.Sum(one => one.AmountFen)))),
            ],
        };
        return ReportOutput.Answer(report, query.FormatAsked, report.Header, Tables);
    }

    static Quantity Sum(IEnumerable<Quantity> quantities) => new(quantities.Sum(one => one.Thousandths));

    static IReadOnlyList<Table> Tables(QualityReport report) =>
    [
        ReportOutput.Table(
            report.Header,
            "退换 Returns",
            Columns,
            report.Rows.Select(row => (IReadOnlyList<object?>)
                [row.SupplierName, row.TradeUnit, row.Returned.Units, row.Short.Units, row.Replaced.Units, row.Amount.Fen])),
    ];
}
