using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Crediting.Domain;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Reports;

/// <summary>通报排名: the western parties of one scheme and tier by how far they have come; EastWest and County when not given (R3).</summary>
public sealed class R03Circular : Report<R03Circular.Row>
{
    /// <summary>A western party with all its pairings of the scheme and tier.</summary>
    public sealed record Row
    {
        /// <summary>By progress, those without a target behind; equals share a rank.</summary>
        public required int Rank { get; init; }

        /// <summary>How many ranks it rose against the month before; null in January, and for one that was not ranked then.</summary>
        public int? RankChange { get; init; }

        public required string WestPath { get; init; }

        public required IReadOnlyList<Pairing> Pairings { get; init; }

        public required long DoneFen { get; init; }

        public TargetSum? Target { get; init; }

        /// <summary>
        /// All its sales of the year to date, to whomever, each share once; null as of an instant, for which it isn't kept.
        /// </summary>
        public long? AllSupportFen { get; init; }

        public long? AllSupportTargetFen { get; init; }

        public Party? County { get; init; }

        public IReadOnlyList<Party> East { get; init; } = [];

        public decimal? Progress => Ratio.Exact(DoneFen, Target?.Fen ?? 0);
    }

    public override string Code => "R3";

    public override string Path => "circular";

    public override BilingualText Title { get; } = new("消费协作工作通报", "Circular");

    public override ReportFilters Filters => ReportFilters.Scheme | ReportFilters.Tier;

    public override bool IsRanked => true;

    protected override void Declare(ReportColumns<Row> columns)
    {
        columns.Number("rank", "位次", "Rank", row => row.Rank);
        columns.Number("rankChange", "位次变化", "Rank change", row => row.RankChange);
        columns.Region("county", "西部县（受援方）", "County", row => row.County);
        columns.List("east", "东部（帮扶方）", "East", row => row.East, party => party.Region("party", "东部", "East", east => east));
        columns.Amount("target", "目标任务", "Target", row => row.Target?.Fen);
        columns.Number("targetVersion", "目标版本", "Target version", row => row.Target?.Version);
        columns.Amount("done", "任务完成", "Tasks done", row => row.DoneFen);
        columns.Ratio("progress", "任务完成率", "Progress", row => Ratio.Of(row.Progress));
        columns.Amount("allSupportTarget", "帮扶总额目标", "All-support target", row => row.AllSupportTargetFen);
        columns.Amount("allSupport", "消费帮扶总额", "All support", row => row.AllSupportFen);
        columns.Ratio("allSupportProgress", "总额完成率", "All-support progress", row =>
            row.AllSupportFen is { } fen ? Ratio.Of(fen, row.AllSupportTargetFen ?? 0) : Ratio.Unknown);
    }

    protected override string KeyOf(Row row) => SortKey.Of(SortKey.Up(row.Rank), SortKey.Down(row.DoneFen), row.WestPath);

    protected override async Task<ReportRows<Row>> ReadAsync(ReportContext context, CancellationToken ct)
    {
        var (scheme, tier) = (context.Request.Scheme ?? Scheme.EastWest, context.Request.Tier ?? PairingTier.County);
        var ranked = await RankedAsync(context, context.Month, context.Registry, scheme, tier, ct);
        var before = await RanksBeforeAsync(context, scheme, tier, ct);
        var sold = context.Request.KnownAt is null ? await SoldAsync(context, ct) : null;
        return new ReportRows<Row>(
        [
            .. ranked.Where(row => row.Pairings.Any(pairing => context.Scope.Shows(pairing.EastPath, pairing.WestPath)))
            .Select(row => row with
            {
                RankChange = before.TryGetValue(row.WestPath, out var then) ? then - row.Rank : null,
                AllSupportFen = sold?.Where(sale => sale.Key.StartsWith(row.WestPath, StringComparison.Ordinal)).Sum(sale => sale.Value),

                // The target of all support is one for the county, whichever of its pairings it was filed for.
                AllSupportTargetFen = row.Pairings.Max(
                    pairing => context.Registry.TargetOf(pairing.PairingId, TargetMeasure.AllSupport)?.AmountFen),
            }),
        ])
        {
            Scheme = scheme,
            Tier = tier,
        };
    }

    protected override async Task<IReadOnlyList<Row>> CompleteAsync(ReportContext context, IReadOnlyList<Row> rows, CancellationToken ct)
    {
        await context.Registry.ReadSidesAsync(rows.SelectMany(row => row.Pairings), ct);
        return
        [
            .. rows.Select(row => row with
            {
                County = context.Registry.WestOf(row.Pairings[0]),
                East = [.. row.Pairings.Select(context.Registry.EastOf).Distinct()],
            }),
        ];
    }

    static async Task<Dictionary<string, int>> RanksBeforeAsync(
        ReportContext context, Scheme scheme, PairingTier tier, CancellationToken ct)
    {
        if (context.Month.Number == 1)
        {
            return [];
        }

        var before = Month.Of(context.Month.FirstDay.AddDays(-1));
        var registry = await RegistryAsKnown.ReadAsync(context.Db, before.LastDay, context.KnownAt, ct, context.Cache);
        return (await RankedAsync(context, before, registry, scheme, tier, ct)).ToDictionary(row => row.WestPath, row => row.Rank);
    }

    static async Task<List<Row>> RankedAsync(
        ReportContext context, Month month, RegistryAsKnown registry, Scheme scheme, PairingTier tier, CancellationToken ct)
    {
        var own = registry.Pairings.Values.Where(pairing => pairing.Scheme == scheme && pairing.Tier == tier).ToList();
        var figures = await PairingFigures.ReadAsync(
            context.Db, context.Figures with { Month = month }, [.. own.Select(pairing => pairing.PairingId)], ct);
        var parties = RankedPairings.Reported(month, registry, figures).Where(pairing => pairing.Scheme == scheme && pairing.Tier == tier)
            .GroupBy(pairing => pairing.WestPath)
            .Select(group => new Row
            {
                Rank = 0,
                WestPath = group.Key,
                Pairings = [.. group.OrderBy(pairing => pairing.EastPath, StringComparer.Ordinal).ThenBy(pairing => pairing.PairingId)],
                DoneFen = group.Sum(
                    pairing => figures.GetValueOrDefault(pairing.PairingId)?.Of(context.Request.Measure).YearToDateFen ?? 0),
                Target = TargetSum.Sum([.. group.Select(pairing => registry.TargetOf(pairing.PairingId))]),
            })
            .OrderByDescending(row => row.Progress is not null).ThenByDescending(row => row.Progress).ThenByDescending(row => row.DoneFen)
            .ToList();
        return
        [
            .. parties.Select(row => row with
            {
                Rank = parties.FindIndex(
                    equal => equal.Progress == row.Progress && (row.Progress is not null || equal.DoneFen == row.DoneFen)) + 1,
            }),
        ];
    }

    /// <summary>All sales of the year to date by county of origin, each share once.</summary>
    static Task<Dictionary<string, long>> SoldAsync(ReportContext context, CancellationToken ct)
    {
        var months = context.Month.YearToDate;
        return context.Db.SaleMonths.AsNoTracking().Where(sale => months.Contains(sale.RecognitionMonth)).GroupBy(sale => sale.OriginPath)
            .Select(group => new { group.Key, Fen = group.Sum(sale => sale.AmountFen) })
            .ToDictionaryAsync(sale => sale.Key, sale => sale.Fen, ct);
    }
}
