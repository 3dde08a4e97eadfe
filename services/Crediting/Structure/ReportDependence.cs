using System.Globalization;
using Marketplace.Contracts;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Registry;
using Marketplace.Crediting.Reports;
using Marketplace.Crediting.Storage;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Structure;

/// <summary>What dependence is reckoned for.</summary>
public enum DependenceOf
{
    County = 1,
    Product = 2,
    Supplier = 3,
}

/// <summary>
/// GET /credits/reports/dependence: how much of the sales of a western region policy drives, on the twelve months up to the month (R9). It is
/// reckoned from the sales of the region by the database; each share of origin counts once, whatever it was credited to.
/// </summary>
public static class ReportDependence
{
    const int Months = 12;
    const int Quarters = 8;

    /// <summary>依赖度与市场化.</summary>
    public sealed record View
    {
        public required StructureHeader Header { get; init; }

        public required DependenceOf By { get; init; }

        /// <summary>From the largest sales down.</summary>
        public required IReadOnlyList<Row> Rows { get; init; }

        /// <summary>The region as a whole; null when nothing was sold.</summary>
        public Figures? Total { get; init; }

        /// <summary>Give it as "after" to get the next page; null on the last page.</summary>
        public string? Next { get; init; }
    }

    public sealed record Row
    {
        /// <summary>The county's region id, the product's or the supplier's id.</summary>
        public required string ObjectId { get; init; }

        public required string Name { get; init; }

        public required Figures Figures { get; init; }

        /// <summary>
        /// Of products sold by weight: the average price a kilogram over that of the other products of the category in the region; null where
        /// it can't be reckoned. Prices of markets outside are not known here.
        /// </summary>
        public Ratio? PricePremium { get; init; }

        /// <summary>Eight quarters, the last one up to the month.</summary>
        public required IReadOnlyList<Quarter> Trend { get; init; }
    }

    public sealed record Figures
    {
        public required Amount Sales { get; init; }

        /// <summary>政策性采购: direct purchases credited by region or designation, and quotas.</summary>
        public required Amount Policy { get; init; }

        /// <summary>市场化销售: all other sales.</summary>
        public required Amount Market { get; init; }

        public required Ratio Dependence { get; init; }

        /// <summary>Amber or red; null below the thresholds.</summary>
        public AlertLevel? Level { get; init; }

        public required BilingualText LevelWords { get; init; }

        public required long Buyers { get; init; }

        /// <summary>The largest buyer's share of sales.</summary>
        public required Ratio TopBuyer { get; init; }

        /// <summary>That of the three largest.</summary>
        public required Ratio TopThreeBuyers { get; init; }

        /// <summary>Herfindahl–Hirschman index of the buyers' shares, 0 to 10,000.</summary>
        public required long Concentration { get; init; }

        /// <summary>压力测试: sales if policy demand halved.</summary>
        public required Amount Stressed { get; init; }

        /// <summary>By how much of the sales that would be less.</summary>
        public required Ratio StressFall { get; init; }
    }

    /// <param name="Name">"2026Q3".</param>
    /// <param name="Sales">All sales.</param>
    /// <param name="Policy">Those that policy drove.</param>
    /// <param name="Dependence">Their share.</param>
    public sealed record Quarter(string Name, Amount Sales, Amount Policy, Ratio Dependence);

    static readonly BilingualText Title = new("依赖度与市场化统计表", "Dependence on policy demand");

    public static void Map(RouteGroupBuilder api) => api.MapGet("/reports/dependence", HandleAsync)
        .WithName("ReportDependence")
        .WithSummary("依赖度与市场化 Dependence on policy demand")
        .For(Roles.Official, Roles.Auditor, Roles.Operator);

