using Marketplace.Contracts;

namespace Marketplace.Crediting.Reports;

/// <summary>By what pairings are ordered.</summary>
public enum TopBottomOrder
{
    Amount = 1,
    Progress = 2,
    Growth = 3,
}

/// <summary>At which end of the order a pairing stands.</summary>
public enum OrderEnd
{
    /// <summary>The highest first.</summary>
    Top = 1,

    /// <summary>The lowest first, and none that is at the top already.</summary>
    Bottom = 2,
}

/// <summary>头部结对与首末位: the first and last pairings of each scheme and tier, and how much the first ones hold of it (R18).</summary>
public sealed class R18TopBottom : Report<R18TopBottom.Row>
{
    const int PlacesMax = 20;

    /// <summary>A pairing at one end; or all pairings of a scheme and tier.</summary>
    public sealed record Row
    {
        public required Scheme Scheme { get; init; }

        public required PairingTier Tier { get; init; }

        /// <summary>Null for a total.</summary>
        public OrderEnd? End { get; init; }

        /// <summary>Where it is listed at its end, from 1.</summary>
        public int Line { get; init; }

        /// <summary>From 1, from the top.</summary>
        public int? Place { get; init; }

        public RankedPairing? Ranked { get; init; }

        public Party? East { get; init; }

        public Party? West { get; init; }

        public Progress? Progress { get; init; }

        /// <summary>Year to date of all pairings of a total, from the largest down.</summary>
        public IReadOnlyList<long>? Amounts { get; init; }

        public long? Fen => Progress?.Counted.YearToDateFen ?? Amounts?.Sum();

        /// <summary>What the largest so many pairings hold of the total; unknown when the total is not positive.</summary>
        public Ratio Held(int pairings) => Amounts is null ? Ratio.Unknown : Ratio.Of(Amounts.Take(pairings).Sum(), Amounts.Sum());
    }

    public override string Code => "R18";

    public override string Path => "top-bottom";

    public override BilingualText Title { get; } = new("头部结对与首末位", "Top and bottom pairings");

    public override ReportFilters Filters => ReportFilters.Scheme | ReportFilters.Tier;

    public override bool ComparesYears => true;

    public override bool IsRanked => true;

    public override IReadOnlyList<ReportOption> Options =>
        [ReportOption.Of<TopBottomOrder>("by", "By what pairings are ordered: the amount when not given.", TopBottomOrder.Amount)];

    protected override void Declare(ReportColumns<Row> columns)
    {
        columns.SchemeAndTier(row => row.Scheme, row => row.Tier);
        columns.Term("end", "首末位", "Top or bottom", row => row.End, ReportTexts.Of).Wide(14);
        columns.Number("place", "位次", "Place", row => row.Place);
        columns.Id("pairingId", "结对标识", "Pairing id", row => row.Ranked?.Pairing.PairingId);
        columns.Region("east", "东部", "East", row => row.East);
        columns.Region("west", "西部", "West", row => row.West);
        columns.Number("pairings", "结对数", "Pairings", row => row.Amounts?.Count);
        columns.Amount("yearToDate", "本年累计", "Year to date", row => row.Fen);
        columns.Ratio("progress", "完成率", "Progress", row => row.Progress?.OfTarget ?? Ratio.Unknown);
        columns.Ratio("growth", "同比", "Year on year", row => row.Progress?.Growth ?? Ratio.Unknown);
        columns.Ratio("top1", "前 1 位占比", "Held by the first", row => row.Held(1));
        columns.Ratio("top5", "前 5 位占比", "Held by the first 5", row => row.Held(5));
        columns.Ratio("top20", "前 20 位占比", "Held by the first 20", row => row.Held(PlacesMax));
        columns.Number("concentration", "集中度 HHI", "HHI", ConcentrationOf);
    }

    protected override string KeyOf(Row row) => SortKey.Of(
        SortKey.Up((int)row.Scheme), SortKey.Up((int)row.Tier), SortKey.Up((int)row.End!.Value), SortKey.Up(row.Line));

    protected override async Task<ReportRows<Row>> ReadAsync(ReportContext context, CancellationToken ct)
    {
        var by = context.Request.Option<TopBottomOrder>("by")!.Value;
        var groups = (await context.RankedAsync(ct)).Shown(context.Request, context.Scope)
            .Select(ranked => R01PairingProgress.RowOf(ranked, context))
            .GroupBy(row => (row.Scheme, row.Tier)).OrderBy(group => group.Key).ToList();
        return new ReportRows<Row>([.. groups.SelectMany(group => Ends([.. group], by))])
        {
            Totals =
            [
                .. groups.Select(group => new Row
                {
                    Scheme = group.Key.Scheme,
                    Tier = group.Key.Tier,
                    Amounts = [.. group.Select(row => row.Progress.Counted.YearToDateFen).OrderDescending()],
                }),
            ],
        };
    }

    protected override async Task<IReadOnlyList<Row>> CompleteAsync(ReportContext context, IReadOnlyList<Row> rows, CancellationToken ct)
    {
        await context.Registry.ReadSidesAsync(rows.Select(row => row.Ranked!.Pairing), ct);
        return
        [
            .. rows.Select(row => row with
            {
                East = context.Registry.EastOf(row.Ranked!.Pairing),
                West = context.Registry.WestOf(row.Ranked.Pairing),
            }),
        ];
    }

    /// <summary>Those with a value to be ordered by: at most 20 at the top, and at most 20 of the others at the bottom.</summary>
    static IEnumerable<Row> Ends(IReadOnlyList<R01PairingProgress.Row> pairings, TopBottomOrder by)
    {
        Row[] ordered =
        [
            .. pairings.Where(row => ValueOf(row.Progress, by) is not null).OrderByDescending(row => ValueOf(row.Progress, by))
                .ThenBy(row => row.Ranked!.Pairing.PairingId)
                .Select((row, index) => new Row
                {
                    Scheme = row.Scheme, Tier = row.Tier, Place = index + 1, Ranked = row.Ranked, Progress = row.Progress,
                }),
        ];
        var top = ordered.Take(PlacesMax).Select((row, index) => row with { End = OrderEnd.Top, Line = index + 1 });
        var bottom = ordered.Skip(PlacesMax).TakeLast(PlacesMax).Reverse()
            .Select((row, index) => row with { End = OrderEnd.Bottom, Line = index + 1 });
        return top.Concat(bottom);
    }

    static long? ValueOf(Progress progress, TopBottomOrder by) => by switch
    {
        TopBottomOrder.Amount => progress.Counted.YearToDateFen,
        TopBottomOrder.Progress => progress.OfTarget.BasisPoints,
        TopBottomOrder.Growth => progress.Growth.BasisPoints,
        _ => throw new ArgumentOutOfRangeException(nameof(by)),
    };

    /// <summary>Herfindahl–Hirschman index, 0 to 10,000; null when the total is not positive.</summary>
    static long? ConcentrationOf(Row row) => row.Amounts?.Sum() is > 0 and var total
        ? Ratio.Rounded(row.Amounts.Sum(fen => (decimal)fen / total * fen / total))
        : null;
}
