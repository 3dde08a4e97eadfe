using Marketplace.Contracts;
using Marketplace.Crediting.Domain;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Reports;

/// <summary>
/// 品类结构: what was bought, product by product from the largest amount down, of one scheme and tier or one pairing; the totals are by
/// category, by level of processing, and of all (R5).
/// </summary>
public sealed class R05Categories : Report<R05Categories.Row>
{
    /// <summary>A product at a level of processing; or a category, a level, or everything.</summary>
    public sealed record Row
    {
        public Guid? ProductId { get; init; }

        /// <summary>As it was last sold in the period.</summary>
        public string? Name { get; init; }

        public ProductCategory? Category { get; init; }

        public ProcessingLevel? Level { get; init; }

        /// <summary>Year to date.</summary>
        public required GoodsSum Now { get; init; }

        /// <summary>The same months of last year.</summary>
        public GoodsSum Before { get; init; } = GoodsSum.Nothing;

        /// <summary>Of everything.</summary>
        public required long WholeFen { get; init; }

        /// <summary>Yuan a kilogram or a piece, at the end of the period; null when too little is known.</summary>
        public decimal? Benchmark { get; init; }

        public bool IsComparable => Now.IsByWeight == Before.IsByWeight;
    }

    public override string Code => "R5";

    public override string Path => "categories";

    public override BilingualText Title { get; } = new("品类结构统计表", "Categories and products");

    public override ReportFilters Filters => ReportFilters.Scheme | ReportFilters.Tier | ReportFilters.Holder;

    public override bool ComparesYears => true;

    public override bool ReadsProjection => true;

    public override bool IsRanked => true;

    protected override void Declare(ReportColumns<Row> columns)
    {
        columns.Id("productId", "产品标识", "Product id", row => row.ProductId);
        columns.Bilingual("group", "一级品类", "Category L1", row => row.Category is { } category ? ReportTexts.GroupOf(category) : null)
            .Wide(20);
        columns.Term("category", "二级品类", "Category L2", row => row.Category, ReportTexts.Of);
        columns.Text("product", "产品", "Product", row => row.Name).Wide(28);
        columns.Term("level", "加工程度", "Processing", row => row.Level, ReportTexts.Of);
        columns.Amount("amount", "金额", "Amount", row => row.Now.Fen);
        columns.Ratio("share", "占比", "Share", row => Ratio.Of(row.Now.Fen, row.WholeFen));
        columns.Decimal("tonnes", "数量（吨）", "Tonnes", row => row.Now.Tonnes, 3);
        columns.Decimal("pieces", "数量（件）", "Pieces", row => row.Now.Pieces);
        columns.Decimal("averagePrice", "均价（元/公斤或件）", "Average price, yuan a kilogram or piece", row => row.Now.Price, 2);
        columns.Text("pricedPer", "计价单位", "Priced per", row => row.Now.IsByWeight ? "kg" : row.Now.IsByPiece ? "piece" : null).Wide(10);
        columns.Ratio("amountGrowth", "金额同比", "Amount, year on year", row => Ratio.Growth(row.Now.Fen, row.Before.Fen));
        columns.Ratio("quantityGrowth", "数量同比", "Quantity, year on year", row =>
            row.IsComparable ? Ratio.Growth(row.Now.Quantity, row.Before.Quantity) : Ratio.Unknown);
        columns.Ratio("priceGrowth", "均价同比", "Price, year on year", row =>
            row.IsComparable ? Ratio.Growth(row.Now.Price, row.Before.Price) : Ratio.Unknown);
        columns.Decimal("benchmark", "参考价（元）", "Benchmark", row => row.Benchmark, 2);
        columns.Ratio("aboveBenchmark", "高于参考价", "Above the benchmark", row => Ratio.Growth(row.Now.Price, row.Benchmark));
    }

