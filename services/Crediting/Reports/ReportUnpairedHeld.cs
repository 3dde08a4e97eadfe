using System.Globalization;
using Marketplace.Contracts;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Storage;
using Marketplace.Tables;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Reports;

/// <summary>未结对与待定: what no pairing was credited for, and why (R13).</summary>
public sealed record UnpairedReport
{
    public required ReportHeader Header { get; init; }

    /// <summary>By reason, the largest amount first within each.</summary>
    public required IReadOnlyList<UnpairedRow> Rows { get; init; }

    /// <summary>By reason, over all pages.</summary>
    public required IReadOnlyList<ReasonTotal> Reasons { get; init; }

    public string? Next { get; init; }

    /// <summary>All sales of one reason.</summary>
    public sealed record ReasonTotal(CreditReason Reason, CreditOutcome Outcome, string Rule, BilingualText Words, long Lines, Amount Amount);
}

/// <summary>The sales from a county to a region that share a reason.</summary>
public sealed record UnpairedRow
{
    public required CreditReason Reason { get; init; }

    public required CreditOutcome Outcome { get; init; }

    /// <summary>The rule that decided.</summary>
    public required string Rule { get; init; }

    public required BilingualText Words { get; init; }

    /// <summary>Null when it was not declared.</summary>
    public Party? Origin { get; init; }

    public required Party Unit { get; init; }

    /// <summary>How many shares of sales.</summary>
    public required long Lines { get; init; }

    /// <summary>What is left of their value.</summary>
    public required Amount Amount { get; init; }

    /// <summary>The month of the oldest of them.</summary>
    public required string OldestMonth { get; init; }

    /// <summary>Days from the beginning of that month to the cut-off.</summary>
    public required int AgeDays { get; init; }

    /// <summary>Pairings that connect the two at some time, so that a document or a change of their validity would earn credit.</summary>
    public required IReadOnlyList<PotentialPairing> Potential { get; init; }

    /// <param name="PairingId">The pairing.</param>
    /// <param name="Scheme">Its scheme.</param>
    /// <param name="Tier">Its tier.</param>
    /// <param name="East">The eastern party.</param>
    /// <param name="West">The western party.</param>
    /// <param name="ValidFrom">First day.</param>
    /// <param name="ValidTo">First day on which it no longer holds; null while open.</param>
    public sealed record PotentialPairing(Guid PairingId, Scheme Scheme, PairingTier Tier, string East, string West, DateOnly ValidFrom, DateOnly? ValidTo);
}

/// <summary>
/// GET /credits/reports/unpaired-held. The year to date of what is unpaired, unattributed or reverse flow, and all that is held, however
/// old: it waits for a decision.
/// </summary>
public static class ReportUnpairedHeld
{
    const int PotentialMax = 5;

    static readonly CreditOutcome[] Outcomes =
        [CreditOutcome.Held, CreditOutcome.Unpaired, CreditOutcome.Unattributed, CreditOutcome.ReverseFlow];

    static readonly CreditReason[] Reasons = [.. Enum.GetValues<CreditReason>().Where(reason => Outcomes.Contains(reason.Outcome))];
    static readonly CreditReason[] HeldReasons = [.. Enum.GetValues<CreditReason>().Where(reason => reason.Outcome == CreditOutcome.Held)];

    static readonly IReadOnlyList<Column> Columns =
    [
        new("outcome", "结果", "Outcome", Width: 22),
        new("rule", "规则", "Rule", Width: 10),
        new("reason", "原因", "Reason", Width: 50),
        new("origin", "产地", "Origin", Width: 20),
        new("unit", "采购单位归属地", "Region of the unit", Width: 20),
        new("lines", "成交行数", "Lines", ColumnKind.Integer, 10),
        new("amount", "金额（万元）", "Amount", ColumnKind.TenThousandYuan),
        new("oldest", "最早月份", "Oldest month", Width: 12),
        new("age", "天数", "Age (days)", ColumnKind.Integer, 10),
        new("potential", "可能的结对", "Potential pairing", Width: 50),
    ];

    public static void Map(RouteGroupBuilder api) => api.MapGet("/reports/unpaired-held", HandleAsync)
        .WithName("ReportUnpairedHeld")
        .WithSummary("未结对、产地未认定与待定 Unpaired, unattributed and held sales")
        .For(Roles.Official, Roles.Auditor, Roles.Operator);

