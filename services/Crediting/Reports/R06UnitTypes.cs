using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Crediting.Domain;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Reports;

/// <summary>采购主体结构: who bought, by kind of unit, of one scheme and tier or one pairing (R6).</summary>
public sealed class R06UnitTypes : Report<R06UnitTypes.Row>
{
    /// <summary>A kind of unit; or all of them.</summary>
    /// <param name="Kind">Null for the total.</param>
    /// <param name="Now">Year to date.</param>
    /// <param name="Before">The same months of last year.</param>
    /// <param name="WholeFen">Of all kinds.</param>
    public sealed record Row(UnitKind? Kind, BuyerSum Now, BuyerSum Before, long WholeFen);

    /// <summary>What units of a kind bought.</summary>
    /// <param name="Active">Units with more credited than taken back.</param>
    /// <param name="Fen">What they bought.</param>
    /// <param name="Orders">Orders that were credited; each counts once for a pairing, in the month of its first entry.</param>
    /// <param name="Repeating">Active units with two orders or more.</param>
    /// <param name="New">Active units that bought nothing before this year.</param>
    public sealed record BuyerSum(long Active, long Fen, long Orders, long Repeating, long New)
    {
        public static BuyerSum Of(IEnumerable<BuyerSum> sums) => sums.Aggregate(new BuyerSum(0, 0, 0, 0, 0), (left, right) => new BuyerSum(
            left.Active + right.Active,
            left.Fen + right.Fen,
            left.Orders + right.Orders,
            left.Repeating + right.Repeating,
            left.New + right.New));
    }

    public override string Code => "R6";

    public override string Path => "unit-types";

    public override BilingualText Title { get; } = new("采购主体结构统计表", "Kinds of purchasing units");

    public override ReportFilters Filters => ReportFilters.Scheme | ReportFilters.Tier | ReportFilters.Holder;

    public override bool ComparesYears => true;

    public override bool ReadsProjection => true;

    protected override void Declare(ReportColumns<Row> columns)
    {
        columns.Term("kind", "单位类型", "Kind of unit", row => row.Kind, ReportTexts.Of);
        columns.Number("activeUnits", "采购单位数", "Active units", row => row.Now.Active);
        columns.Number("activeUnitsLastYear", "上年同期单位数", "Active units, last year", row => row.Before.Active);
        columns.Amount("amount", "金额", "Amount", row => row.Now.Fen);
        columns.Ratio("share", "占比", "Share", row => Ratio.Of(row.Now.Fen, row.WholeFen));
        columns.Ratio("amountGrowth", "同比", "Year on year", row => Ratio.Growth(row.Now.Fen, row.Before.Fen));
        columns.Number("orders", "订单数", "Orders", row => row.Now.Orders);
        columns.Amount("averageOrder", "单均", "Average order", row =>
            row.Now.Orders == 0 ? null : (long)decimal.Round((decimal)row.Now.Fen / row.Now.Orders, 0, MidpointRounding.AwayFromZero));
        columns.Ratio("repeatRate", "复购率", "Repeat rate", row => Ratio.Of(row.Now.Repeating, row.Now.Active));
        columns.Number("newUnits", "新增单位", "New units", row => row.Now.New);
    }

    protected override string KeyOf(Row row) => SortKey.Of(SortKey.Up((int)row.Kind!.Value));

