using Marketplace.Contracts;
using Marketplace.Crediting.Domain;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Reports;

/// <summary>
/// 未结对与待定: what no pairing was credited for, and why: the year to date of what is unpaired, unattributed or reverse flow, and all that is
/// held, however old, since it waits for a decision (R13). By reason and places, which don't change while sales go on.
/// </summary>
public sealed class R13UnpairedHeld : Report<R13UnpairedHeld.Row>
{
    const int PotentialMax = 5;

    static readonly CreditReason[] Reasons =
    [
        .. Enum.GetValues<CreditReason>().Where(reason => reason.Outcome is
            CreditOutcome.Held or CreditOutcome.Unpaired or CreditOutcome.Unattributed or CreditOutcome.ReverseFlow),
    ];

    static readonly CreditReason[] HeldReasons = [.. Reasons.Where(reason => reason.Outcome == CreditOutcome.Held)];

    /// <summary>The sales from a county to a region that share a reason; or all of a reason.</summary>
    public sealed record Row
    {
        public required CreditReason Reason { get; init; }

        /// <summary>Empty when no origin was declared; null for a total.</summary>
        public string? OriginPath { get; init; }

        public string? UnitPath { get; init; }

        public Party? Origin { get; init; }

        public Party? Unit { get; init; }

        /// <summary>How many shares of sales.</summary>
        public required long Lines { get; init; }

        /// <summary>What is left of their value.</summary>
        public required long Fen { get; init; }

        /// <summary>The month of the oldest of them.</summary>
        public required string OldestMonth { get; init; }

        /// <summary>From the beginning of that month to the cut-off.</summary>
        public required int AgeDays { get; init; }

        /// <summary>
        /// Pairings that connect the two at some time, so that a document or a change of their validity would earn credit.
        /// </summary>
        public IReadOnlyList<Pairing>? Potential { get; init; }
    }

    public override string Code => "R13";

    public override string Path => "unpaired-held";

    public override BilingualText Title { get; } = new("未结对与待定情况表", "Unpaired and held sales");

    public override ViewBasis? OnlyView => ViewBasis.Restated;

    public override EvidenceState? OnlyMeasure => EvidenceState.Recognised;

    public override BilingualText? NotKnownAt => ReportTexts.OnlyNow;

    public override IReadOnlyList<ReportOption> Options => [ReportOption.Of<CreditReason>("reason", "Only sales of this reason.")];

    protected override void Declare(ReportColumns<Row> columns)
    {
        columns.Term("outcome", "结果", "Outcome", row => (CreditOutcome?)row.Reason.Outcome, ReportTexts.Of);
        columns.Text("rule", "规则", "Rule", row => row.Reason.Rule).Wide(10);
        columns.Term("reason", "原因", "Reason", row => (CreditReason?)row.Reason, ReportTexts.Of).Wide(50);
        columns.Region("origin", "产地", "Origin", row => row.Origin);
        columns.Region("unit", "采购单位归属地", "Region of the unit", row => row.Unit);
        columns.Number("lines", "成交行数", "Lines", row => row.Lines);
        columns.Amount("amount", "金额", "Amount", row => row.Fen);
        columns.Text("oldestMonth", "最早月份", "Oldest month", row => row.OldestMonth).Wide(12);
        columns.Number("ageDays", "天数", "Age (days)", row => row.AgeDays);
        columns.List("potential", "可能的结对", "Potential pairings", row => row.Potential, pairings =>
        {
            pairings.Id("pairingId", "结对标识", "Pairing id", pairing => pairing.PairingId);
            pairings.SchemeAndTier(pairing => pairing.Scheme, pairing => pairing.Tier);
            pairings.Text("east", "东部", "East", pairing => pairing.EastName);
            pairings.Text("west", "西部", "West", pairing => pairing.WestName);
            pairings.Date("validFrom", "起始日", "Valid from", pairing => pairing.ValidFrom);
            pairings.Date("validTo", "截止日", "Valid to", pairing => pairing.ValidTo);
        });
    }

    protected override string KeyOf(Row row) => SortKey.Of(SortKey.Up((int)row.Reason), row.OriginPath!, row.UnitPath!);

    protected override async Task<ReportRows<Row>> ReadAsync(ReportContext context, CancellationToken ct)
    {
        var (months, last, reason) = (context.Month.YearToDate, context.Month.ToString(), context.Request.Option<CreditReason>("reason"));
        var sums = await context.Scope.In(context.Db.SaleMonths.AsNoTracking()
                .Where(sale => Reasons.Contains(sale.RegionReason) && (reason == null || sale.RegionReason == reason) && sale.Shares > 0
                    && (months.Contains(sale.RecognitionMonth)
                    || (HeldReasons.Contains(sale.RegionReason) && sale.RecognitionMonth.CompareTo(last) <= 0))))
            .GroupBy(sale => new { sale.RegionReason, sale.OriginPath, sale.UnitPath })
            .Select(group => new
            {
                group.Key,
                Lines = group.Sum(sale => sale.Shares),
                Fen = group.Sum(sale => sale.AmountFen),
                Oldest = group.Min(sale => sale.RecognitionMonth)!,
            })
            .ToListAsync(ct);
        Row[] rows =
        [
            .. sums.Select(sum => new Row
            {
                Reason = sum.Key.RegionReason,
                OriginPath = sum.Key.OriginPath,
                UnitPath = sum.Key.UnitPath,
                Lines = sum.Lines,
                Fen = sum.Fen,
                OldestMonth = sum.Oldest,
                AgeDays = Math.Max(0, context.LastDay.DayNumber - Month.Parse(sum.Oldest).FirstDay.DayNumber),
            }),
        ];
        return new ReportRows<Row>(rows)
        {
            Totals =
            [
                .. rows.GroupBy(row => row.Reason).OrderBy(group => group.Key).Select(group => new Row
                {
                    Reason = group.Key,
                    Lines = group.Sum(row => row.Lines),
                    Fen = group.Sum(row => row.Fen),
                    OldestMonth = group.Min(row => row.OldestMonth)!,
                    AgeDays = group.Max(row => row.AgeDays),
                }),
            ],
        };
    }

    protected override async Task<IReadOnlyList<Row>> CompleteAsync(ReportContext context, IReadOnlyList<Row> rows, CancellationToken ct)
    {
        var registry = context.Registry;
        await registry.ReadRegionsAsync(
            rows.SelectMany(row => (string[])[row.OriginPath!, row.UnitPath!]).Select(IdOf).OfType<string>(), ct);
        return
        [
            .. rows.Select(row => row with
            {
                Origin = IdOf(row.OriginPath!) is { } origin ? registry.PartyOf(origin, origin) : null,
                Unit = IdOf(row.UnitPath!) is { } unit ? registry.PartyOf(unit, unit) : null,
                Potential = row.OriginPath!.Length == 0 ? [] : PotentialOf(row, registry),
            }),
        ];
    }

    static string? IdOf(string path) => path.Length == 0 ? null : new RegionPath(path).RegionId;

    static IReadOnlyList<Pairing> PotentialOf(Row row, RegistryAsKnown registry) =>
    [
        .. registry.Pairings.Values
            .Where(pairing => row.UnitPath!.StartsWith(pairing.EastPath, StringComparison.Ordinal)
                && row.OriginPath!.StartsWith(pairing.WestPath, StringComparison.Ordinal))
            .OrderBy(pairing => pairing.Scheme).ThenByDescending(pairing => pairing.Tier).ThenBy(pairing => pairing.ValidFrom)
            .ThenBy(pairing => pairing.PairingId).Take(PotentialMax),
    ];
}
