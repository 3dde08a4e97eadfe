using Marketplace.Contracts;
using Marketplace.Contracts.Logistics;
using Marketplace.Crediting.Domain;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Reports;

/// <summary>质量（退换部分）: what went back, was short or was replaced after acceptance in the month, supplier by supplier (of R16).</summary>
public sealed class R16Quality : Report<R16Quality.Row>
{
    /// <summary>A supplier, in one trade unit.</summary>
    /// <param name="SupplierId">The supplier.</param>
    /// <param name="SupplierName">Its name on the orders.</param>
    /// <param name="TradeUnit">The unit of the quantities.</param>
    /// <param name="Returned">退货.</param>
    /// <param name="Short">短重.</param>
    /// <param name="Replaced">换货: the same value came again, no entry (CR-15).</param>
    /// <param name="Fen">By how much the value of its sales fell.</param>
    public sealed record Row(
        Guid SupplierId, string SupplierName, string TradeUnit, decimal Returned, decimal Short, decimal Replaced, long Fen);

    public override string Code => "R16";

    public override string Path => "quality";

    public override BilingualText Title { get; } = new("质量（退换）", "Returns and replacements");

    public override ViewBasis? OnlyView => ViewBasis.Restated;

    public override EvidenceState? OnlyMeasure => EvidenceState.Recognised;

    public override BilingualText? NotKnownAt => ReportTexts.OnlyNow;

    public override Month From(Month month) => month;

    protected override void Declare(ReportColumns<Row> columns)
    {
        columns.Id("supplierId", "供应商标识", "Supplier id", row => row.SupplierId);
        columns.Text("supplier", "供应商", "Supplier", row => row.SupplierName).Wide(32);
        columns.Text("tradeUnit", "单位", "Unit", row => row.TradeUnit);
        columns.Decimal("returned", "退货", "Returned", row => row.Returned);
        columns.Decimal("short", "短重", "Short", row => row.Short);
        columns.Decimal("replaced", "换货", "Replaced", row => row.Replaced);
        columns.Yuan("amount", "冲减金额", "Taken back", row => row.Fen);
    }

    protected override string KeyOf(Row row) => SortKey.Of(row.SupplierName, SortKey.Of(row.SupplierId), row.TradeUnit);

    protected override async Task<ReportRows<Row>> ReadAsync(ReportContext context, CancellationToken ct)
    {
        var (first, last) = (context.Month.FirstDay, context.Month.LastDay);
        var lines = context.Db.SaleLines.AsNoTracking().Where(line => line.ShareNo == 1);
        foreach (var segment in context.Scope.Segments)
        {
            lines = lines.Where(line => line.OriginPath.Contains(segment) || line.UnitPath.Contains(segment));
        }

        var returns = await (
            from back in context.Db.Returns.AsNoTracking().Where(back => back.EventDate >= first && back.EventDate <= last)
            join line in lines on new { back.LineId, back.AcceptanceNo } equals new { line.LineId, line.AcceptanceNo }
            select new { line.SupplierId, line.SupplierName, line.TradeUnit, back.Kind, back.Quantity, back.AmountFen }).ToListAsync(ct);
        return new ReportRows<Row>(
        [
            .. returns.GroupBy(back => (back.SupplierId, back.SupplierName, back.TradeUnit)).Select(group => new Row(
                group.Key.SupplierId,
                group.Key.SupplierName,
                group.Key.TradeUnit,
                Sum(group.Where(back => back.Kind == ReturnKind.Return).Select(back => back.Quantity)),
                Sum(group.Where(back => back.Kind == ReturnKind.ShortWeight).Select(back => back.Quantity)),
                Sum(group.Where(back => back.Kind == ReturnKind.Replacement).Select(back => back.Quantity)),
                group.Sum(back => back.AmountFen))),
        ]);
    }

    static decimal Sum(IEnumerable<Quantity> quantities) => new Quantity(quantities.Sum(quantity => quantity.Thousandths)).Units;
}
