using System.Globalization;
using Marketplace.Contracts;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Storage;
using Marketplace.Platform.Refusals;
using Marketplace.Tables;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Reports;

/// <summary>周调度表: a week, Monday to Sunday, pairing by pairing (R2).</summary>
public sealed record WeeklyReport
{
    public required ReportHeader Header { get; init; }

    /// <summary>The Monday.</summary>
    public required DateOnly From { get; init; }

    /// <summary>The Sunday.</summary>
    public required DateOnly To { get; init; }

    /// <summary>False while the week runs.</summary>
    public required bool IsWeekOver { get; init; }

    /// <summary>Ordered by scheme, tier and parties.</summary>
    public required IReadOnlyList<WeeklyRow> Rows { get; init; }

    /// <summary>Over all pages, one for each scheme and tier.</summary>
    public required IReadOnlyList<WeeklyTotal> Totals { get; init; }

    public string? Next { get; init; }
}

/// <summary>The figures of a week: what was posted on its days, whatever month it belongs to.</summary>
public sealed record WeeklyFigures
{
    public required Amount ThisWeek { get; init; }

    public required Amount LastWeek { get; init; }

    /// <summary>环比, in hundredths of a percent; null without a positive base.</summary>
    public long? WeekOnWeekBasisPoints { get; init; }

    public required string WeekOnWeek { get; init; }

    /// <summary>January up to the Sunday, as the ledger then stood.</summary>
    public required Amount YearToDate { get; init; }

    public TargetFigure? Target { get; init; }

    /// <summary>What the target asks for beyond the year to date; 0 when it is reached, null without a target.</summary>
    public Amount? TargetGap { get; init; }

    /// <summary>The gap over the weeks that are left of the year, in days of seven; null without a target, and when no day is left.</summary>
    public Amount? RequiredWeekly { get; init; }

    public static WeeklyFigures Of(long thisWeek, long lastWeek, long yearToDate, TargetFigure? target, DateOnly sunday)
    {
        var growth = Ratios.Rounded(Ratios.Of(thisWeek - lastWeek, lastWeek));
        long? gap = target is null ? null : Math.Max(0, target.Fen - yearToDate);
        var daysLeft = new DateOnly(sunday.Year, 12, 31).DayNumber - sunday.DayNumber;
        return new WeeklyFigures
        {
            ThisWeek = Amount.Of(thisWeek),
            LastWeek = Amount.Of(lastWeek),
            WeekOnWeekBasisPoints = growth,
            WeekOnWeek = Ratios.Shown(growth),
            YearToDate = Amount.Of(yearToDate),
            Target = target,
            TargetGap = gap is { } fen ? Amount.Of(fen) : null,
            RequiredWeekly = gap is { } missing && daysLeft > 0
                ? Amount.Of((long)decimal.Round(missing * 7m / daysLeft, 0, MidpointRounding.AwayFromZero))
                : null,
        };
    }
}

/// <summary>A pairing in a week.</summary>
public sealed record WeeklyRow
{
    public required Guid PairingId { get; init; }

    public required Scheme Scheme { get; init; }

    public required PairingTier Tier { get; init; }

    public required Party East { get; init; }

    public required Party West { get; init; }

    public required WeeklyFigures Figures { get; init; }

    /// <summary>Alerts about the pairing that nobody has closed; null as of an instant, for which they aren't kept.</summary>
    public int? AlertsOpen { get; init; }

    internal RankedPairings.Place? Place { get; init; }
}

/// <summary>All pairings of a scheme and tier.</summary>
public sealed record WeeklyTotal(Scheme Scheme, PairingTier Tier, int Pairings, WeeklyFigures Figures);

/// <summary>GET /credits/reports/weekly-dispatch?week=2026-11-16: the week that holds the day.</summary>
public static class ReportWeeklyDispatch
{
    const int DaysOfWeek = 7;

