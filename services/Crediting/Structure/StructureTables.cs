using Marketplace.Contracts;
using Marketplace.Crediting.Reports;
using Marketplace.Tables;

namespace Marketplace.Crediting.Structure;

/// <summary>The tables of the reports of structure.</summary>
static class StructureTables
{
    const string All = "合计";

    static readonly SalesChannel[] Channels = Enum.GetValues<SalesChannel>();

    static readonly IReadOnlyList<Column> GoodsColumns =
    [
        Money("amount", "金额（万元）", "Amount"),
        Percent("share", "占比", "Share"),
        new("tonnes", "重量（吨）", "Tonnes", Width: 12),
        new("pieces", "件数", "Pieces", Width: 12),
        new("price", "均价（元/公斤或件）", "Average price a kg or piece", Width: 14),
        Percent("amountGrowth", "金额同比", "Amount, year on year"),
        Percent("quantityGrowth", "数量同比", "Quantity, year on year"),
        Percent("priceGrowth", "价格同比", "Price, year on year"),
    ];

    public static IReadOnlyList<Table> Of(ReportModeChannel.View view) =>
    [
        StructureOutput.Table(
            view.Header,
            "方式与渠道",
            [
                new("scheme", "渠道", "Scheme", Width: 22), new("tier", "层级", "Tier", Width: 16), new("east", "东部（帮扶方）", "East", Width: 20),
                new("west", "西部（受援方）", "West", Width: 20), Money("month", "本月（万元）", "Month"), Money("yearToDate", "本年累计（万元）", "Year to date"),
                Money("direct", "直接采购", "Direct"), Percent("directShare", "直接采购占比", "Share of direct"), Money("assisted", "帮助销售", "Assisted"),
                Percent("assistedShare", "帮助销售占比", "Share of assisted"),
                .. Channels.Select(channel => Money($"{channel}", StructureWords.Of(channel).Zh, StructureWords.Of(channel).En)),
                Money("lastYear", "上年同期（万元）", "Last year"), Percent("yearOnYear", "同比", "Year on year"),
            ],
            view.Rows.Select(row => (IReadOnlyList<object?>)
                [ReportWords.Of(row.Scheme).Both(), ReportWords.Of(row.Tier).Both(), row.East?.Name ?? row.UnitName, row.West.Name, .. Cells(row.Figures)]),
            view.Totals.Select(total => (IReadOnlyList<object?>)
                [ReportWords.Of(total.Scheme).Both(), ReportWords.Of(total.Tier).Both(), All, null, .. Cells(total.Figures)])),
    ];

    public static IReadOnlyList<Table> Of(ReportCategories.View view) =>
    [
        StructureOutput.Table(
            view.Header,
            "产品",
            [
                new("group", "一级品类", "Category L1", Width: 14), new("category", "二级品类", "Category L2", Width: 14), new("product", "产品", "Product", Width: 28),
                new("level", "加工程度", "Processing", Width: 14), .. GoodsColumns, new("benchmark", "参考价（元）", "Benchmark", Width: 12),
                Percent("aboveBenchmark", "高于参考价", "Above the benchmark"),
            ],
            view.Products.Select(row => (IReadOnlyList<object?>)
            [
                row.Group.Zh, row.CategoryWords.Zh, row.Name, StructureWords.Of(row.Level).Zh, .. Cells(row.Figures), row.Benchmark, row.AboveBenchmark.BasisPoints,
            ]),
            [[All, null, null, null, .. Cells(view.Total), null, null]]),
        StructureOutput.Table(
            view.Header,
            "品类",
            [new("group", "一级品类", "Category L1", Width: 14), new("category", "二级品类", "Category L2", Width: 14), .. GoodsColumns],
            view.Categories.Select(row => (IReadOnlyList<object?>)[row.Group.Zh, row.Words.Zh, .. Cells(row.Figures)]),
            [[All, null, .. Cells(view.Total)]]),
        StructureOutput.Table(
            view.Header,
            "加工程度",
            [new("level", "加工程度", "Processing", Width: 14), .. GoodsColumns],
            view.Levels.Select(row => (IReadOnlyList<object?>)[row.Words.Zh, .. Cells(row.Figures)]),
            [[All, .. Cells(view.Total)]]),
    ];

