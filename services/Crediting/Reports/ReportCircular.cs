using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Storage;
using Marketplace.Tables;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Reports;

/// <summary>通报排名: the western parties of one scheme and tier by how far they have come (R3).</summary>
public sealed record CircularReport
{
    public required ReportHeader Header { get; init; }

    public required Scheme Scheme { get; init; }

    public required PairingTier Tier { get; init; }

    /// <summary>By rank.</summary>
    public required IReadOnlyList<CircularRow> Rows { get; init; }
}

/// <summary>A western party with all its pairings of the scheme and tier.</summary>
public sealed record CircularRow
{
    /// <summary>By progress, those without a target behind; equals share a rank.</summary>
    public required int Rank { get; init; }

    /// <summary>How many ranks it rose against the month before; null in January, and for one that was not ranked then.</summary>
    public int? RankChange { get; init; }

    public required Party County { get; init; }

    /// <summary>The eastern parties.</summary>
    public required IReadOnlyList<Party> East { get; init; }

    /// <summary>任务完成: year to date, in the measure of the report.</summary>
    public required Amount Done { get; init; }

    public TargetFigure? Target { get; init; }

    public long? ProgressBasisPoints { get; init; }

    public required string Progress { get; init; }

    /// <summary>消费帮扶总额: all its sales of the year to date, to whomever, each share once; null as of an instant, for which it isn't kept.</summary>
    public Amount? AllSupport { get; init; }

    public TargetFigure? AllSupportTarget { get; init; }

    public long? AllSupportProgressBasisPoints { get; init; }

    public required string AllSupportProgress { get; init; }
}

/// <summary>GET /credits/reports/circular. One scheme and tier at a time: EastWest and County when not given.</summary>
public static class ReportCircular
{
    static readonly IReadOnlyList<Column> Columns =
    [
        new("rank", "位次", "Rank", ColumnKind.Integer, 8),
        new("rankChange", "位次变化", "Rank change", ColumnKind.Integer, 10),
        new("code", "代码", "Code", Width: 12),
        new("county", "西部县（受援方）", "County", Width: 20),
        new("east", "东部（帮扶方）", "East", Width: 30),
        new("target", "目标任务（万元）", "Target", ColumnKind.TenThousandYuan),
        new("done", "任务完成（万元）", "Tasks done", ColumnKind.TenThousandYuan),
        new("progress", "任务完成率", "Progress", ColumnKind.Percent),
        new("allSupportTarget", "帮扶总额目标（万元）", "All-support target", ColumnKind.TenThousandYuan, 20),
        new("allSupport", "消费帮扶总额（万元）", "All support", ColumnKind.TenThousandYuan, 20),
        new("allSupportProgress", "总额完成率", "All-support progress", ColumnKind.Percent),
    ];

    public static void Map(RouteGroupBuilder api) => api.MapGet("/reports/circular", HandleAsync)
        .WithName("ReportCircular")
        .WithSummary("通报排名 Circular with ranking")
        .For(Roles.Official, Roles.Auditor, Roles.Operator);

    static async Task<Results<Ok<CircularReport>, FileContentHttpResult>> HandleAsync(
        Month month, CreditingDb db, Caller caller, TimeProvider clock, [AsParameters] ReportQuery query, CancellationToken ct)
    {
        var (scheme, tier) = (query.SchemeAsked ?? Scheme.EastWest, query.TierAsked ?? PairingTier.County);
        var frame = await ReportFrame.ReadAsync("R3", new("消费协作工作通报", "Circular"), month, query, db, caller, clock, ct);
        var ranked = await RankedAsync(db, frame.Query, frame.Registry, query.MeasureAsked, scheme, tier, ct);
        var before = month.Number == 1
            ? []
            : (await RankedAsync(
                db,
                frame.Query with { Month = Month.Of(month.FirstDay.AddDays(-1)) },
                await RegistryAsKnown.ReadAsync(db, month.FirstDay.AddDays(-1), frame.Query.KnownAt, ct),
                query.MeasureAsked,
                scheme,
                tier,
                ct)).ToDictionary(one => one.WestPath, one => one.Rank);
        var shown = ranked.Where(one => one.Pairings.Any(pairing => frame.Scope.Shows(pairing.EastPath, pairing.WestPath))).ToList();
        await frame.Registry.ReadRegionsAsync(
            shown.SelectMany(one => one.Pairings).SelectMany(pairing => (string[])[pairing.East.RegionId, pairing.West.RegionId]), ct);
        var sold = frame.Query.KnownAt is null ? await SoldAsync(db, month, ct) : null;
        var report = new CircularReport
        {
            Header = frame.Header,
            Scheme = scheme,
            Tier = tier,
            Rows = [.. shown.Select(one => Row(one, frame.Registry, before, sold))],
        };
        return ReportOutput.Answer(report, query.FormatAsked, report.Header, Tables);
    }