    static readonly IReadOnlyList<Column> Columns =
    [
        new("scheme", "渠道", "Scheme", Width: 22),
        new("tier", "层级", "Tier", Width: 16),
        new("east", "东部", "East", Width: 20),
        new("west", "西部", "West", Width: 20),
        new("thisWeek", "本周（万元）", "This week", ColumnKind.TenThousandYuan),
        new("lastWeek", "上周（万元）", "Last week", ColumnKind.TenThousandYuan),
        new("weekOnWeek", "环比", "Week on week", ColumnKind.Percent, 12),
        new("yearToDate", "本年累计（万元）", "Year to date", ColumnKind.TenThousandYuan),
        new("target", "目标任务（万元）", "Target", ColumnKind.TenThousandYuan),
        new("gap", "目标差额（万元）", "Target gap", ColumnKind.TenThousandYuan),
        new("required", "周均需完成（万元）", "Required weekly", ColumnKind.TenThousandYuan),
        new("alerts", "未结预警", "Alerts open", ColumnKind.Integer, 10),
    ];

    public static void Map(RouteGroupBuilder api) => api.MapGet("/reports/weekly-dispatch", HandleAsync)
        .WithName("ReportWeeklyDispatch")
        .WithSummary("周调度表 Weekly dispatch")
        .For(Roles.Official, Roles.Auditor, Roles.Operator);

    static async Task<Results<Ok<WeeklyReport>, FileContentHttpResult>> HandleAsync(
        DateOnly week,
        CreditingDb db,
        Caller caller,
        TimeProvider clock,
        [AsParameters] ReportQuery query,
        [AsParameters] PageQuery page,
        CancellationToken ct)
    {
        if (week.Year is < 2000 or > 2099)
        {
            throw new InvalidRequestException("day_out_of_range", "week", "日期须在 2000 年与 2099 年之间。", "The day must be in the years 2000 to 2099.");
        }

        var after = Cursor.Decode(page.After, 5) is { } cursor ? RankedPairings.Place.Of(cursor) : null;
        var monday = week.AddDays(-(((int)week.DayOfWeek + DaysOfWeek - 1) % DaysOfWeek));
        var sunday = monday.AddDays(DaysOfWeek - 1);
        var whole = await ReadAsync(monday, sunday, db, caller, clock, query, ct);
        var isFile = query.FormatAsked != ReportFormat.Json;
        var rest = whole.Rows.Where(row => isFile || after is null || row.Place!.CompareTo(after) > 0).ToList();
        var shown = isFile ? rest : [.. rest.Take(page.Size)];
        return ReportOutput.Answer(
            whole with { Rows = shown, Next = rest.Count > shown.Count ? Cursor.Encode(shown[^1].Place!.Parts) : null },
            query.FormatAsked,
            whole.Header,
            Tables);
    }

