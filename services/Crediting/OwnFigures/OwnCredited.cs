using Marketplace.Contracts;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Reports;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.OwnFigures;

/// <summary>What figures are listed by, within a scheme and tier.</summary>
public enum CreditedBy
{
    /// <summary>Pairing, designation or quota account.</summary>
    Pairing = 1,

    /// <summary>Calendar month.</summary>
    Month = 2,

    /// <summary>Unit of the tree; of suppliers and facilitators the organisation itself.</summary>
    Unit = 3,
}

/// <summary>
/// 本单位计入情况: what the sales of a unit with its tree, of a supplier or of a facilitator were credited to. A sale stands at each scheme
/// and tier at which it counts, so that nothing is added up across them (CR-13).
/// </summary>
public sealed class OwnCredited : Report<OwnCredited.Row>
{
    /// <summary>A pairing, a month or a unit; or all of a scheme and tier.</summary>
    public sealed record Row
    {
        public required Scheme Scheme { get; init; }

        public required PairingTier Tier { get; init; }

        /// <summary>The pairing, designation, quota account or unit; empty where rows are months.</summary>
        public Guid Id { get; init; }

        /// <summary>"2026-11" where rows are months.</summary>
        public string? Month { get; init; }

        /// <summary>The eastern side of the pairing, or the unit that holds the designation.</summary>
        public string? East { get; init; }

        /// <summary>The western side.</summary>
        public string? West { get; init; }

        public string? UnitName { get; init; }

        public required IReadOnlyList<Sum> Sums { get; init; }

        public long Fen => Sums.Sum(sum => sum.Fen);

        public long FenOf(CreditMode mode) => Sums.Where(sum => sum.Mode == mode).Sum(sum => sum.Fen);
    }

    /// <summary>Entries of a row and a month.</summary>
    public sealed record Sum
    {
        public required Guid Id { get; init; }

        public required Scheme Scheme { get; init; }

        public required PairingTier Tier { get; init; }

        public required CreditMode Mode { get; init; }

        public required string Month { get; init; }

        public required long Fen { get; init; }

        public required long SubsidisedFen { get; init; }

        public required long Entries { get; init; }
    }

    public override string Code => "OWN-1";

    public override string Path => "credited";

    public override BilingualText Title { get; } = new("本单位计入情况表", "Own sales, credited");

    public override ReportFilters Filters => ReportFilters.Scheme | ReportFilters.Tier;

    public override EvidenceState? OnlyMeasure => EvidenceState.Recognised;

    public override BilingualText? NotKnownAt => ReportTexts.OnlyNow;

    public override bool ReadsProjection => true;

    public override IReadOnlyList<ReportOption> Options =>
        [ReportOption.Of<CreditedBy>("by", "What is listed; Pairing when not given.", CreditedBy.Pairing)];

    protected override void Declare(ReportColumns<Row> columns)
    {
        columns.SchemeAndTier(row => row.Scheme, row => row.Tier);
        columns.Id("holderId", "计入对象标识", "Holder id", row => NullOf(row.Id)).When(request => By(request) == CreditedBy.Pairing);
        columns.Text("east", "东部或承担单位", "East, or the unit", row => row.East).Wide(24)
            .When(request => By(request) == CreditedBy.Pairing);
        columns.Text("west", "西部", "West", row => row.West).Wide(20).When(request => By(request) == CreditedBy.Pairing);
        columns.Id("unitId", "单位标识", "Unit id", row => NullOf(row.Id)).When(request => By(request) == CreditedBy.Unit);
        columns.Text("unit", "单位", "Unit", row => row.UnitName).Wide(28).When(request => By(request) == CreditedBy.Unit);
        columns.Text("period", "月份", "Of the month", row => row.Month).Wide(12).When(request => By(request) == CreditedBy.Month);
        columns.Yuan("month", "当月", "Month", row => row.Sums.Where(sum => sum.Month == row.Month).Sum(sum => sum.Fen));
        columns.Yuan("yearToDate", "本年累计", "Year to date", row => row.Fen);
        columns.Yuan("direct", "其中直接采购", "Of which direct purchase", row => row.FenOf(CreditMode.DirectPurchase));
        columns.Yuan("assisted", "其中帮助销售", "Of which assisted sales", row => row.FenOf(CreditMode.AssistedSale));
        columns.Yuan("subsidised", "其中补贴", "Of which subsidised", row => row.Sums.Sum(sum => sum.SubsidisedFen));
        columns.Number("entries", "分录数", "Entries", row => row.Sums.Sum(sum => sum.Entries));
    }

    protected override string KeyOf(Row row) =>
        SortKey.Of(SortKey.Up((int)row.Scheme), SortKey.Up((int)row.Tier), row.Month!, SortKey.Of(row.Id));

    protected override async Task<ReportRows<Row>> ReadAsync(ReportContext context, CancellationToken ct)
    {
        var (by, month) = (By(context.Request), context.Month.ToString());
        var sums = await SumsAsync(context, by, ct);
        var rows = by == CreditedBy.Month
            ? ByMonth(sums)
            : sums.GroupBy(sum => (sum.Scheme, sum.Tier, sum.Id))
                .Select(group => Of(group.Key.Scheme, group.Key.Tier, [.. group], month) with { Id = group.Key.Id });
        return new ReportRows<Row>([.. rows])
        {
            Scheme = context.Request.Scheme,
            Tier = context.Request.Tier,
            Totals =
            [
                .. sums.GroupBy(sum => (sum.Scheme, sum.Tier)).OrderBy(group => group.Key)
                    .Select(group => Of(group.Key.Scheme, group.Key.Tier, [.. group], month)),
            ],
            Notes =
            [
                new(
                    "同一笔成交可在多个渠道、层级各计一次，不得相加；单位按订单载明的采购单位统计，含其下属单位。",
                    "A sale may count once in each of several schemes and tiers, which are not added up. "
                    + "Units are those that the orders name as buyer, with those below them."),
            ],
        };
    }