    protected override string KeyOf(Row row) => SortKey.Of(
        SortKey.Down(row.Now.Fen), SortKey.Of(row.ProductId!.Value), SortKey.Up((int)row.Category!.Value),
        SortKey.Up((int)row.Level!.Value));

    protected override async Task<ReportRows<Row>> ReadAsync(ReportContext context, CancellationToken ct)
    {
        var holders = await ReportedHolders.OfAsync(context, needsOne: true, ct);
        var products = await ByProductAsync(Sold(context, holders, context.Month), ct);
        var before = await ByKindAsync(Sold(context, holders, context.Month.AddYears(-1)), ct);
        var whole = products.Sum(product => product.Fen);
        return new ReportRows<Row>(
        [
            .. products.Select(product => new Row
            {
                ProductId = product.ProductId, Category = product.Category, Level = product.Level, Now = product.Goods, WholeFen = whole,
            }),
        ])
        {
            Scheme = holders.Scheme,
            Tier = holders.Tier,
            Totals = [.. Totals(products, before, whole)],
            Notes =
            [
                new(
                    "数量与均价按分录的净量计算（退货已扣减）；既有按重量又有按件销售的，不计均价。",
                    "Quantities and prices are net of returns; where goods are sold both by weight and by the piece there is no average "
                    + "price."),
                .. context.Request.KnownAt is null ? (BilingualText[])[] : [new(
                    "历史时点只列当时已由官员设定的基准价，不列系统测算的均价。",
                    "As known at an instant, benchmarks are those that officials had set; averages that were computed are not told.")],
            ],
        };
    }

    protected override async Task<IReadOnlyList<Row>> CompleteAsync(ReportContext context, IReadOnlyList<Row> rows, CancellationToken ct)
    {
        var holders = await ReportedHolders.OfAsync(context, needsOne: true, ct);
        Guid[] ids = [.. rows.Select(row => row.ProductId!.Value).Distinct()];
        var before = (
            await ByProductAsync(Sold(context, holders, context.Month.AddYears(-1)).Where(sold => ids.Contains(sold.ProductId)), ct))
            .ToDictionary(product => (product.ProductId, product.Category, product.Level), product => product.Goods);
        var names = (await Sold(context, holders, context.Month).Where(sold => ids.Contains(sold.ProductId))
            .GroupBy(sold => new { sold.ProductId, sold.Name })
            .Select(group => new { group.Key.ProductId, group.Key.Name, Last = group.Max(sold => sold.Month) }).ToListAsync(ct))
            .GroupBy(name => name.ProductId).ToDictionary(
                group => group.Key,
                group => group.OrderByDescending(name => name.Last, StringComparer.Ordinal)
                    .ThenBy(name => name.Name, StringComparer.Ordinal).First().Name);
        var benchmarks = await BenchmarksOfProducts.ReadAsync(context.Db, ids, context.Month.LastDay, context.Request.KnownAt, ct);
        return
        [
            .. rows.Select(row => row with
            {
                Name = names[row.ProductId!.Value],
                Before = before.GetValueOrDefault((row.ProductId.Value, row.Category!.Value, row.Level!.Value), GoodsSum.Nothing),
                Benchmark = benchmarks.Of(row.ProductId.Value, row.Now.IsByWeight),
            }),
        ];
    }

    static IEnumerable<Row> Totals(IReadOnlyList<Product> now, IReadOnlyList<Product> before, long whole)
    {
        foreach (var category in now.Concat(before).Select(product => product.Category).Distinct().Order())
        {
            yield return Total(product => product.Category == category) with { Category = category };
        }

        foreach (var level in now.Concat(before).Select(product => product.Level).Distinct().Order())
        {
            yield return Total(product => product.Level == level) with { Level = level };
        }

        yield return Total(_ => true);

        Row Total(Func<Product, bool> counts) => new()
        {
            Now = GoodsSum.Of(now.Where(counts).Select(product => product.Goods)),
            Before = GoodsSum.Of(before.Where(counts).Select(product => product.Goods)),
            WholeFen = whole,
        };
    }

