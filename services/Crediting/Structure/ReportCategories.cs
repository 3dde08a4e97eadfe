using System.Globalization;
using Marketplace.Contracts;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Projections;
using Marketplace.Crediting.Reports;
using Marketplace.Crediting.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Structure;

/// <summary>GET /credits/reports/categories: what was bought, by category and product, of one scheme and tier or one pairing (R5).</summary>
public static class ReportCategories
{
    /// <summary>品类结构.</summary>
    public sealed record View
    {
        public required StructureHeader Header { get; init; }

        public required Goods Total { get; init; }

        /// <summary>By category, over all pages.</summary>
        public required IReadOnlyList<CategoryRow> Categories { get; init; }

        /// <summary>By level of processing, over all pages.</summary>
        public required IReadOnlyList<LevelRow> Levels { get; init; }

        /// <summary>Product by product, from the largest amount down.</summary>
        public required IReadOnlyList<ProductRow> Products { get; init; }

        /// <summary>Give it as "after" to get the next page; null on the last page.</summary>
        public string? Next { get; init; }
    }

    public sealed record CategoryRow(BilingualText Group, ProductCategory Category, BilingualText Words, Goods Figures);

    public sealed record LevelRow(ProcessingLevel Level, BilingualText Words, Goods Figures);

    public sealed record ProductRow
    {
        public required Guid ProductId { get; init; }

        /// <summary>As it was last sold in the period.</summary>
        public required string Name { get; init; }

        public required ProductCategory Category { get; init; }

        public required BilingualText Group { get; init; }

        public required BilingualText CategoryWords { get; init; }

        public required ProcessingLevel Level { get; init; }

        public required Goods Figures { get; init; }

        /// <summary>What the price is compared with at the end of the period, yuan a kilogram or a piece; null when too little is known.</summary>
        public string? Benchmark { get; init; }

        /// <summary>How the average price stands to the benchmark.</summary>
        public required Ratio AboveBenchmark { get; init; }
    }

    /// <summary>Year to date, and growth over the same months of last year.</summary>
    public sealed record Goods
    {
        public required Amount Amount { get; init; }

        /// <summary>Of the total.</summary>
        public required Ratio Share { get; init; }

        /// <summary>吨 of what is sold by weight, three places; null when nothing is.</summary>
        public string? Tonnes { get; init; }

        /// <summary>Of what is sold by the piece; null when nothing is.</summary>
        public string? Pieces { get; init; }

        /// <summary>元/公斤, or 元/件 where nothing is sold by weight; null where both are, or nothing.</summary>
        public string? AveragePrice { get; init; }

        /// <summary>"kg" or "piece"; null without an average price.</summary>
        public string? PricedPer { get; init; }

        public required Ratio AmountGrowth { get; init; }

        /// <summary>Of tonnes, or of pieces where nothing is sold by weight.</summary>
        public required Ratio QuantityGrowth { get; init; }

        public required Ratio PriceGrowth { get; init; }
    }

    /// <summary>Goods summed up.</summary>
    sealed record Sum(long Fen, long Milligrams, long Millipieces)
    {
        const decimal MilligramsOfKilogram = 1_000_000m;
        const decimal FenOfYuan = 100m;

        public static Sum Nothing { get; } = new(0, 0, 0);

        public bool IsByWeight => Milligrams > 0 && Millipieces == 0;

        public bool IsByPiece => Millipieces > 0 && Milligrams == 0;

        public decimal? Quantity => IsByWeight ? Milligrams / MilligramsOfKilogram : IsByPiece ? Millipieces / 1_000m : null;

        public decimal? Price => Quantity is { } quantity ? Fen / FenOfYuan / quantity : null;

        public static Sum Of(IEnumerable<Sum> sums)
        {
            var all = sums.ToList();
            return new Sum(all.Sum(one => one.Fen), all.Sum(one => one.Milligrams), all.Sum(one => one.Millipieces));
        }
    }

    static readonly BilingualText Title = new("品类结构统计表", "Categories and products");

    public static void Map(RouteGroupBuilder api) => api.MapGet("/reports/categories", HandleAsync)
        .WithName("ReportCategories")
        .WithSummary("品类结构 Categories and products")
        .For(Roles.Official, Roles.Auditor, Roles.Operator);

    static Task<Results<Ok<View>, FileContentHttpResult>> HandleAsync(
        Month month,
        [AsParameters] ReportQuery asked,
        [AsParameters] PageQuery page,
        CreditingDb db,
        Caller caller,
        ProjectLedger projection,
        TimeProvider clock,
        CancellationToken ct,
        Guid? pairingId = null)
    {
        var query = StructureQuery.Of(month, asked, clock, pairingId);
        return StructureOutput.AnswerAsync(
            asked.FormatAsked,
            page,
            some => ReadAsync(query, some, db, caller, projection, clock, ct),
            view => view.Next,
            (view, more) => view with { Products = [.. view.Products, .. more.Products] },
            view => view.Header,
            StructureTables.Of);
    }