    static async Task<IReadOnlyList<Ranked>> RankedAsync(
        CreditingDb db, FiguresQuery query, RegistryAsKnown registry, EvidenceState measure, Scheme scheme, PairingTier tier, CancellationToken ct)
    {
        var own = registry.Pairings.Values.Where(pairing => pairing.Scheme == scheme && pairing.Tier == tier).Select(pairing => pairing.PairingId).ToList();
        var figures = await PairingFigures.ReadAsync(db, query, own, ct);
        var parties = RankedPairings.Reported(query.Month, registry, figures).Where(pairing => pairing.Scheme == scheme && pairing.Tier == tier)
            .GroupBy(pairing => pairing.WestPath)
            .Select(group =>
            {
                Pairing[] pairings = [.. group.OrderBy(pairing => pairing.EastPath, StringComparer.Ordinal).ThenBy(pairing => pairing.PairingId)];
                var done = pairings.Sum(pairing => figures.GetValueOrDefault(pairing.PairingId)?.Of(measure).YearToDateFen ?? 0);
                var target = TargetFigure.Sum([.. pairings.Select(pairing => registry.TargetOf(pairing.PairingId))]);
                return (WestPath: group.Key, Pairings: pairings, Done: done, Target: target, Progress: Ratios.Of(done, target?.Fen ?? 0));
            })
            .OrderByDescending(one => one.Progress is not null).ThenByDescending(one => one.Progress).ThenByDescending(one => one.Done)
            .ThenBy(one => one.WestPath, StringComparer.Ordinal).ToList();
        return
        [
            .. parties.Select(one => new Ranked(
                parties.FindIndex(equal => equal.Progress == one.Progress && (one.Progress is not null || equal.Done == one.Done)) + 1,
                one.WestPath,
                one.Pairings,
                one.Done,
                one.Target,
                one.Progress)),
        ];
    }

    /// <summary>All sales of the year to date by county of origin, each share once.</summary>
    static async Task<IReadOnlyDictionary<string, long>> SoldAsync(CreditingDb db, Month month, CancellationToken ct)
    {
        var months = month.YearToDate;
        return await db.SaleMonths.AsNoTracking().Where(sale => months.Contains(sale.RecognitionMonth)).GroupBy(sale => sale.OriginPath)
            .Select(group => new { group.Key, Fen = group.Sum(sale => sale.AmountFen) }).ToDictionaryAsync(one => one.Key, one => one.Fen, ct);
    }

    static CircularRow Row(Ranked one, RegistryAsKnown registry, Dictionary<string, int> before, IReadOnlyDictionary<string, long>? sold)
    {
        var west = one.Pairings[0];
        var all = sold?.Where(sale => sale.Key.StartsWith(one.WestPath, StringComparison.Ordinal)).Sum(sale => sale.Value);

        // The target of all support is one for the county, whichever of its pairings it was filed for.
        var allTarget = one.Pairings.Select(pairing => registry.TargetOf(pairing.PairingId, TargetMeasure.AllSupport)).OfType<Target>()
            .MaxBy(target => target.AmountFen);
        var allProgress = all is { } fen ? Ratios.Rounded(Ratios.Of(fen, allTarget?.AmountFen ?? 0)) : null;
        return new CircularRow
        {
            Rank = one.Rank,
            RankChange = before.TryGetValue(one.WestPath, out var then) ? then - one.Rank : null,
            County = registry.PartyOf(west.West.RegionId, west.WestName),
            East = [.. one.Pairings.Select(pairing => registry.PartyOf(pairing.East.RegionId, pairing.EastName)).Distinct()],
            Done = Amount.Of(one.Done),
            Target = one.Target,
            ProgressBasisPoints = Ratios.Rounded(one.Progress),
            Progress = Ratios.Shown(Ratios.Rounded(one.Progress)),
            AllSupport = all is { } sum ? Amount.Of(sum) : null,
            AllSupportTarget = allTarget is null ? null : TargetFigure.Of(allTarget),
            AllSupportProgressBasisPoints = allProgress,
            AllSupportProgress = Ratios.Shown(allProgress),
        };
    }

    static IReadOnlyList<Table> Tables(CircularReport report) =>
    [
        ReportOutput.Table(
            report.Header,
            "通报排名 Ranking",
            Columns,
            report.Rows.Select(row => (IReadOnlyList<object?>)
            [
                row.Rank,
                row.RankChange,
                row.County.Code ?? row.County.RegionId,
                row.County.Name,
                string.Join("、", row.East.Select(east => east.Name)),
                row.Target?.Fen,
                row.Done.Fen,
                row.ProgressBasisPoints,
                row.AllSupportTarget?.Fen,
                row.AllSupport?.Fen,
                row.AllSupportProgressBasisPoints,
            ]),
            notes: [new Note(
                $"{ReportWords.Of(report.Scheme).Zh}，{ReportWords.Of(report.Tier).Zh}。", $"{ReportWords.Of(report.Scheme).En}, {ReportWords.Of(report.Tier).En}.")]),
    ];

    sealed record Ranked(int Rank, string WestPath, Pairing[] Pairings, long Done, TargetFigure? Target, decimal? Progress);
}