    static IQueryable<SoldGoods> Sold(ReportContext context, ReportedHolders holders, Month month)
    {
        var isAsPosted = context.Request.View == ViewBasis.AsPosted;
        return
            from sum in context.Products(month)
            join holder in holders.All on sum.HolderId equals holder.SumId
            join product in context.Db.SoldProducts on sum.FactId equals product.FactId
            select new SoldGoods
            {
                ProductId = product.ProductId,
                Name = product.Name,
                Category = product.Category,
                Level = product.ProcessingLevel,
                Month = isAsPosted ? sum.PostingPeriod : sum.RecognitionMonth,
                Fen = sum.AmountFen,
                Milligrams = sum.Milligrams,
                Millipieces = sum.Millipieces,
            };
    }

    static Task<List<Product>> ByProductAsync(IQueryable<SoldGoods> sold, CancellationToken ct) =>
        sold.GroupBy(goods => new { goods.ProductId, goods.Category, goods.Level }).Select(group => new Product
        {
            ProductId = group.Key.ProductId,
            Category = group.Key.Category,
            Level = group.Key.Level,
            Fen = group.Sum(goods => goods.Fen),
            Milligrams = group.Sum(goods => goods.Milligrams),
            Millipieces = group.Sum(goods => goods.Millipieces),
        }).ToListAsync(ct);

    static Task<List<Product>> ByKindAsync(IQueryable<SoldGoods> sold, CancellationToken ct) =>
        sold.GroupBy(goods => new { goods.Category, goods.Level }).Select(group => new Product
        {
            Category = group.Key.Category,
            Level = group.Key.Level,
            Fen = group.Sum(goods => goods.Fen),
            Milligrams = group.Sum(goods => goods.Milligrams),
            Millipieces = group.Sum(goods => goods.Millipieces),
        }).ToListAsync(ct);

    /// <summary>What was sold of a product, or of a category at a level of processing.</summary>
    sealed record Product
    {
        public Guid ProductId { get; init; }

        public required ProductCategory Category { get; init; }

        public required ProcessingLevel Level { get; init; }

        public required long Fen { get; init; }

        public required long Milligrams { get; init; }

        public required long Millipieces { get; init; }

        public GoodsSum Goods => new(Fen, Milligrams, Millipieces);
    }

    sealed class SoldGoods
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

/// <summary>Goods summed up.</summary>
/// <param name="Fen">What they cost.</param>
/// <param name="Milligrams">Of what is sold by weight.</param>
/// <param name="Millipieces">In thousandths, of what is sold by the piece.</param>
public sealed record GoodsSum(long Fen, long Milligrams, long Millipieces)
{
    public static GoodsSum Nothing { get; } = new(0, 0, 0);

    public bool IsByWeight => Milligrams > 0 && Millipieces == 0;

    public bool IsByPiece => Millipieces > 0 && Milligrams == 0;

    /// <summary>吨 of what is sold by weight; null when nothing is.</summary>
    public decimal? Tonnes => Milligrams == 0 ? null : Milligrams / 1_000_000_000m;

    /// <summary>Of what is sold by the piece; null when nothing is.</summary>
    public decimal? Pieces => Millipieces == 0 ? null : Millipieces / 1_000m;

    /// <summary>Kilograms, or pieces where nothing is sold by weight; null where both are, or nothing.</summary>
    public decimal? Quantity => IsByWeight ? Milligrams / 1_000_000m : IsByPiece ? Millipieces / 1_000m : null;

    /// <summary>Yuan for each of them.</summary>
    public decimal? Price => Quantity is { } quantity ? Fen / 100m / quantity : null;

    public static GoodsSum Of(IEnumerable<GoodsSum> sums) => sums.Aggregate(Nothing, (left, right) => new GoodsSum(
        left.Fen + right.Fen, left.Milligrams + right.Milligrams, left.Millipieces + right.Millipieces));
}
