using Marketplace.Contracts;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Reports;

/// <summary>
/// 协作定点消费帮扶单位: units whose East–West credit carries the flag, at the tier of provinces, from the largest amount down. It is part
/// of East–West collaboration and not to be added to the assignments (R7, CR-10, CR-13).
/// </summary>
public sealed class R07PairingDesignatedUnits : Report<R07PairingDesignatedUnits.Row>
{
    /// <summary>A unit; or all of them.</summary>
    public sealed record Row(Guid? UnitId, string? Name, long? Units, long Fen, long Orders);

    public override string Code => "R7";

    public override string Path => "pairing-designated-units";

    public override BilingualText Title { get; } = new("协作定点单位采购表", "Pairing-designated units");

    public override bool ReadsProjection => true;

    public override bool IsRanked => true;

    protected override void Declare(ReportColumns<Row> columns)
    {
        columns.Id("unitId", "单位标识", "Unit id", row => row.UnitId);
        columns.Text("unit", "单位", "Unit", row => row.Name).Wide(28);
        columns.Number("units", "单位数", "Units", row => row.Units);
        columns.Amount("amount", "东西部协作金额", "East–West amount", row => row.Fen);
        columns.Number("orders", "订单数", "Orders", row => row.Orders);
    }

    protected override string KeyOf(Row row) => SortKey.Of(SortKey.Down(row.Fen), SortKey.Of(row.UnitId!.Value));

    protected override async Task<ReportRows<Row>> ReadAsync(ReportContext context, CancellationToken ct)
    {
        var holders = await ReportedHolders.OfAsync(context, Scheme.EastWest, PairingTier.Province, needsOne: true, ct);
        var bought = await (
            from sum in context.Buyers(context.Month)
            join holder in holders.All on sum.HolderId equals holder.SumId
            group sum by sum.UnitId into sums
            select new { UnitId = sums.Key, Fen = sums.Sum(sum => sum.DesignatedFen), Orders = sums.Sum(sum => sum.Orders) })
            .Where(unit => unit.Fen > 0).ToListAsync(ct);
        return new ReportRows<Row>([.. bought.Select(unit => new Row(unit.UnitId, null, null, unit.Fen, unit.Orders))])
        {
            Scheme = holders.Scheme,
            Tier = holders.Tier,
            Totals = [new Row(null, null, bought.Count, bought.Sum(unit => unit.Fen), bought.Sum(unit => unit.Orders))],
        };
    }

    protected override async Task<IReadOnlyList<Row>> CompleteAsync(ReportContext context, IReadOnlyList<Row> rows, CancellationToken ct)
    {
        Guid[] ids = [.. rows.Select(row => row.UnitId!.Value)];
        var names = await context.Db.UnitsKnown(context.KnownAt).AsNoTracking().Where(unit => ids.Contains(unit.UnitId))
            .ToDictionaryAsync(unit => unit.UnitId, unit => unit.Name, ct);
        return [.. rows.Select(row => row with { Name = names.GetValueOrDefault(row.UnitId!.Value, "") })];
    }
}
