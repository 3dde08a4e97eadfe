using Marketplace.Contracts;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Reports;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.OwnFigures;

/// <summary>From when on sales are looked at.</summary>
public enum SalesSince
{
    /// <summary>The month alone.</summary>
    Month = 1,

    /// <summary>January of its year.</summary>
    Year = 2,
}

/// <summary>
/// 本单位未计入情况: what own sales were not credited at a scheme and tier, and why, in words; of what is held also what it waits for and
/// who can act. Sales to which a scheme does not apply are not listed.
/// </summary>
public sealed class OwnNotCredited : Report<OwnNotCredited.Row>
{
    /// <summary>Sales that share scheme, tier and reason; or all of a scheme and tier.</summary>
    public sealed record Row
    {
        public required Scheme Scheme { get; init; }

        public required PairingTier Tier { get; init; }

        /// <summary>Null for a total.</summary>
        public CreditReason? Reason { get; init; }

        /// <summary>How many shares of sales.</summary>
        public required long Lines { get; init; }

        /// <summary>What is left of their value.</summary>
        public required long Fen { get; init; }

        /// <summary>What of it is credited at another scheme or tier.</summary>
        public required long ElsewhereFen { get; init; }

        /// <summary>The month of the oldest of them.</summary>
        public required string OldestMonth { get; init; }
    }

    public override string Code => "OWN-2";

    public override string Path => "not-credited";

    public override BilingualText Title { get; } = new("本单位未计入情况表", "Own sales, not credited");

    public override ReportFilters Filters => ReportFilters.Scheme | ReportFilters.Tier;

    public override ViewBasis? OnlyView => ViewBasis.Restated;

    public override EvidenceState? OnlyMeasure => EvidenceState.Recognised;

    public override BilingualText? NotKnownAt => ReportTexts.OnlyNow;

    public override IReadOnlyList<ReportOption> Options =>
        [ReportOption.Of<SalesSince>("since", "The month alone, or the year up to it; Month when not given.", SalesSince.Month)];

    public override Month From(Month month) => month;

    protected override void Declare(ReportColumns<Row> columns)
    {
        columns.SchemeAndTier(row => row.Scheme, row => row.Tier);
        columns.Term("outcome", "结果", "Outcome", row => row.Reason?.Outcome, ReportTexts.Of);
        columns.Text("rule", "规则", "Rule", row => row.Reason?.Rule).Wide(10);
        columns.Term("reason", "原因", "Reason", row => row.Reason, ReportTexts.Of).Wide(50);
        columns.Bilingual("waitsFor", "等待事项", "Waits for", row => row.Reason is { } reason ? HoldTexts.WaitsFor(reason) : null);
        columns.Bilingual("whoActs", "由谁处理", "Who can act", row => row.Reason is { } reason ? HoldTexts.WhoActs(reason) : null);
        columns.Number("lines", "成交行数", "Lines", row => row.Lines);
        columns.Yuan("amount", "金额", "Amount", row => row.Fen);
        columns.Yuan("elsewhere", "其中已计入其他渠道或层级", "Of which credited elsewhere", row => row.ElsewhereFen);
        columns.Text("oldestMonth", "最早月份", "Oldest month", row => row.OldestMonth).Wide(12);
    }

    protected override string KeyOf(Row row) =>
        SortKey.Of(SortKey.Up((int)row.Scheme), SortKey.Up((int)row.Tier), SortKey.Up((int)row.Reason!.Value));

    protected override async Task<ReportRows<Row>> ReadAsync(ReportContext context, CancellationToken ct)
    {
        var groups = await GroupsAsync(context, ct);
        Row[] rows =
        [
            .. from at in RuleBook.SchemesAndTiers
               where (context.Request.Scheme is null || context.Request.Scheme == at.Scheme)
                   && (context.Request.Tier is null || context.Request.Tier == at.Tier)
               from reason in groups.GroupBy(sales => sales.ReasonAt(at.Scheme, at.Tier))
               where reason.Key.Outcome is not (CreditOutcome.Credited or CreditOutcome.NotApplicable)
               select Of(at.Scheme, at.Tier, [.. reason]) with { Reason = reason.Key },
        ];
        return new ReportRows<Row>(rows)
        {
            Scheme = context.Request.Scheme,
            Tier = context.Request.Tier,
            Totals =
            [
                .. rows.GroupBy(row => (row.Scheme, row.Tier)).OrderBy(group => group.Key).Select(group => new Row
                {
                    Scheme = group.Key.Scheme,
                    Tier = group.Key.Tier,
                    Lines = group.Sum(row => row.Lines),
                    Fen = group.Sum(row => row.Fen),
                    ElsewhereFen = group.Sum(row => row.ElsewhereFen),
                    OldestMonth = group.Min(row => row.OldestMonth)!,
                }),
            ],
            Notes =
            [
                new(
                    "同一笔成交按各渠道、层级分别列示，各行不得相加；“其中已计入其他渠道或层级”部分并非损失。",
                    "A sale stands at each scheme and tier that did not credit it, so rows are not added up; "
                    + "what is credited elsewhere is not lost."),
                new(
                    "采购单位和供应商可在 GET /credits/sales?outcome= 与 GET /credits/sales/{lineId} 逐笔查看，逐渠道、逐层级列明理由。",
                    "Buyers and suppliers find single sales at GET /credits/sales?outcome= and GET /credits/sales/{lineId}, "
                    + "with the reason at each scheme and tier."),
            ],
        };
    }