    protected override async Task<ReportRows<Row>> ReadAsync(ReportContext context, CancellationToken ct)
    {
        var holders = await ReportedHolders.OfAsync(context, needsOne: true, ct);
        var now = await ByKindAsync(context, holders, context.Month, ct);
        var before = await ByKindAsync(context, holders, context.Month.AddYears(-1), ct);
        var (total, totalBefore) = (BuyerSum.Of(now.Select(sum => sum.Sum)), BuyerSum.Of(before.Select(sum => sum.Sum)));
        return new ReportRows<Row>(
        [
            .. now.Concat(before).Select(sum => sum.Kind).Distinct().Select(kind => new Row(
                kind,
                BuyerSum.Of(now.Where(sum => sum.Kind == kind).Select(sum => sum.Sum)),
                BuyerSum.Of(before.Where(sum => sum.Kind == kind).Select(sum => sum.Sum)),
                total.Fen)),
        ])
        {
            Scheme = holders.Scheme,
            Tier = holders.Tier,
            Totals = [new Row(null, total, totalBefore, total.Fen)],
            Notes =
            [
                new(
                    "采购主体为订单的购买方；类型以统计期末登记为准，未登记的列为市场主体。",
                    "Units are the buyers of record, of the kind registered at the end of the period; those that are not registered are "
                    + "market participants."),
                new("同一订单在每个结对关系中只计一次。", "An order counts once for each pairing."),
            ],
        };
    }

    static async Task<IReadOnlyList<(UnitKind Kind, BuyerSum Sum)>> ByKindAsync(
        ReportContext context, ReportedHolders holders, Month month, CancellationToken ct)
    {
        var (months, year, isAsPosted) = (month.YearToDate, month.YearToDate[0], context.Request.View == ViewBasis.AsPosted);
        var all =
            from sum in context.BuyersEver(month)
            join holder in holders.All on sum.HolderId equals holder.SumId
            select new { sum.UnitId, Month = isAsPosted ? sum.PostingPeriod : sum.RecognitionMonth, Fen = sum.AmountFen, sum.Orders };
        var bought = all.Where(sum => months.Contains(sum.Month)).GroupBy(sum => sum.UnitId)
            .Select(group => new { UnitId = group.Key, Fen = group.Sum(sum => sum.Fen), Orders = group.Sum(sum => sum.Orders) });
        var first = all.Where(sum => sum.Fen > 0).GroupBy(sum => sum.UnitId)
            .Select(group => new { UnitId = group.Key, Month = group.Min(sum => sum.Month) });
        var kinds = Registered(context, month);
        var rows = await (
            from unit in bought
            join known in kinds on unit.UnitId equals known.UnitId into registered
            from known in registered.DefaultIfEmpty()
            join began in first on unit.UnitId equals began.UnitId into begun
            from began in begun.DefaultIfEmpty()
            select new { Kind = (UnitKind?)known.Kind, unit.Fen, unit.Orders, IsNew = began.Month.CompareTo(year) >= 0 })
            .GroupBy(unit => unit.Kind)
            .Select(group => new
            {
                Kind = group.Key,
                Active = group.Sum(unit => unit.Fen > 0 ? 1L : 0L),
                Fen = group.Sum(unit => unit.Fen),
                Orders = group.Sum(unit => unit.Orders),
                Repeating = group.Sum(unit => unit.Fen > 0 && unit.Orders >= 2 ? 1L : 0L),
                New = group.Sum(unit => unit.Fen > 0 && unit.IsNew ? 1L : 0L),
            }).ToListAsync(ct);
        return
        [
            .. rows.Select(
                row => (row.Kind ?? UnitKind.MarketParticipant, new BuyerSum(row.Active, row.Fen, row.Orders, row.Repeating, row.New))),
        ];
    }

    /// <summary>
    /// The units as they were registered at the end of the period: a later change of kind doesn't change what was reported.
    /// </summary>
    static IQueryable<Unit> Registered(ReportContext context, Month month)
    {
        var (units, end) = (context.Db.Units, BusinessDay.StartOf(month.Next.FirstDay));
        var learnedBefore = context.KnownAt is { } at && at < end ? at.AddMilliseconds(1) : end;
        return units.Where(unit => unit.Version
            == (units.Where(other => other.UnitId == unit.UnitId && other.LearnedAt < learnedBefore).Max(other => (long?)other.Version)
                ?? units.Where(other => other.UnitId == unit.UnitId).Min(other => (long?)other.Version)));
    }
}
