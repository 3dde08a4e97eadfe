using Marketplace.Contracts;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Storage;
using Marketplace.Tables;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marketplace.Crediting.Reports;

/// <summary>头部结对与首末位: the first and last pairings of each scheme and tier, and how much the first ones hold of it (R18).</summary>
public sealed record TopBottomReport
{
    public required ReportHeader Header { get; init; }

    /// <summary>Amount, Progress or Growth.</summary>
    public required TopBottomOrder By { get; init; }

    /// <summary>Each scheme and tier by itself.</summary>
    public required IReadOnlyList<Group> Groups { get; init; }

    /// <summary>The pairings of a scheme and tier.</summary>
    public sealed record Group
    {
        public required Scheme Scheme { get; init; }

        public required PairingTier Tier { get; init; }

        public required int Pairings { get; init; }

        /// <summary>Year to date of all of them.</summary>
        public required Amount Total { get; init; }

        /// <summary>What the largest pairing holds of the total, in hundredths of a percent; null when the total is not positive.</summary>
        public long? Top1BasisPoints { get; init; }

        public long? Top5BasisPoints { get; init; }

        public long? Top20BasisPoints { get; init; }

        /// <summary>Herfindahl–Hirschman index, 0 to 10,000.</summary>
        public long? Concentration { get; init; }

        /// <summary>Those with a value to be ordered by, the highest first; at most 20.</summary>
        public required IReadOnlyList<Row> Top { get; init; }

        /// <summary>The lowest first; at most 20, and none that is at the top already.</summary>
        public required IReadOnlyList<Row> Bottom { get; init; }
    }

    /// <param name="Place">From 1, from the top.</param>
    /// <param name="Pairing">As in the progress report.</param>
    public sealed record Row(int Place, ProgressRow Pairing);
}

/// <summary>By what pairings are ordered.</summary>
public enum TopBottomOrder
{
    Amount = 1,
    Progress = 2,
    Growth = 3,
}

/// <summary>GET /credits/reports/top-bottom?by=Amount|Progress|Growth.</summary>
public static class ReportTopBottom
{
    const int RowsMax = 20;

    static readonly IReadOnlyList<Column> Columns =
    [
        new("scheme", "渠道", "Scheme", Width: 22),
        new("tier", "层级", "Tier", Width: 16),
        new("end", "首末位", "Top or bottom", Width: 14),
        new("place", "位次", "Place", ColumnKind.Integer, 8),
        new("east", "东部", "East", Width: 20),
        new("west", "西部", "West", Width: 20),
        new("yearToDate", "本年累计（万元）", "Year to date", ColumnKind.TenThousandYuan),
        new("progress", "完成率", "Progress", ColumnKind.Percent, 12),
        new("growth", "同比", "Year on year", ColumnKind.Percent, 12),
    ];

    public static void Map(RouteGroupBuilder api) => api.MapGet("/reports/top-bottom", HandleAsync)
        .WithName("ReportTopBottom")
        .WithSummary("头部结对与首末位 Top and bottom pairings")
        .For(Roles.Official, Roles.Auditor, Roles.Operator);

    static async Task<Results<Ok<TopBottomReport>, FileContentHttpResult>> HandleAsync(
        Month month,
        CreditingDb db,
        Caller caller,
        TimeProvider clock,
        [AsParameters] ReportQuery query,
        CancellationToken ct,
        TopBottomOrder by = TopBottomOrder.Amount)
    {
        var asked = new ProgressQuery(
            new FiguresQuery(month, query.ViewAsked, query.InstantAsked(clock)), query.MeasureAsked, query.SchemeAsked, query.TierAsked);
        var progress = await PairingProgress.ReadAsync(
            db, asked, ReportScope.Of(caller, query.Region), clock.GetUtcNow(), isRegionAsked: query.Region is not null, ct);
        var report = new TopBottomReport
        {
            Header = progress.Header with { Report = "R18", Title = new("头部结对与首末位", "Top and bottom pairings") },
            By = by,
            Groups = [.. progress.Rows.GroupBy(row => (row.Scheme, row.Tier)).OrderBy(group => group.Key).Select(group => Group([.. group], by))],
        };
        return ReportOutput.Answer(report, query.FormatAsked, report.Header, Tables);
    }