    static async Task<Results<Ok<UnpairedReport>, FileContentHttpResult>> HandleAsync(
        Month month,
        CreditingDb db,
        Caller caller,
        TimeProvider clock,
        [AsParameters] ReportQuery query,
        [AsParameters] PageQuery page,
        CancellationToken ct,
        CreditReason? reason = null)
    {
        var skipped = Cursor.Decode(page.After, 1) is [var last] ? (int)Math.Clamp(Cursor.Number(last), 0, int.MaxValue) : 0;
        var frame = await ReportFrame.ReadNowAsync("R13", new("未结对与待定情况表", "Unpaired and held sales"), month, query, db, caller, clock, ct);
        var sums = await SumsAsync(db, frame, reason, ct);
        var isFile = query.FormatAsked != ReportFormat.Json;
        var shown = isFile ? sums : [.. sums.Skip(skipped).Take(page.Size)];
        await frame.Registry.ReadRegionsAsync(
            shown.SelectMany(one => (string[])[one.OriginPath, one.UnitPath]).Where(path => path.Length > 0).Select(path => new RegionPath(path).RegionId), ct);
        var report = new UnpairedReport
        {
            Header = frame.Header,
            Rows = [.. shown.Select(one => Row(one, frame))],
            Reasons =
            [
                .. sums.GroupBy(one => one.Reason).OrderBy(group => group.Key).Select(group => new UnpairedReport.ReasonTotal(
                    group.Key, group.Key.Outcome, group.Key.Rule, group.Key.Words, group.Sum(one => one.Lines), Amount.Of(group.Sum(one => one.AmountFen)))),
            ],
            Next = !isFile && sums.Count > skipped + shown.Count ? Cursor.Encode((skipped + shown.Count).ToString(CultureInfo.InvariantCulture)) : null,
        };
        return ReportOutput.Answer(report, query.FormatAsked, report.Header, Tables);
    }

    static async Task<List<Sums>> SumsAsync(CreditingDb db, ReportFrame frame, CreditReason? reason, CancellationToken ct)
    {
        var (months, last) = (frame.Month.YearToDate, frame.Month.ToString());
        var sums = await frame.Scope.In(db.SaleMonths.AsNoTracking()
                .Where(sale => Reasons.Contains(sale.RegionReason) && (reason == null || sale.RegionReason == reason) && sale.Shares > 0
                    && (months.Contains(sale.RecognitionMonth) || (HeldReasons.Contains(sale.RegionReason) && sale.RecognitionMonth.CompareTo(last) <= 0))))
            .GroupBy(sale => new { sale.RegionReason, sale.OriginPath, sale.UnitPath })
            .Select(group => new Sums
            {
                Reason = group.Key.RegionReason,
                OriginPath = group.Key.OriginPath,
                UnitPath = group.Key.UnitPath,
                Lines = group.Sum(sale => sale.Shares),
                AmountFen = group.Sum(sale => sale.AmountFen),
                Oldest = group.Min(sale => sale.RecognitionMonth)!,
            })
            .ToListAsync(ct);
        return
        [
            .. sums.OrderBy(one => one.Reason).ThenByDescending(one => one.AmountFen).ThenBy(one => one.OriginPath, StringComparer.Ordinal)
                .ThenBy(one => one.UnitPath, StringComparer.Ordinal),
        ];
    }

    static UnpairedRow Row(Sums one, ReportFrame frame) => new()
    {
        Reason = one.Reason,
        Outcome = one.Reason.Outcome,
        Rule = one.Reason.Rule,
        Words = one.Reason.Words,
        Origin = one.OriginPath.Length == 0 ? null : Party(one.OriginPath, frame.Registry),
        Unit = Party(one.UnitPath, frame.Registry),
        Lines = one.Lines,
        Amount = Amount.Of(one.AmountFen),
        OldestMonth = one.Oldest,
        AgeDays = Math.Max(0, frame.LastDay.DayNumber - Month.Parse(one.Oldest).FirstDay.DayNumber),
        Potential = one.OriginPath.Length == 0
            ? []
            : [
                .. frame.Registry.Pairings.Values
                    .Where(pairing => one.UnitPath.StartsWith(pairing.EastPath, StringComparison.Ordinal)
                        && one.OriginPath.StartsWith(pairing.WestPath, StringComparison.Ordinal))
                    .OrderBy(pairing => pairing.Scheme).ThenByDescending(pairing => pairing.Tier).ThenBy(pairing => pairing.ValidFrom)
                    .ThenBy(pairing => pairing.PairingId).Take(PotentialMax)
                    .Select(pairing => new UnpairedRow.PotentialPairing(
                        pairing.PairingId, pairing.Scheme, pairing.Tier, pairing.EastName, pairing.WestName, pairing.ValidFrom, pairing.ValidTo)),
            ],
    };

    static Party Party(string path, RegistryAsKnown registry)
    {
        var id = path.Length == 0 ? "" : new RegionPath(path).RegionId;
        return registry.PartyOf(id, id);
    }

    static IReadOnlyList<Table> Tables(UnpairedReport report) =>
    [
        ReportOutput.Table(report.Header, "未结对与待定 Unpaired", Columns, report.Rows.Select(row => (IReadOnlyList<object?>)
        [
            ReportWords.Of(row.Outcome).Both(),
            row.Rule,
            row.Words.Zh,
            row.Origin?.Name,
            row.Unit.Name,
            row.Lines,
            row.Amount.Fen,
            row.OldestMonth,
            row.AgeDays,
            row.Potential.Count == 0
                ? null
                : string.Join("；", row.Potential.Select(one => string.Create(
                    CultureInfo.InvariantCulture,
                    $"{ReportWords.Of(one.Scheme).Zh}{ReportWords.Of(one.Tier).Zh} {one.East}—{one.West} {one.ValidFrom:yyyy-MM-dd}…{one.ValidTo:yyyy-MM-dd}"))),
        ])),
    ];

    sealed record Sums
    {
        public required CreditReason Reason { get; init; }

        public required string OriginPath { get; init; }

        public required string UnitPath { get; init; }

        public required long Lines { get; init; }

        public required long AmountFen { get; init; }

        public required string Oldest { get; init; }
    }
}
