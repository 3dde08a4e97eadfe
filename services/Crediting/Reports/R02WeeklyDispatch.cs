using Marketplace.Contracts;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.OpenOrders;
using Marketplace.Crediting.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Reports;

/// <summary>周调度表: a week, Monday to Sunday, pairing by pairing: what was posted on its days, whatever month it belongs to (R2).</summary>
public sealed class R02WeeklyDispatch : Report<R02WeeklyDispatch.Row>
{
    /// <summary>A pairing in a week; or all pairings of a scheme and tier.</summary>
    public sealed record Row
    {
        /// <summary>Null for a total.</summary>
        public RankedPairing? Ranked { get; init; }

        public required Scheme Scheme { get; init; }

        public required PairingTier Tier { get; init; }

        public Party? East { get; init; }

        public Party? West { get; init; }

        public int? Pairings { get; init; }

        public required long ThisWeekFen { get; init; }

        public required long LastWeekFen { get; init; }

        /// <summary>January up to the Sunday, as the ledger then stood.</summary>
        public required long YearToDateFen { get; init; }

        public TargetSum? Target { get; init; }

        public required DateOnly Sunday { get; init; }

        /// <summary>
        /// What is under way now; null of a week that was over before the last one and as of an instant, for which it isn't kept.
        /// </summary>
        public OpenSum? Open { get; init; }

        /// <summary>
        /// Of a total: the sum of what is under way. A delivery of several origins is one of several pairings and is not counted.
        /// </summary>
        public long? OpenFen { get; init; }

        /// <summary>Alerts about the pairing that nobody has closed; null as of an instant, for which they aren't kept.</summary>
        public int? AlertsOpen { get; init; }

        /// <summary>What the target asks for beyond the year to date; 0 when it is reached, null without a target.</summary>
        public long? GapFen => Target is null ? null : Math.Max(0, Target.Fen - YearToDateFen);

        /// <summary>
        /// The gap over the weeks that are left of the year, in days of seven; null without a target, and when no day is left.
        /// </summary>
        public long? RequiredFen => GapFen is { } gap && new DateOnly(Sunday.Year, 12, 31).DayNumber - Sunday.DayNumber is > 0 and var days
            ? (long)decimal.Round(gap * (decimal)Week.Days / days, 0, MidpointRounding.AwayFromZero)
            : null;
    }

    public override string Code => "R2";

    public override string Path => "weekly-dispatch";

    public override BilingualText Title { get; } = new("消费协作周调度表", "Weekly dispatch");

    public override ReportPeriod Period => ReportPeriod.Week;

    public override ReportFilters Filters => ReportFilters.Scheme | ReportFilters.Tier;

    public override ViewBasis? OnlyView => ViewBasis.AsPosted;

    public override EvidenceState? OnlyMeasure => EvidenceState.Recognised;

    protected override void Declare(ReportColumns<Row> columns)
    {
        columns.Id("pairingId", "结对标识", "Pairing id", row => row.Ranked?.Pairing.PairingId);
        columns.SchemeAndTier(row => row.Scheme, row => row.Tier);
        columns.Region("east", "东部", "East", row => row.East);
        columns.Region("west", "西部", "West", row => row.West);
        columns.Number("pairings", "结对数", "Pairings", row => row.Pairings);
        columns.Amount("thisWeek", "本周", "This week", row => row.ThisWeekFen);
        columns.Amount("lastWeek", "上周", "Last week", row => row.LastWeekFen);
        columns.Ratio("weekOnWeek", "环比", "Week on week", row => Ratio.Growth(row.ThisWeekFen, row.LastWeekFen));
        columns.Amount("yearToDate", "本年累计", "Year to date", row => row.YearToDateFen);
        columns.Amount("target", "目标任务", "Target", row => row.Target?.Fen);
        columns.Amount("gap", "目标差额", "Target gap", row => row.GapFen);
        columns.Amount("required", "周均需完成", "Required weekly", row => row.RequiredFen);
        columns.Amount("openOrders", "在途订单", "Open orders", row => row.Open?.Fen ?? row.OpenFen);
        columns.Number("dueNextWeek", "下周到货批次", "Deliveries due next week", row => row.Open?.Due);
        columns.Number("overdueAcceptances", "逾期未验收批次", "Overdue acceptances", row => row.Open?.Overdue);
        columns.Number("alerts", "未结预警", "Alerts open", row => row.AlertsOpen);
    }