    static async Task<View> ReadAsync(
        StructureQuery query, PageQuery page, CreditingDb db, Caller caller, ProjectLedger projection, TimeProvider clock, CancellationToken ct)
    {
        var skipped = Cursor.Decode(page.After, 1) is [var place] ? (int)Math.Clamp(Cursor.Number(place), 0, int.MaxValue) : 0;
        var scope = await StructureHeaders.ScopeAsync(db, caller, query.Region, ct, query.KnownAt);
        var projected = await projection.CatchUpAsync(ct);
        var (holders, scheme, tier) = await Holders.OfAsync(db, query, needsOne: true, ct);
        var sold = Counted(db, holders, query, query.Month);
        var before = Counted(db, holders, query, query.Month.AddYears(-1));
        var byKind = await ByKindAsync(sold, ct);
        var byKindBefore = await ByKindAsync(before, ct);
        var products = await sold
            .GroupBy(one => new { one.ProductId, one.Category, one.Level })
            .Select(group => new Product
            {
                ProductId = group.Key.ProductId,
                Category = group.Key.Category,
                Level = group.Key.Level,
                Fen = group.Sum(one => one.Fen),
                Milligrams = group.Sum(one => one.Milligrams),
                Millipieces = group.Sum(one => one.Millipieces),
            })
            .OrderByDescending(one => one.Fen).ThenBy(one => one.ProductId).ThenBy(one => one.Category).ThenBy(one => one.Level)
            .Skip(skipped).Take(page.Size + 1).ToListAsync(ct);
        var shown = products.Take(page.Size).ToList();
        Guid[] ids = [.. shown.Select(one => one.ProductId).Distinct()];
        var last = (await before.Where(one => ids.Contains(one.ProductId)).GroupBy(one => new { one.ProductId, one.Category, one.Level })
            .Select(group => new
            {
                group.Key,
                Fen = group.Sum(one => one.Fen),
                Milligrams = group.Sum(one => one.Milligrams),
                Millipieces = group.Sum(one => one.Millipieces),
            }).ToListAsync(ct)).ToDictionary(one => (one.Key.ProductId, one.Key.Category, one.Key.Level), one => new Sum(one.Fen, one.Milligrams, one.Millipieces));
        var names = (await sold.Where(one => ids.Contains(one.ProductId)).GroupBy(one => new { one.ProductId, one.Name })
            .Select(group => new { group.Key.ProductId, group.Key.Name, Last = group.Max(one => one.Month) }).ToListAsync(ct)).ToLookup(one => one.ProductId);
        var benchmarks = await BenchmarksOfProducts.ReadAsync(db, ids, query.Month.LastDay, query.KnownAt, ct);
        var (total, totalBefore) = (Sum.Of(byKind.Select(one => one.Sum)), Sum.Of(byKindBefore.Select(one => one.Sum)));
        var header = await StructureHeaders.OfAsync(
            db,
            ("R5", Title),
            (new Month(query.Month.Year, 1), query),
            scope,
            clock.GetUtcNow(),
            projected,
            [
                new(
                    "数量与均价按分录的净量计算（退货已扣减）；既有按重量又有按件销售的，不计均价。",
                    "Quantities and prices are net of returns; where goods are sold both by weight and by the piece there is no average price."),
                .. query.KnownAt is null ? (BilingualText[])[] : [new(
                    "历史时点只列当时已由官员设定的基准价，不列系统测算的均价。",
                    "As known at an instant, benchmarks are those that officials had set; averages that were reckoned are not told.")],
            ],
            ct);
        return new View
        {
            Header = header with { Scheme = scheme, Tier = tier },
            Total = GoodsOf(total, totalBefore, total.Fen),
            Categories =
            [
                .. byKind.Concat(byKindBefore).Select(one => one.Category).Distinct().Order().Select(category => new CategoryRow(
                    StructureWords.Group(category),
                    category,
                    StructureWords.Of(category),
                    GoodsOf(
                        Sum.Of(byKind.Where(one => one.Category == category).Select(one => one.Sum)),
                        Sum.Of(byKindBefore.Where(one => one.Category == category).Select(one => one.Sum)),
                        total.Fen))),
            ],
            Levels =
            [
                .. byKind.Concat(byKindBefore).Select(one => one.Level).Distinct().Order().Select(level => new LevelRow(
                    level,
                    StructureWords.Of(level),
                    GoodsOf(
                        Sum.Of(byKind.Where(one => one.Level == level).Select(one => one.Sum)),
                        Sum.Of(byKindBefore.Where(one => one.Level == level).Select(one => one.Sum)),
                        total.Fen))),
            ],
            Products =
            [
                .. shown.Select(one =>
                {
                    var sum = new Sum(one.Fen, one.Milligrams, one.Millipieces);
                    var benchmark = benchmarks.Of(one.ProductId, sum.IsByWeight);
                    return new ProductRow
                    {
                        ProductId = one.ProductId,
                        Name = names[one.ProductId].OrderByDescending(name => name.Last, StringComparer.Ordinal).ThenBy(name => name.Name, StringComparer.Ordinal).First().Name,
                        Category = one.Category,
                        Group = StructureWords.Group(one.Category),
                        CategoryWords = StructureWords.Of(one.Category),
                        Level = one.Level,
                        Figures = GoodsOf(sum, last.GetValueOrDefault((one.ProductId, one.Category, one.Level), Sum.Nothing), total.Fen),
                        Benchmark = Printed(benchmark, "0.00"),
                        AboveBenchmark = Growth.Of(sum.Price, benchmark),
                    };
                }),
            ],
            Next = products.Count > page.Size ? Cursor.Encode((skipped + page.Size).ToString(CultureInfo.InvariantCulture)) : null,
        };
    }