    static Task<Results<Ok<View>, FileContentHttpResult>> HandleAsync(
        Month month,
        [AsParameters] ReportQuery asked,
        [AsParameters] PageQuery page,
        CreditingDb db,
        Caller caller,
        TimeProvider clock,
        CancellationToken ct,
        DependenceOf by = DependenceOf.County)
    {
        var query = StructureQuery.OfNow(month, asked, clock) with { Basis = ViewBasis.Restated };
        return StructureOutput.AnswerAsync(
            asked.FormatAsked,
            page,
            some => ReadAsync(query, by, some, db, caller, clock, ct),
            view => view.Next,
            (view, more) => view with { Rows = [.. view.Rows, .. more.Rows] },
            view => view.Header,
            StructureTables.Of);
    }

    static async Task<View> ReadAsync(
        StructureQuery query, DependenceOf by, PageQuery page, CreditingDb db, Caller caller, TimeProvider clock, CancellationToken ct)
    {
        var (month, region) = (query.Month, query.Region);
        var skipped = Cursor.Decode(page.After, 1) is [var place] ? (int)Math.Clamp(Cursor.Number(place), 0, int.MaxValue) : 0;
        var scope = await StructureHeaders.ScopeAsync(db, caller, region, ct);
        var sold = await SoldAsync(db, caller, region ?? (caller.SeesAll ? null : caller.Region), by, ct);
        var from = Month.Of(month.FirstDay.AddMonths(1 - Months));
        var header = await StructureHeaders.OfAsync(
            db,
            ("R9", Title),
            (from, query),
            scope,
            clock.GetUtcNow(),
            projected: null,
            [
                new(
                    "成交额为产地货物的全部成交净额（含未结对、待定和市场销售，不含作废），每个产地份额只计一次；政策性采购为按地区或定点计入的直接采购及预留份额。",
                    "Sales are all sales of goods of the region at their net value, also unpaired, held and market sales but not void ones, each share of origin once; policy demand is what was bought directly and credited by region or designation, and quotas."),
                new(
                    "价格溢价为与本地同类其他产品均价之比；系统内没有区外市场价格。",
                    "The price premium is over other products of the category in the region; prices of markets outside are not known here."),
            ],
            ct);
        if (sold is null)
        {
            return new View { Header = header, By = by, Rows = [] };
        }

        var parameters = await ParametersAsync(db, month.LastDay, ct);
        var rows = await sold.ConcentrationsAsync(db, (from.FirstDay, month.LastDay), page.Size + 1, skipped, ct);
        var shown = rows.Take(page.Size).ToList();
        var total = (await (sold with { Key = "''", Name = "''" }).ConcentrationsAsync(db, (from.FirstDay, month.LastDay), 1, 0, ct)).SingleOrDefault();
        var trends = (await sold.TrendAsync(db, month, [.. shown.Select(row => row.ObjectId)], ct)).ToLookup(one => one.ObjectId);
        var premiums = by == DependenceOf.Product ? await sold.PremiumsAsync(db, (from.FirstDay, month.LastDay), [.. shown.Select(row => row.ObjectId)], ct) : [];
        var names = by == DependenceOf.County
            ? await Holders.PartiesAsync(db, shown.Select(row => row.ObjectId), month.LastDay, ct)
            : new Dictionary<string, Party>();
        return new View
        {
            Header = header,
            By = by,
            Rows =
            [
                .. shown.Select(row => new Row
                {
                    ObjectId = Guid.TryParse(row.ObjectId, out var id) ? id.ToString() : row.ObjectId,
                    Name = names.TryGetValue(row.ObjectId, out var party) ? party.Name : row.ObjectName,
                    Figures = FiguresOf(row, parameters),
                    PricePremium = premiums.GetValueOrDefault(row.ObjectId),
                    Trend = QuartersOf(month, trends[row.ObjectId]),
                }),
            ],
            Total = total is null ? null : FiguresOf(total, parameters),
            Next = rows.Count > page.Size ? Cursor.Encode((skipped + page.Size).ToString(CultureInfo.InvariantCulture)) : null,
        };
    }