    static async Task<WeeklyReport> ReadAsync(
        DateOnly monday, DateOnly sunday, CreditingDb db, Caller caller, TimeProvider clock, ReportQuery query, CancellationToken ct)
    {
        var end = BusinessDay.StartOf(sunday.AddDays(1)).AddMilliseconds(-1);
        var asked = query.InstantAsked(clock);
        var isOver = clock.GetUtcNow() > end;

        // Of a week that is over, the year to date is what was known on its Sunday: the table stays as it was.
        var knownAt = asked is { } instant && instant < end ? instant : isOver ? end : (DateTimeOffset?)null;
        var frame = await ReportFrame.ReadAsync(
            "R2",
            new("消费协作周调度表", "Weekly dispatch"),
            Month.Of(sunday),
            query with
            {
                View = nameof(ViewBasis.AsPosted),
                Measure = nameof(EvidenceState.Recognised),
                KnownAt = knownAt?.ToString("yyyy-MM-dd'T'HH:mm:ss.fffK", CultureInfo.InvariantCulture),
            },
            db,
            caller,
            clock,
            ct);
        var ranked = await RankedPairings.ReadAsync(db, frame.Query, EvidenceState.Recognised, frame.Registry, ct);
        var thisWeek = await PairingFigures.PostedAsync(db, monday, sunday, asked, ct);
        var lastWeek = await PairingFigures.PostedAsync(db, monday.AddDays(-DaysOfWeek), monday.AddDays(-1), asked, ct);
        RankedPairings.One[] shown =
        [
            .. ranked.All.Where(one => (query.SchemeAsked is null || one.Pairing.Scheme == query.SchemeAsked)
                && (query.TierAsked is null || one.Pairing.Tier == query.TierAsked)
                && frame.Scope.Shows(one.Pairing.EastPath, one.Pairing.WestPath)).OrderBy(one => one.Place),
        ];
        await frame.Registry.ReadRegionsAsync(shown.SelectMany(one => (string[])[one.Pairing.East.RegionId, one.Pairing.West.RegionId]), ct);
        var alerts = asked is null ? await AlertsAsync(db, ct) : null;
        return new WeeklyReport
        {
            Header = frame.Header with
            {
                Period = string.Create(CultureInfo.InvariantCulture, $"{monday:yyyy-MM-dd}至{sunday:yyyy-MM-dd}"),
            },
            From = monday,
            To = sunday,
            IsWeekOver = isOver,
            Rows =
            [
                .. shown.Select(one => new WeeklyRow
                {
                    PairingId = one.Pairing.PairingId,
                    Scheme = one.Pairing.Scheme,
                    Tier = one.Pairing.Tier,
                    East = frame.Registry.PartyOf(one.Pairing.East.RegionId, one.Pairing.EastName),
                    West = frame.Registry.PartyOf(one.Pairing.West.RegionId, one.Pairing.WestName),
                    Figures = WeeklyFigures.Of(
                        thisWeek.GetValueOrDefault(one.Pairing.PairingId),
                        lastWeek.GetValueOrDefault(one.Pairing.PairingId),
                        one.Figures.Recognised.YearToDateFen,
                        PairingProgress.TargetOf(frame.Registry, one.Pairing.PairingId),
                        sunday),
                    AlertsOpen = alerts?.GetValueOrDefault(one.Pairing.PairingId.ToString()),
                    Place = one.Place,
                }),
            ],
            Totals =
            [
                .. shown.GroupBy(one => (one.Pairing.Scheme, one.Pairing.Tier)).OrderBy(group => group.Key).Select(group => new WeeklyTotal(
                    group.Key.Scheme,
                    group.Key.Tier,
                    group.Count(),
                    WeeklyFigures.Of(
                        group.Sum(one => thisWeek.GetValueOrDefault(one.Pairing.PairingId)),
                        group.Sum(one => lastWeek.GetValueOrDefault(one.Pairing.PairingId)),
                        group.Sum(one => one.Figures.Recognised.YearToDateFen),
                        TargetFigure.Sum([.. group.Select(one => frame.Registry.TargetOf(one.Pairing.PairingId))]),
                        sunday))),
            ],
        };
    }

    static Task<Dictionary<string, int>> AlertsAsync(CreditingDb db, CancellationToken ct) =>
        db.Alerts.AsNoTracking().IgnoreQueryFilters().Where(alert => alert.ClosedAt == null).GroupBy(alert => alert.ObjectId)
            .Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(one => one.Key, one => one.Count, ct);

    static IReadOnlyList<Table> Tables(WeeklyReport report) =>
    [
        ReportOutput.Table(
            report.Header,
            "周调度 Weekly",
            Columns,
            report.Rows.Select(row => Cells(row.Scheme, row.Tier, row.East.Name, row.West.Name, row.Figures, row.AlertsOpen)),
            report.Totals.Select(total => Cells(total.Scheme, total.Tier, $"合计 Total {total.Pairings}", null, total.Figures, null))),
    ];

    static IReadOnlyList<object?> Cells(Scheme scheme, PairingTier tier, string east, string? west, WeeklyFigures figures, int? alerts) =>
    [
        ReportWords.Of(scheme).Both(),
        ReportWords.Of(tier).Both(),
        east,
        west,
        figures.ThisWeek.Fen,
        figures.LastWeek.Fen,
        figures.WeekOnWeekBasisPoints,
        figures.YearToDate.Fen,
        figures.Target?.Fen,
        figures.TargetGap?.Fen,
        figures.RequiredWeekly?.Fen,
        alerts,
    ];
}
