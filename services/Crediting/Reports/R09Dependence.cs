using System.Globalization;
using Marketplace.Contracts;
using Marketplace.Crediting.Domain;
using Marketplace.Platform.Refusals;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Reports;

/// <summary>What dependence is computed for.</summary>
public enum DependenceOf
{
    County = 1,
    Product = 2,
    Supplier = 3,
}

/// <summary>
/// 依赖度与市场化: how much of the sales of a western region policy drives, on the twelve months up to the month (R9). Computed from the
/// sales of the region by the database; each share of origin counts once, whatever it was credited to. Rows are in the order of their ids,
/// so that paging neither repeats nor leaves out any while sales go on; "rank" tells the order by sales.
/// </summary>
public sealed class R09Dependence : Report<R09Dependence.Row>
{
    const int Months = 12;
    const int Quarters = 8;

    /// <summary>A county, product or supplier; or the region as a whole.</summary>
    public sealed record Row
    {
        public required SoldInRegion.Concentration Sold { get; init; }

        public required RuleParameters Rules { get; init; }

        /// <summary>Of the county; null for products and suppliers, and for a total.</summary>
        public Party? County { get; init; }

        /// <summary>
        /// Of products sold by weight: the average price a kilogram over that of the other products of the category in the region. Prices
        /// of markets outside are not known here.
        /// </summary>
        public Ratio Premium { get; init; } = Ratio.Unknown;

        /// <summary>Eight quarters, the last one up to the month.</summary>
        public IReadOnlyList<Quarter>? Trend { get; init; }

        public AlertLevel? Level => Dependence.LevelOf(Sold.PolicyFen, Sold.Fen, Rules);

        /// <summary>Sales if policy demand halved.</summary>
        public long StressedFen => Sold.Fen - (Sold.PolicyFen / 2);
    }

    /// <param name="Name">"2026Q3".</param>
    /// <param name="Fen">All sales.</param>
    /// <param name="PolicyFen">Those that policy drove.</param>
    public sealed record Quarter(string Name, long Fen, long PolicyFen);

    public override string Code => "R9";

    public override string Path => "dependence";

    public override BilingualText Title { get; } = new("依赖度与市场化统计表", "Dependence on policy demand");

    public override ViewBasis? OnlyView => ViewBasis.Restated;

    public override EvidenceState? OnlyMeasure => EvidenceState.Recognised;

    public override BilingualText? NotKnownAt => ReportTexts.OnlyNow;

    public override IReadOnlyList<ReportOption> Options =>
        [ReportOption.Of<DependenceOf>("by", "What is listed: counties when not given.", DependenceOf.County)];

    public override Month From(Month month) => Month.Of(month.FirstDay.AddMonths(1 - Months));