    protected override Task<IReadOnlyList<Row>> CompleteAsync(ReportContext context, IReadOnlyList<Row> rows, CancellationToken ct) =>
        By(context.Request) switch
        {
            CreditedBy.Pairing => WithSidesAsync(context, rows, ct),
            CreditedBy.Unit => WithUnitsAsync(context, rows, ct),
            _ => Task.FromResult(rows),
        };

    static CreditedBy By(ReportRequest request) => request.Option<CreditedBy>("by") ?? CreditedBy.Pairing;

    /// <summary>Stands for every month of the year before that of the report.</summary>
    const string Earlier = "";

    static Guid? NullOf(Guid id) => id == Guid.Empty ? null : id;

    static Row Of(Scheme scheme, PairingTier tier, IReadOnlyList<Sum> sums, string month) =>
        new() { Scheme = scheme, Tier = tier, Sums = sums, Month = month };

    /// <summary>A row for each month in which there was anything, with the year up to it.</summary>
    static IEnumerable<Row> ByMonth(List<Sum> sums) =>
        from tier in sums.GroupBy(sum => (sum.Scheme, sum.Tier))
        from month in tier.Select(sum => sum.Month).Distinct()
        select Of(tier.Key.Scheme, tier.Key.Tier, [.. tier.Where(sum => string.CompareOrdinal(sum.Month, month) <= 0)], month);

    static Task<List<Sum>> SumsAsync(ReportContext context, CreditedBy by, CancellationToken ct)
    {
        var (months, scheme, tier) = (context.Month.YearToDate, context.Request.Scheme, context.Request.Tier);
        var own = context.Own!.In(context.Db.PartyMonths)
            .Where(sum => (scheme == null || sum.Scheme == scheme) && (tier == null || sum.Tier == tier));
        var dated = context.Request.View == ViewBasis.AsPosted
            ? own.Where(sum => months.Contains(sum.PostingPeriod)).Select(sum => new { Sum = sum, Month = sum.PostingPeriod })
            : own.Where(sum => months.Contains(sum.RecognitionMonth)).Select(sum => new { Sum = sum, Month = sum.RecognitionMonth });
        // Where months are not listed, all but the one of the report are one: of a large seller that is a tenth of the rows.
        var month = context.Month.ToString();
        var parted = by == CreditedBy.Month
            ? dated
            : dated.Select(dated => new { dated.Sum, Month = dated.Month == month ? month : Earlier });
        var named = by == CreditedBy.Unit
            ? parted.Select(dated => new { Id = dated.Sum.PartyId, dated.Sum, dated.Month })
            : parted.Select(dated => new { Id = dated.Sum.HolderId, dated.Sum, dated.Month });
        return named.GroupBy(sum => new { sum.Id, sum.Sum.Scheme, sum.Sum.Tier, sum.Sum.Mode, sum.Month }).Select(group => new Sum
        {
            Id = group.Key.Id,
            Scheme = group.Key.Scheme,
            Tier = group.Key.Tier,
            Mode = group.Key.Mode,
            Month = group.Key.Month,
            Fen = group.Sum(sum => sum.Sum.AmountFen),
            SubsidisedFen = group.Sum(sum => sum.Sum.SubsidisedFen),
            Entries = group.Sum(sum => sum.Sum.Entries),
        }).ToListAsync(ct);
    }

    static async Task<IReadOnlyList<Row>> WithSidesAsync(ReportContext context, IReadOnlyList<Row> rows, CancellationToken ct)
    {
        var registry = context.Registry;
        var designations = rows.Any(row => row.Scheme == Scheme.Designated) ? await registry.DesignationsAsync(ct) : null;
        var pairings = rows.Select(row => registry.Pairings.GetValueOrDefault(row.Id)).OfType<Pairing>().ToList();
        await registry.ReadSidesAsync(pairings, ct);
        return
        [
            .. rows.Select(row => registry.Pairings.TryGetValue(row.Id, out var pairing)
                ? row with { East = registry.EastOf(pairing).Name, West = registry.WestOf(pairing).Name }
                : designations?.GetValueOrDefault(row.Id) is { } designation
                    ? row with { East = designation.UnitName, West = designation.CountyName }
                    : row with { East = ReportTexts.Of(row.Scheme).Both() }),
        ];
    }

    static async Task<IReadOnlyList<Row>> WithUnitsAsync(ReportContext context, IReadOnlyList<Row> rows, CancellationToken ct)
    {
        Guid[] ids = [.. rows.Select(row => row.Id).Distinct()];
        var names = await context.Db.UnitsKnown(null).AsNoTracking().Where(unit => ids.Contains(unit.UnitId))
            .ToDictionaryAsync(unit => unit.UnitId, unit => unit.Name, ct);
        return [.. rows.Select(row => row with { UnitName = names.GetValueOrDefault(row.Id) ?? context.Own!.Text.Zh })];
    }
}