    static IQueryable<Sold> Counted(CreditingDb db, IQueryable<Holder> holders, StructureQuery query, Month month)
    {
        var (months, view) = (month.YearToDate, query.Basis);
        var counted = view == ViewBasis.AsPosted
            ? db.ProductsOf(query, month).Where(sum => months.Contains(sum.PostingPeriod))
            : db.ProductsOf(query, month).Where(sum => months.Contains(sum.RecognitionMonth));
        return
            from sum in counted
            join holder in holders on sum.HolderId equals holder.SumId
            join product in db.SoldProducts on sum.FactId equals product.FactId
            select new Sold
            {
                ProductId = product.ProductId,
                Name = product.Name,
                Category = product.Category,
                Level = product.ProcessingLevel,
                Month = view == ViewBasis.AsPosted ? sum.PostingPeriod : sum.RecognitionMonth,
                Fen = sum.AmountFen,
                Milligrams = sum.Milligrams,
                Millipieces = sum.Millipieces,
            };
    }

    static async Task<IReadOnlyList<(ProductCategory Category, ProcessingLevel Level, Sum Sum)>> ByKindAsync(IQueryable<Sold> sold, CancellationToken ct)
    {
        var kinds = await sold.GroupBy(one => new { one.Category, one.Level }).Select(group => new
        {
            group.Key.Category,
            group.Key.Level,
            Fen = group.Sum(one => one.Fen),
            Milligrams = group.Sum(one => one.Milligrams),
            Millipieces = group.Sum(one => one.Millipieces),
        }).ToListAsync(ct);
        return [.. kinds.Select(one => (one.Category, one.Level, new Sum(one.Fen, one.Milligrams, one.Millipieces)))];
    }

    static Goods GoodsOf(Sum now, Sum before, long total) => new()
    {
        Amount = Amount.Of(now.Fen),
        Share = Ratio.Of(now.Fen, total),
        Tonnes = now.Milligrams == 0 ? null : Printed(now.Milligrams / 1_000_000_000m, "0.000"),
        Pieces = now.Millipieces == 0 ? null : Printed(now.Millipieces / 1_000m, "0.###"),
        AveragePrice = Printed(now.Price, "0.00"),
        PricedPer = now.IsByWeight ? "kg" : now.IsByPiece ? "piece" : null,
        AmountGrowth = Growth.Of(now.Fen, before.Fen),
        QuantityGrowth = now.IsByWeight == before.IsByWeight ? Growth.Of(now.Quantity, before.Quantity) : Growth.Unknown,
        PriceGrowth = now.IsByWeight == before.IsByWeight ? Growth.Of(now.Price, before.Price) : Growth.Unknown,
    };

    static string? Printed(decimal? value, string format) => value is { } known
        ? decimal.Round(known, format.Length - format.IndexOf('.', StringComparison.Ordinal) - 1, MidpointRounding.AwayFromZero)
            .ToString(format, CultureInfo.InvariantCulture)
        : null;

    sealed record Product
    {
        public required Guid ProductId { get; init; }

        public required ProductCategory Category { get; init; }

        public required ProcessingLevel Level { get; init; }

        public required long Fen { get; init; }

        public required long Milligrams { get; init; }

        public required long Millipieces { get; init; }
    }

    sealed class Sold
    {
        public required Guid ProductId { get; init; }

        public required string Name { get; init; }

        public required ProductCategory Category { get; init; }

        public required ProcessingLevel Level { get; init; }

        public required string Month { get; init; }

        public required long Fen { get; init; }

        public required long Milligrams { get; init; }

        public required long Millipieces { get; init; }
    }
}