    protected override void Declare(ReportColumns<Row> columns)
    {
        columns.Text("countyRegionId", "县区划标识", "County region id", row => row.County?.RegionId).NotPrinted()
            .When(Lists(DependenceOf.County));
        columns.Text("countyCode", "县代码", "County code", row => row.County?.Code).Wide(12).When(Lists(DependenceOf.County));
        columns.Text("county", "县", "County", row => row.County?.Name).Wide(20).When(Lists(DependenceOf.County));
        columns.Id("productId", "产品标识", "Product id", row => IdOf(row)).When(Lists(DependenceOf.Product));
        columns.Text("product", "产品", "Product", NameOf).Wide(28).When(Lists(DependenceOf.Product));
        columns.Id("supplierId", "供应商标识", "Supplier id", row => IdOf(row)).When(Lists(DependenceOf.Supplier));
        columns.Text("supplier", "供应商", "Supplier", NameOf).Wide(28).When(Lists(DependenceOf.Supplier));
        columns.Number("rank", "销售额位次", "Rank by sales", row => row.Trend is null ? null : row.Sold.Rank);
        columns.Amount("total", "销售额", "Sales", row => row.Sold.Fen);
        columns.Amount("policy", "政策性采购", "Policy-driven", row => row.Sold.PolicyFen);
        columns.Amount("market", "市场化销售", "Market", row => row.Sold.Fen - row.Sold.PolicyFen);
        columns.Ratio("ratio", "依赖度", "Dependence", row => Ratio.Of(row.Sold.PolicyFen, row.Sold.Fen));
        columns.Term("level", "等级", "Level", row => row.Level, ReportTexts.Of).Wide(10);
        columns.Number("buyers", "买家数", "Buyers", row => row.Sold.Buyers);
        columns.Ratio("topBuyer", "最大买家占比", "Top buyer", row => Ratio.Of(row.Sold.TopFen, row.Sold.Fen));
        columns.Ratio("topThreeBuyers", "前三买家占比", "Top three", row => Ratio.Of(row.Sold.TopThreeFen, row.Sold.Fen));
        columns.Number("concentration", "集中度 HHI", "HHI", row => (row.Sold.SquaredShares + 50_000_000) / 100_000_000);
        columns.Ratio("premium", "价格溢价", "Price premium", row => row.Premium);
        columns.Amount("stressed", "政策需求减半后销售额", "Sales if policy demand halved", row => row.StressedFen);
        columns.Ratio("fall", "降幅", "Fall", row => Ratio.Of(row.Sold.Fen - row.StressedFen, row.Sold.Fen));
        columns.List("trend", "趋势", "Trend", row => row.Trend, quarters =>
        {
            quarters.Text("quarter", "季度", "Quarter", quarter => quarter.Name).NotPrinted();
            quarters.Amount("total", "销售额", "Sales", quarter => quarter.Fen).NotPrinted();
            quarters.Amount("policy", "政策性采购", "Policy-driven", quarter => quarter.PolicyFen).NotPrinted();
            quarters.Ratio("ratio", "依赖度", "Dependence", quarter => Ratio.Of(quarter.PolicyFen, quarter.Fen));
        }).SideBySide(request => QuartersUpTo(request.Month).Select(first => NameOf(first))
            .ToDictionary(name => name, name => new BilingualText(name, name)));
    }

    protected override string KeyOf(Row row) => row.Sold.ObjectId;

    protected override async Task<ReportRows<Row>> ReadAsync(ReportContext context, CancellationToken ct)
    {
        var notes = (BilingualText[])
        [
            new(
                "成交额为产地货物的全部成交净额（含未结对、待定和市场销售，不含作废），每个产地份额只计一次；政策性采购为按地区或定点计入的直接采购及预留份额。",
                "Sales are all sales of goods of the region at their net value, also unpaired, held and market sales but not void ones, "
                + "each share of origin once; policy demand is what was bought directly and credited by region or designation, and "
                + "quotas."),
            new(
                "价格溢价为与本地同类其他产品均价之比；系统内没有区外市场价格。",
                "The price premium is over other products of the category in the region; prices of markets outside are not known here."),
        ];
        if (await SoldAsync(context, ct) is not { } sold)
        {
            return new ReportRows<Row>([]) { Notes = notes };
        }

        var rules = context.Registry.Rules.Parameters;
        var days = Days(context);
        var rows = await sold.ConcentrationsAsync(context.Db, days, context.After, context.Size + 1, ct);
        var total = (await (sold with { Key = "''", Name = "''" }).ConcentrationsAsync(context.Db, days, null, 1, ct)).SingleOrDefault();
        return new ReportRows<Row>([.. rows.Select(row => new Row { Sold = row, Rules = rules })])
        {
            IsPage = true,
            Totals = total is null ? [] : [new Row { Sold = total, Rules = rules }],
            Notes = notes,
        };
    }