    static TopBottomReport.Group Group(IReadOnlyList<ProgressRow> rows, TopBottomOrder by)
    {
        List<TopBottomReport.Row> ordered =
        [
            .. rows.Where(row => Value(row, by) is not null).OrderByDescending(row => Value(row, by)).ThenBy(row => row.PairingId)
                .Select((row, index) => new TopBottomReport.Row(index + 1, row)),
        ];
        var amounts = rows.Select(row => row.Figures.YearToDate.Fen).OrderDescending().ToList();
        var total = amounts.Sum();
        return new TopBottomReport.Group
        {
            Scheme = rows[0].Scheme,
            Tier = rows[0].Tier,
            Pairings = rows.Count,
            Total = Amount.Of(total),
            Top1BasisPoints = Ratios.Rounded(Ratios.Of(amounts.Take(1).Sum(), total)),
            Top5BasisPoints = Ratios.Rounded(Ratios.Of(amounts.Take(5).Sum(), total)),
            Top20BasisPoints = Ratios.Rounded(Ratios.Of(amounts.Take(RowsMax).Sum(), total)),
            Concentration = Ratios.Rounded(total <= 0 ? null : amounts.Sum(fen => (decimal)fen / total * fen / total)),
            Top = [.. ordered.Take(RowsMax)],
            Bottom = [.. ordered.Skip(RowsMax).TakeLast(RowsMax).Reverse()],
        };
    }

    static long? Value(ProgressRow row, TopBottomOrder by) => by switch
    {
        TopBottomOrder.Amount => row.Figures.YearToDate.Fen,
        TopBottomOrder.Progress => row.Figures.ProgressBasisPoints,
        TopBottomOrder.Growth => row.Figures.YearOnYearBasisPoints,
        _ => throw new ArgumentOutOfRangeException(nameof(by)),
    };

    static IReadOnlyList<Table> Tables(TopBottomReport report) =>
    [
        ReportOutput.Table(
            report.Header,
            "首末位 Top and bottom",
            Columns,
            report.Groups.SelectMany(group => group.Top.Select(row => Cells(row, "首位 Top")).Concat(group.Bottom.Select(row => Cells(row, "末位 Bottom")))),
            notes: report.Groups.Select(group => new Note(
                $"{ReportWords.Of(group.Scheme).Zh}{ReportWords.Of(group.Tier).Zh}：共 {group.Pairings} 对，前 1 位占 {Ratios.Shown(group.Top1BasisPoints)}，前 5 位占 {Ratios.Shown(group.Top5BasisPoints)}，前 20 位占 {Ratios.Shown(group.Top20BasisPoints)}。",
                $"{ReportWords.Of(group.Scheme).En} {ReportWords.Of(group.Tier).En}: {group.Pairings} pairings; the first holds {Ratios.Shown(group.Top1BasisPoints)}, the first 5 {Ratios.Shown(group.Top5BasisPoints)}, the first 20 {Ratios.Shown(group.Top20BasisPoints)}."))),
    ];

    static IReadOnlyList<object?> Cells(TopBottomReport.Row row, string end) =>
    [
        ReportWords.Of(row.Pairing.Scheme).Both(),
        ReportWords.Of(row.Pairing.Tier).Both(),
        end,
        row.Place,
        row.Pairing.East.Name,
        row.Pairing.West.Name,
        row.Pairing.Figures.YearToDate.Fen,
        row.Pairing.Figures.ProgressBasisPoints,
        row.Pairing.Figures.YearOnYearBasisPoints,
    ];
}