    static Row Of(Scheme scheme, PairingTier tier, IReadOnlyList<Sales> sales) => new()
    {
        Scheme = scheme,
        Tier = tier,
        Lines = sales.Sum(group => group.Lines),
        Fen = sales.Sum(group => group.Fen),
        ElsewhereFen = sales.Where(group => group.IsCredited).Sum(group => group.Fen),
        OldestMonth = sales.Min(group => group.OldestMonth)!,
    };

    /// <summary>The sales of the period, by what was decided.</summary>
    static Task<List<Sales>> GroupsAsync(ReportContext context, CancellationToken ct)
    {
        var isYear = context.Request.Option<SalesSince>("since") == SalesSince.Year;
        var months = isYear ? context.Month.YearToDate : [context.Month.ToString()];
        return context.Own!.In(context.Db.PartySaleMonths.AsNoTracking())
            .Where(sale => months.Contains(sale.RecognitionMonth) && sale.Shares != 0)
            .GroupBy(sale => new
            {
                sale.EastWestProvince,
                sale.EastWestCity,
                sale.EastWestCounty,
                sale.CounterpartProvince,
                sale.CounterpartCity,
                sale.CounterpartCounty,
                sale.DesignatedUnit,
                sale.QuotaUnit,
                sale.IsCredited,
            })
            .Select(group => new Sales
            {
                EastWestProvince = group.Key.EastWestProvince,
                EastWestCity = group.Key.EastWestCity,
                EastWestCounty = group.Key.EastWestCounty,
                CounterpartProvince = group.Key.CounterpartProvince,
                CounterpartCity = group.Key.CounterpartCity,
                CounterpartCounty = group.Key.CounterpartCounty,
                Designated = group.Key.DesignatedUnit,
                Quota = group.Key.QuotaUnit,
                IsCredited = group.Key.IsCredited,
                Lines = group.Sum(sale => sale.Shares),
                Fen = group.Sum(sale => sale.AmountFen),
                OldestMonth = group.Min(sale => sale.RecognitionMonth)!,
            }).ToListAsync(ct);
    }

    sealed record Sales
    {
        public required CreditReason EastWestProvince { get; init; }

        public required CreditReason EastWestCity { get; init; }

        public required CreditReason EastWestCounty { get; init; }

        public required CreditReason CounterpartProvince { get; init; }

        public required CreditReason CounterpartCity { get; init; }

        public required CreditReason CounterpartCounty { get; init; }

        public required CreditReason Designated { get; init; }

        public required CreditReason Quota { get; init; }

        public required bool IsCredited { get; init; }

        public required long Lines { get; init; }

        public required long Fen { get; init; }

        public required string OldestMonth { get; init; }

        public CreditReason ReasonAt(Scheme scheme, PairingTier tier) => (scheme, tier) switch
        {
            (Scheme.EastWest, PairingTier.Province) => EastWestProvince,
            (Scheme.EastWest, PairingTier.City) => EastWestCity,
            (Scheme.EastWest, PairingTier.County) => EastWestCounty,
            (Scheme.Counterpart, PairingTier.Province) => CounterpartProvince,
            (Scheme.Counterpart, PairingTier.City) => CounterpartCity,
            (Scheme.Counterpart, PairingTier.County) => CounterpartCounty,
            (Scheme.Designated, PairingTier.Unit) => Designated,
            (Scheme.Quota, PairingTier.Unit) => Quota,
            _ => throw new InvalidOperationException($"Nothing is credited under {scheme} at {tier}."),
        };
    }
}