    protected override async Task<IReadOnlyList<Row>> CompleteAsync(ReportContext context, IReadOnlyList<Row> rows, CancellationToken ct)
    {
        if (rows.Count == 0)
        {
            return rows;
        }

        var sold = (await SoldAsync(context, ct))!;
        string[] ids = [.. rows.Select(row => row.Sold.ObjectId)];
        var trends = (await sold.TrendAsync(context.Db, context.Month, ids, ct)).ToLookup(sum => sum.ObjectId);
        var by = context.Request.Option<DependenceOf>("by");
        var premiums = by == DependenceOf.Product ? await sold.PremiumsAsync(context.Db, Days(context), ids, ct) : [];
        if (by == DependenceOf.County)
        {
            await context.Registry.ReadRegionsAsync(ids, ct);
        }

        return
        [
            .. rows.Select(row => row with
            {
                County = by == DependenceOf.County ? context.Registry.PartyOf(row.Sold.ObjectId, row.Sold.ObjectName) : null,
                Premium = premiums.GetValueOrDefault(row.Sold.ObjectId, Ratio.Unknown),
                Trend = TrendOf(context.Month, [.. trends[row.Sold.ObjectId]]),
            }),
        ];
    }

    static Func<ReportRequest, bool> Lists(DependenceOf by) => request => request.Option<DependenceOf>("by") == by;

    static Guid? IdOf(Row row) => Guid.TryParse(row.Sold.ObjectId, out var id) ? id : null;

    static string? NameOf(Row row) => row.Sold.ObjectName.Length == 0 ? null : row.Sold.ObjectName;

    static (DateOnly First, DateOnly Last) Days(ReportContext context) =>
        (context.Month.FirstDay.AddMonths(1 - Months), context.Month.LastDay);

    /// <summary>Which sales the report is about; null when the caller has no region in which anything could be grown.</summary>
    /// <exception cref="ForbiddenException">It is neither the caller's region nor that of a partner.</exception>
    static async Task<SoldInRegion?> SoldAsync(ReportContext context, CancellationToken ct)
    {
        if (context.Scope.RegionId is not { } regionId)
        {
            throw new InvalidRequestException(
                "region_required", "region", "请指定产地所在的行政区划，例如 513430。", "Name the region of origin, such as 513430.");
        }

        var (db, by) = (context.Db, context.Request.Option<DependenceOf>("by")!.Value);
        var region = await db.Regions.AsNoTracking().SingleOrDefaultAsync(known => known.RegionId == regionId && known.IsCurrent, ct);
        if (region is null || (!db.SeesAll && db.CallerSegment is null))
        {
            return null;
        }

        if (!db.SeesAll && !region.Path.Contains(db.CallerSegment!, StringComparison.Ordinal))
        {
            // Both sides of a pairing read the same figures; who the suppliers are is the west's own business.
            var partners = await db.Pairings.AsNoTracking().Where(pairing => pairing.IsCurrent).Select(pairing => pairing.WestPath)
                .Distinct().ToListAsync(ct);
            if (by == DependenceOf.Supplier || !partners.Any(west => region.Path.StartsWith(west, StringComparison.Ordinal)))
            {
                throw new ForbiddenException(
                    "not_your_region",
                    "只能查看本地区或结对西部地区的依赖度；供应商明细仅限产地官员。",
                    "Only your own region or that of a western partner can be asked for, and suppliers only by officials of the region "
                    + "of origin.");
            }
        }

        return SoldInRegion.Of(region.RegionPath, region.Level, by);
    }

    static IEnumerable<Month> QuartersUpTo(Month month)
    {
        var last = new Month(month.Year, ((month.Number - 1) / 3 * 3) + 1).FirstDay;
        return Enumerable.Range(1 - Quarters, Quarters).Select(back => Month.Of(last.AddMonths(3 * back)));
    }

    static string NameOf(Month first) => string.Create(CultureInfo.InvariantCulture, $"{first.Year}Q{((first.Number - 1) / 3) + 1}");

    static IReadOnlyList<Quarter> TrendOf(Month month, IReadOnlyList<SoldInRegion.MonthSum> sums) =>
    [
        .. QuartersUpTo(month).Select(first =>
        {
            string[] months = [first.ToString(), first.Next.ToString(), first.Next.Next.ToString()];
            var own = sums.Where(sum => months.Contains(sum.Month)).ToList();
            return new Quarter(NameOf(first), own.Sum(sum => sum.Fen), own.Sum(sum => sum.PolicyFen));
        }),
    ];
}
