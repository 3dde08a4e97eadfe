using Marketplace.Contracts;
using Marketplace.Crediting.Domain;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Reports;

/// <summary>
/// 去重合计: what was credited under any scheme, each share of a sale once: the one figure over all schemes and tiers (CR-13, EC-37).
/// </summary>
public sealed class DeduplicatedTotal : Report<DeduplicatedTotal.Row>
{
    /// <summary>Shares of sales by recognition date.</summary>
    /// <param name="CreditedFen">What is left of the value of those that are credited under at least one scheme.</param>
    /// <param name="CreditedShares">How many they are.</param>
    /// <param name="AcceptedFen">All that was accepted, credited or not.</param>
    public sealed record Sum(long CreditedFen, long CreditedShares, long AcceptedFen);

    public sealed record Row(Sum Month, Sum YearToDate);

    public override string Code => "D1";

    public override string Path => "deduplicated-total";

    public override BilingualText Title { get; } = new("去重合计", "De-duplicated total");

    public override ViewBasis? OnlyView => ViewBasis.Restated;

    public override EvidenceState? OnlyMeasure => EvidenceState.Recognised;

    public override BilingualText? NotKnownAt => ReportTexts.OnlyNow;

    protected override void Declare(ReportColumns<Row> columns)
    {
        columns.Amount("total", "当月去重合计", "De-duplicated total, month", row => row.Month.CreditedFen).Wide(20);
        columns.Number("shares", "当月成交份额数", "Shares, month", row => row.Month.CreditedShares);
        columns.Amount("accepted", "当月验收总额", "Accepted, month", row => row.Month.AcceptedFen).Wide(20);
        columns.Amount("yearToDate", "本年累计去重合计", "De-duplicated total, year to date", row => row.YearToDate.CreditedFen).Wide(20);
        columns.Number("yearToDateShares", "本年累计成交份额数", "Shares, year to date", row => row.YearToDate.CreditedShares);
        columns.Amount("yearToDateAccepted", "本年累计验收总额", "Accepted, year to date", row => row.YearToDate.AcceptedFen).Wide(20);
    }

    protected override string KeyOf(Row row) => "";

    protected override async Task<ReportRows<Row>> ReadAsync(ReportContext context, CancellationToken ct)
    {
        var months = context.Month.YearToDate;
        var sums = await context.Scope.In(context.Db.SaleMonths.AsNoTracking().Where(sale => months.Contains(sale.RecognitionMonth)))
            .GroupBy(sale => new { sale.RecognitionMonth, sale.IsCredited })
            .Select(group => new
            {
                Month = group.Key.RecognitionMonth,
                group.Key.IsCredited,
                Fen = group.Sum(sale => sale.AmountFen),
                Shares = group.Sum(sale => sale.Shares),
            })
            .ToListAsync(ct);
        return new ReportRows<Row>([new Row(SumOf(month => month == context.Month.ToString()), SumOf(_ => true))])
        {
            Notes = [new("每笔成交的每个产地份额，只要在任一渠道获得认定，计一次。", "Each share of a sale counts once if it is credited under any scheme.")],
        };

        Sum SumOf(Func<string, bool> counts)
        {
            var own = sums.Where(sum => counts(sum.Month)).ToList();
            var credited = own.Where(sum => sum.IsCredited).ToList();
            return new Sum(credited.Sum(sum => sum.Fen), credited.Sum(sum => sum.Shares), own.Sum(sum => sum.Fen));
        }
    }
}