    public static IReadOnlyList<Table> Of(ReportUnitTypes.View view) =>
    [
        StructureOutput.Table(
            view.Header,
            "采购主体",
            [
                new("kind", "单位类型", "Kind of unit", Width: 16), Count("active", "采购单位数", "Active units"), Count("activeLastYear", "上年同期单位数", "Last year"),
                Money("amount", "金额（万元）", "Amount"), Percent("share", "占比", "Share"), Percent("growth", "同比", "Year on year"), Count("orders", "订单数", "Orders"),
                Money("average", "单均（万元）", "Average order"), Percent("repeat", "复购率", "Repeat rate"), Count("new", "新增单位", "New units"),
            ],
            view.Rows.Select(row => Cells(row.Words.Zh, row.Figures)),
            [Cells(All, view.Total)]),
    ];

    public static IReadOnlyList<Table> Of(ReportDesignatedUnits.View view) =>
    [
        StructureOutput.Table(
            view.Header,
            "定点单位",
            [
                new("unit", "承担单位", "Unit", Width: 28), new("region", "所在地", "Region", Width: 16), new("county", "定点县", "County", Width: 16),
                Money("buyTarget", "直接采购任务（万元）", "Target to buy"), Money("bought", "已采购", "Bought"), Percent("buyProgress", "采购完成率", "Progress"),
                Money("helpTarget", "帮助销售任务（万元）", "Target to help sell"), Money("helped", "已帮销", "Helped"), Percent("helpProgress", "帮销完成率", "Progress"),
                Money("target", "任务合计（万元）", "Target"), Money("done", "完成合计", "Done"), Percent("progress", "总完成率", "Progress"),
                Count("subordinates", "下属单位数", "Subordinate units"), Count("subordinatesThatBought", "有采购的下属单位", "Of which bought"),
                Money("own", "本级采购", "Bought by itself"),
            ],
            view.Rows.Select(row => (IReadOnlyList<object?>)
            [
                row.UnitName, row.UnitRegion?.Name, row.County.Name, .. Cells(row.Figures), row.Subordinates, row.SubordinatesThatBought, row.OwnPurchases.Fen,
            ]),
            [[All, null, null, .. Cells(view.Total), null, null, null]]),
        StructureOutput.Table(
            view.Header,
            "协作定点消费帮扶单位",
            [new("unit", "单位", "Unit", Width: 28), Money("amount", "东西部协作金额（万元）", "East–West amount"), Count("orders", "订单数", "Orders")],
            view.PairingDesignated.Select(row => (IReadOnlyList<object?>)[row.UnitName, row.Amount.Fen, row.Orders])),
    ];

    public static IReadOnlyList<Table> Of(ReportQuota.View view) =>
    [
        StructureOutput.Table(
            view.Header,
            "预留份额",
            [
                new("division", "财政", "Finance division", Width: 18), new("department", "主管部门", "Department", Width: 18), new("unit", "单位", "Unit", Width: 28),
                new("canteen", "食堂", "Canteen", Width: 12), new("state", "状态", "State", Width: 24), Money("reserved", "预留（万元）", "Reserved"),
                new("ratio", "预留比例", "Ratio", Width: 12), Money("executed", "执行（万元）", "Executed"), new("execution", "执行率", "Execution", Width: 12),
                Money("union", "其中工会", "By trade union"), Money("staff", "其中职工", "By staff"),
            ],
            view.Rows.Select(row => (IReadOnlyList<object?>)
            [
                row.FinanceDivision, row.Department, row.UnitName, row.CanteenWords.Zh, row.StateWords.Zh, row.Reserved?.Fen, row.ReservedRatio.Percent,
                row.Executed?.Fen, row.Execution.Percent, row.Union?.Fen, row.Staff?.Fen,
            ]),
            [
                .. view.Divisions.Select(division => Cells(division.FinanceDivision ?? "—", division.Figures)),
                Cells(All, view.Total),
            ]),
        StructureOutput.Table(
            view.Header,
            "未填报单位",
            [
                new("division", "财政", "Finance division", Width: 18), new("department", "主管部门", "Department", Width: 18), new("unit", "单位", "Unit", Width: 28),
                Money("executed", "执行（万元）", "Executed"),
            ],
            view.NotFiled.Select(row => (IReadOnlyList<object?>)[row.FinanceDivision, row.Department, row.UnitName, row.Executed.Fen])),
    ];