    /// <summary>Which sales the report is about; null when the caller has no region in which anything could be grown.</summary>
    /// <exception cref="ForbiddenException">It is neither the caller's region nor that of a partner.</exception>
    static async Task<SoldInRegion?> SoldAsync(CreditingDb db, Caller caller, string? regionId, DependenceOf by, CancellationToken ct)
    {
        if (regionId is null)
        {
            throw new InvalidRequestException(
                "region_required",
                "region",
                "请指定产地所在的行政区划，例如 513430。",
                "Name the region of origin, such as 513430.");
        }

        var region = await db.Regions.AsNoTracking().SingleOrDefaultAsync(one => one.RegionId == regionId && one.IsCurrent, ct);
        if (region is null || (!db.SeesAll && db.CallerSegment is null))
        {
            return null;
        }

        if (!db.SeesAll && !region.Path.Contains(db.CallerSegment!, StringComparison.Ordinal))
        {
            // Both sides of a pairing read the same figures; who the suppliers are is the west's own business.
            var partners = await db.Pairings.AsNoTracking().Where(pairing => pairing.IsCurrent).Select(pairing => pairing.WestPath).Distinct().ToListAsync(ct);
            if (by == DependenceOf.Supplier || !partners.Any(west => region.Path.StartsWith(west, StringComparison.Ordinal)))
            {
                throw new ForbiddenException(
                    "not_your_region",
                    "只能查看本地区或结对西部地区的依赖度；供应商明细仅限产地官员。",
                    "Only your own region or that of a western partner can be asked for, and suppliers only by officials of the region of origin.");
            }
        }

        return SoldInRegion.Of(region.RegionPath, region.Level, by);
    }

    static async Task<RuleParameters> ParametersAsync(CreditingDb db, DateOnly day, CancellationToken ct) =>
        new Domain.Registry(new Pairings([]), [], (await db.RuleSets.AsNoTracking().ToListAsync(ct)).Select(RegistryCache.RuleSetOf)).RuleSetOn(day).Parameters;

    static Figures FiguresOf(SoldInRegion.Concentration row, RuleParameters parameters)
    {
        var stressed = row.Fen - (row.PolicyFen / 2);
        var level = Dependence.LevelOf(row.PolicyFen, row.Fen, parameters);
        return new Figures
        {
            Sales = Amount.Of(row.Fen),
            Policy = Amount.Of(row.PolicyFen),
            Market = Amount.Of(row.Fen - row.PolicyFen),
            Dependence = Ratio.Of(row.PolicyFen, row.Fen),
            Level = level,
            LevelWords = level switch
            {
                AlertLevel.Red => new("红色", "Red"),
                AlertLevel.Amber => new("橙色", "Amber"),
                _ => new("正常", "Normal"),
            },
            Buyers = row.Buyers,
            TopBuyer = Ratio.Of(row.TopFen, row.Fen),
            TopThreeBuyers = Ratio.Of(row.TopThreeFen, row.Fen),
            Concentration = (row.SquaredShares + 50_000_000) / 100_000_000,
            Stressed = Amount.Of(stressed),
            StressFall = Ratio.Of(row.Fen - stressed, row.Fen),
        };
    }

    static IReadOnlyList<Quarter> QuartersOf(Month month, IEnumerable<SoldInRegion.MonthSum> sums)
    {
        var all = sums.ToList();
        var quarter = new Month(month.Year, ((month.Number - 1) / 3 * 3) + 1).FirstDay;
        return
        [
            .. Enumerable.Range(1 - Quarters, Quarters).Select(back =>
            {
                var first = Month.Of(quarter.AddMonths(3 * back));
                string[] months = [first.ToString(), first.Next.ToString(), first.Next.Next.ToString()];
                var own = all.Where(sum => months.Contains(sum.Month)).ToList();
                var (fen, policy) = (own.Sum(sum => sum.Fen), own.Sum(sum => sum.PolicyFen));
                return new Quarter(
                    string.Create(CultureInfo.InvariantCulture, $"{first.Year}Q{((first.Number - 1) / 3) + 1}"), Amount.Of(fen), Amount.Of(policy), Ratio.Of(policy, fen));
            }),
        ];
    }
}