    protected override string KeyOf(Row row) => row.Ranked!.Key;

    protected override async Task<ReportRows<Row>> ReadAsync(ReportContext context, CancellationToken ct)
    {
        var (week, asked) = (context.Request.Week!.Value, context.Request.KnownAt);
        var ranked = await context.RankedAsync(ct);
        var thisWeek = await PairingFigures.PostedAsync(context.Db, week.Monday, week.Sunday, asked, ct);
        var lastWeek = await PairingFigures.PostedAsync(context.Db, week.Monday.AddDays(-Week.Days), week.Monday.AddDays(-1), asked, ct);
        var alerts = asked is null ? await AlertsAsync(context.Db, ct) : null;
        var open = asked is null ? await OpenAsync(context, week, ct) : null;
        Row[] rows =
        [
            .. ranked.Shown(context.Request, context.Scope).Select(pairing => new Row
            {
                Ranked = pairing,
                Scheme = pairing.Pairing.Scheme,
                Tier = pairing.Pairing.Tier,
                ThisWeekFen = thisWeek.GetValueOrDefault(pairing.Pairing.PairingId),
                LastWeekFen = lastWeek.GetValueOrDefault(pairing.Pairing.PairingId),
                YearToDateFen = pairing.Figures.Recognised.YearToDateFen,
                Target = TargetSum.Of(context.Registry.TargetOf(pairing.Pairing.PairingId)),
                Sunday = week.Sunday,
                Open = open is null ? null : open.GetValueOrDefault(pairing.Pairing.PairingId, OpenSum.None),
                AlertsOpen = alerts?.GetValueOrDefault(pairing.Pairing.PairingId.ToString()),
            }),
        ];
        return new ReportRows<Row>(rows)
        {
            Totals = [.. rows.GroupBy(row => (row.Scheme, row.Tier)).OrderBy(group => group.Key).Select(Total)],
            Notes = open is null ? [] : [OpenNow],
        };

        Row Total(IGrouping<(Scheme Scheme, PairingTier Tier), Row> group) => new()
        {
            Scheme = group.Key.Scheme,
            Tier = group.Key.Tier,
            Pairings = group.Count(),
            ThisWeekFen = group.Sum(row => row.ThisWeekFen),
            LastWeekFen = group.Sum(row => row.LastWeekFen),
            YearToDateFen = group.Sum(row => row.YearToDateFen),
            Target = TargetSum.Sum([.. group.Select(row => context.Registry.TargetOf(row.Ranked!.Pairing.PairingId))]),
            Sunday = week.Sunday,
            OpenFen = open is null ? null : group.Sum(row => row.Open!.Fen),
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

    static BilingualText OpenNow { get; } = new(
        "在途订单、下周到货和逾期未验收为出表时点的现状，按确认当日验收应计入的结对列示；订单未约定到货日的不计入下周到货。",
        "Open orders, deliveries due and overdue acceptances are those of the instant of the report, for the pairings to which they would "
        + "be credited if accepted on the day of their confirmation; without an agreed day a delivery is not due in any week.");

    /// <summary>Of the week that runs and of the last one, which is looked at on the Monday after it.</summary>
    static async Task<Dictionary<Guid, OpenSum>?> OpenAsync(ReportContext context, Week week, CancellationToken ct)
    {
        var now = context.Now;
        var next = week.Sunday.AddDays(1);
        return Week.Of(BusinessDay.Of(now)).Monday <= next
            ? await context.Db.OpenByHolderAsync(next, next.AddDays(Week.Days - 1), now, ct)
            : null;
    }

    static Task<Dictionary<string, int>> AlertsAsync(CreditingDb db, CancellationToken ct) =>
        db.Alerts.AsNoTracking().IgnoreQueryFilters().Where(alert => alert.ClosedAt == null).GroupBy(alert => alert.ObjectId)
            .Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(alerts => alerts.Key, alerts => alerts.Count, ct);
}