    public static IReadOnlyList<Table> Of(ReportDependence.View view) =>
    [
        StructureOutput.Table(
            view.Header,
            "依赖度",
            [
                new("object", view.By switch { DependenceOf.County => "县", DependenceOf.Product => "产品", _ => "供应商" }, $"{view.By}", Width: 28),
                Money("sales", "销售额（万元）", "Sales"), Money("policy", "政策性采购", "Policy-driven"), Money("market", "市场化销售", "Market"),
                Percent("dependence", "依赖度", "Dependence"), new("level", "等级", "Level", Width: 10), Count("buyers", "买家数", "Buyers"),
                Percent("top", "最大买家占比", "Top buyer"), Percent("topThree", "前三买家占比", "Top three"), Count("hhi", "集中度 HHI", "HHI"),
                Percent("premium", "价格溢价", "Price premium"), Money("stressed", "政策需求减半后销售额", "Sales if policy demand halved"),
                Percent("fall", "降幅", "Fall"),
                .. TrendOf(view).Select(quarter => Percent(quarter.Name, $"{quarter.Name} 依赖度", $"{quarter.Name} dependence")),
            ],
            view.Rows.Select(row => (IReadOnlyList<object?>)
                [row.Name, .. Cells(row.Figures, row.PricePremium?.BasisPoints), .. row.Trend.Select(quarter => (object?)quarter.Dependence.BasisPoints)]),
            view.Total is null ? [] : [[All, .. Cells(view.Total, null), .. TrendOf(view).Select(_ => (object?)null)]]),
    ];

    /// <summary>Every row has the same quarters.</summary>
    static IReadOnlyList<ReportDependence.Quarter> TrendOf(ReportDependence.View view) => view.Rows.Count == 0 ? [] : view.Rows[0].Trend;

    static IEnumerable<object?> Cells(ReportModeChannel.Figures figures) =>
    [
        figures.Month.Fen, figures.YearToDate.Fen, figures.Direct.Amount.Fen, figures.Direct.Share.BasisPoints, figures.Assisted.Amount.Fen,
        figures.Assisted.Share.BasisPoints,
        .. Channels.Select(channel => (object?)(figures.Channels.FirstOrDefault(part => part.Channel == channel)?.Both.Amount.Fen ?? 0L)),
        figures.LastYear.Fen, figures.YearOnYear.BasisPoints,
    ];

    static IEnumerable<object?> Cells(ReportCategories.Goods goods) =>
    [
        goods.Amount.Fen, goods.Share.BasisPoints, goods.Tonnes, goods.Pieces, goods.AveragePrice, goods.AmountGrowth.BasisPoints,
        goods.QuantityGrowth.BasisPoints, goods.PriceGrowth.BasisPoints,
    ];

    static IReadOnlyList<object?> Cells(string kind, ReportUnitTypes.Buyers buyers) =>
    [
        kind, buyers.ActiveUnits, buyers.ActiveUnitsLastYear, buyers.Amount.Fen, buyers.Share.BasisPoints, buyers.AmountGrowth.BasisPoints, buyers.Orders,
        buyers.AverageOrder?.Fen, buyers.RepeatRate.BasisPoints, buyers.NewUnits,
    ];

    static IEnumerable<object?> Cells(ReportDesignatedUnits.Fulfilment done) =>
    [
        .. Cells(done.Buy), .. Cells(done.HelpSell), .. Cells(done.Both),
    ];

    static IEnumerable<object?> Cells(ReportDesignatedUnits.Part part) => [part.Target?.Fen, part.Done.Fen, part.Progress.BasisPoints];

    static IReadOnlyList<object?> Cells(string division, ReportQuota.Totals totals) =>
    [
        division, null, $"{totals.Units}", null, null, totals.Reserved.Fen, null, totals.Executed.Fen, totals.Execution.Percent, totals.Union.Fen, totals.Staff.Fen,
    ];

    static IEnumerable<object?> Cells(ReportDependence.Figures figures, long? premium) =>
    [
        figures.Sales.Fen, figures.Policy.Fen, figures.Market.Fen, figures.Dependence.BasisPoints, figures.LevelWords.Zh, figures.Buyers,
        figures.TopBuyer.BasisPoints, figures.TopThreeBuyers.BasisPoints, figures.Concentration, premium, figures.Stressed.Fen, figures.StressFall.BasisPoints,
    ];

    static Column Money(string key, string zh, string en) => new(key, zh, en, ColumnKind.TenThousandYuan, 14);

    static Column Percent(string key, string zh, string en) => new(key, zh, en, ColumnKind.Percent, 12);

    static Column Count(string key, string zh, string en) => new(key, zh, en, ColumnKind.Integer, 12);
}
