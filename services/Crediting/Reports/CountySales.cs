using Marketplace.Contracts;
using Marketplace.Crediting.Domain;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Reports;

/// <summary>
/// 县域销售: what counties sold in all, and to whom; the parts add up to the total, and the share is of that same total (EC-09, EC-74). Each
/// share of a sale counts once, and a county's figures are the same for both sides of its pairings.
/// </summary>
public sealed class CountySales : Report<CountySales.Row>
{
    /// <summary>A county; or all that are shown.</summary>
    public sealed record Row
    {
        /// <summary>Empty for the total.</summary>
        public required string OriginPath { get; init; }

        public Party? County { get; init; }

        public long Fen { get; init; }

        public long ToEastFen { get; init; }

        public long InProvinceFen { get; init; }

        public long PolicyFen { get; init; }

        public long CreditedFen { get; init; }

        public long Shares { get; init; }

        public long YearFen { get; init; }

        public long YearToEastFen { get; init; }

        public static Row operator +(Row left, Row right) => new()
        {
            OriginPath = left.OriginPath,
            Fen = left.Fen + right.Fen,
            ToEastFen = left.ToEastFen + right.ToEastFen,
            InProvinceFen = left.InProvinceFen + right.InProvinceFen,
            PolicyFen = left.PolicyFen + right.PolicyFen,
            CreditedFen = left.CreditedFen + right.CreditedFen,
            Shares = left.Shares + right.Shares,
            YearFen = left.YearFen + right.YearFen,
            YearToEastFen = left.YearToEastFen + right.YearToEastFen,
        };
    }

    public override string Code => "D2";

    public override string Path => "county-sales";

    public override BilingualText Title { get; } = new("县域销售情况表", "Sales of counties");

    public override ViewBasis? OnlyView => ViewBasis.Restated;

    public override EvidenceState? OnlyMeasure => EvidenceState.Recognised;

    public override BilingualText? NotKnownAt => ReportTexts.OnlyNow;

    protected override void Declare(ReportColumns<Row> columns)
    {
        columns.Region("county", "产地县", "County", row => row.County);
        columns.Amount("total", "当月销售总额", "Total sales", row => row.Fen).Wide(20);
        columns.Amount("toEast", "其中：销往东部", "To the east", row => row.ToEastFen).Wide(20);
        columns.Ratio("share", "销往东部占比", "Share to the east", row => Ratio.Of(row.ToEastFen, row.Fen));
        columns.Amount("inProvince", "省内", "Within the province", row => row.InProvinceFen);
        columns.Amount("elsewhere", "其他", "Elsewhere", row => row.Fen - row.ToEastFen - row.InProvinceFen);
        columns.Amount("policy", "政策性采购", "Policy-driven", row => row.PolicyFen);
        columns.Amount("market", "市场化销售", "Market", row => row.Fen - row.PolicyFen);
        columns.Amount("credited", "去重认定额", "Credited, de-duplicated", row => row.CreditedFen).Wide(20);
        columns.Number("shares", "成交份额数", "Shares", row => row.Shares);
        columns.Amount("yearToDate", "本年累计总额", "Total, year to date", row => row.YearFen).Wide(20);
        columns.Amount("yearToDateToEast", "本年累计销往东部", "To the east, year to date", row => row.YearToEastFen).Wide(22);
        columns.Ratio("yearToDateShare", "累计占比", "Share, year to date", row => Ratio.Of(row.YearToEastFen, row.YearFen));
    }

    protected override string KeyOf(Row row) => row.OriginPath;

    protected override async Task<ReportRows<Row>> ReadAsync(ReportContext context, CancellationToken ct)
    {
        var isShown = context.Scope.Counties(context.Registry.Pairings.Values);
        Row[] rows = [.. (await SumsAsync(context, ct)).Where(row => isShown(row.OriginPath))];
        return new ReportRows<Row>(rows)
        {
            Totals = [rows.Aggregate(new Row { OriginPath = "" }, (left, right) => left + right)],
            Notes =
            [
                new("每笔成交的每个产地份额计一次；占比的分子与分母出自同一口径。", "Each share of a sale counts once; a percentage and its base are of the same sales."),
            ],
        };
    }

    protected override async Task<IReadOnlyList<Row>> CompleteAsync(ReportContext context, IReadOnlyList<Row> rows, CancellationToken ct)
    {
        await context.Registry.ReadRegionsAsync(rows.Select(row => new RegionPath(row.OriginPath).RegionId), ct);
        return [.. rows.Select(row => row with { County = PartyOf(new RegionPath(row.OriginPath).RegionId) })];

        Party PartyOf(string regionId) => context.Registry.PartyOf(regionId, regionId);
    }

    static Task<List<Row>> SumsAsync(ReportContext context, CancellationToken ct)
    {
        // The provinces that are or hold an eastern party.
        string[] east =
        [
            .. context.Registry.Pairings.Values.Where(pairing => pairing.Scheme == Scheme.EastWest)
            .Select(pairing => pairing.East.ProvinceId).Distinct(),
        ];
        var (months, current) = (context.Month.YearToDate, context.Month.ToString());
        return context.Db.SaleMonths.AsNoTracking().Where(sale => months.Contains(sale.RecognitionMonth) && sale.OriginPath != "")
            .Select(sale => new
            {
                sale.OriginPath,
                sale.AmountFen,
                sale.Shares,
                sale.IsPolicyDriven,
                sale.IsCredited,
                IsCurrent = sale.RecognitionMonth == current,
                IsInProvince = sale.OriginPath.Contains("/" + sale.DeliveryProvince + "/"),
                IsToEast = east.Contains(sale.DeliveryProvince) && !sale.OriginPath.Contains("/" + sale.DeliveryProvince + "/"),
            })
            .GroupBy(sale => sale.OriginPath)
            .Select(group => new Row
            {
                OriginPath = group.Key,
                Fen = group.Sum(sale => sale.IsCurrent ? sale.AmountFen : 0),
                ToEastFen = group.Sum(sale => sale.IsCurrent && sale.IsToEast ? sale.AmountFen : 0),
                InProvinceFen = group.Sum(sale => sale.IsCurrent && sale.IsInProvince ? sale.AmountFen : 0),
                PolicyFen = group.Sum(sale => sale.IsCurrent && sale.IsPolicyDriven ? sale.AmountFen : 0),
                CreditedFen = group.Sum(sale => sale.IsCurrent && sale.IsCredited ? sale.AmountFen : 0),
                Shares = group.Sum(sale => sale.IsCurrent ? sale.Shares : 0),
                YearFen = group.Sum(sale => sale.AmountFen),
                YearToEastFen = group.Sum(sale => sale.IsToEast ? sale.AmountFen : 0),
            })
            .ToListAsync(ct);
    }
}
