using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Projections;
using Marketplace.Crediting.Reports;
using Marketplace.Crediting.Storage;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Structure;

/// <summary>GET /credits/reports/quota: what units reserved for the year and what they executed of it (R8).</summary>
public static class ReportQuota
{
    const int IdsAtOnce = 5_000;
    const int NotFiledMax = 500;

    /// <summary>预留份额执行.</summary>
    public sealed record View
    {
        public required StructureHeader Header { get; init; }

        /// <summary>Unit by unit, ordered by finance division, department and name.</summary>
        public required IReadOnlyList<Row> Rows { get; init; }

        /// <summary>By finance division, over all pages.</summary>
        public required IReadOnlyList<Division> Divisions { get; init; }

        public required Totals Total { get; init; }

        /// <summary>Budget units with a canteen that filed no plan for the year, 500 at most.</summary>
        public required IReadOnlyList<NotFiledUnit> NotFiled { get; init; }

        public required int NotFiledUnits { get; init; }

        /// <summary>Give it as "after" to get the next page; null on the last page.</summary>
        public string? Next { get; init; }
    }

    public sealed record Row
    {
        public required Guid UnitId { get; init; }

        public required string UnitName { get; init; }

        public string? FinanceDivision { get; init; }

        public string? Department { get; init; }

        public CanteenKind? Canteen { get; init; }

        public required BilingualText CanteenWords { get; init; }

        /// <summary>The unit that files for the canteen that this one shares; its figures hold this unit's (EC-34).</summary>
        public Representative? SharedWith { get; init; }

        public required QuotaState State { get; init; }

        public required BilingualText StateWords { get; init; }

        /// <summary>What it means to spend on canteen ingredients; null when it filed nothing or has no canteen.</summary>
        public Amount? Planned { get; init; }

        /// <summary>Null when it filed nothing.</summary>
        public Amount? Reserved { get; init; }

        /// <summary>Reserved of what is planned; "不适用 n/a" for a unit without canteen (EC-35).</summary>
        public required Ratio ReservedRatio { get; init; }

        /// <summary>Year to date; null for a unit whose canteen another one files for.</summary>
        public Amount? Executed { get; init; }

        /// <summary>Executed of what is reserved; "不适用 n/a" for a unit without canteen.</summary>
        public required Ratio Execution { get; init; }

        /// <summary>What of it its trade union bought.</summary>
        public Amount? Union { get; init; }

        /// <summary>What of it members of its staff bought, sponsored by it.</summary>
        public Amount? Staff { get; init; }

        public string? WaiverDocument { get; init; }
    }

    public sealed record Division(string? FinanceDivision, Totals Figures);

    /// <summary>Sums of units.</summary>
    /// <param name="Units">Units with a budget or a plan.</param>
    /// <param name="Filed">Units that filed a plan.</param>
    /// <param name="Reserved">What they reserved.</param>
    /// <param name="Executed">What all executed.</param>
    /// <param name="Execution">What was executed by units that reserved something, of what they reserved.</param>
    /// <param name="Union">Bought by trade unions.</param>
    /// <param name="Staff">Bought by staff.</param>
    public sealed record Totals(int Units, int Filed, Amount Reserved, Amount Executed, Ratio Execution, Amount Union, Amount Staff);

    /// <param name="UnitId">The unit that files for all that share its canteen.</param>
    /// <param name="Name">Its name.</param>
    public sealed record Representative(Guid UnitId, string Name);

    /// <param name="UnitId">A budget unit with a canteen.</param>
    /// <param name="UnitName">Its name.</param>
    /// <param name="FinanceDivision">Its finance division.</param>
    /// <param name="Department">Its department.</param>
    /// <param name="Executed">What it bought all the same, year to date.</param>
    public sealed record NotFiledUnit(Guid UnitId, string UnitName, string? FinanceDivision, string? Department, Amount Executed);

    /// <summary>How a unit stands to its quota.</summary>
    public enum QuotaState
    {
        /// <summary>已填报.</summary>
        Filed = 1,

        /// <summary>未填报.</summary>
        NotFiled = 2,

        /// <summary>无食堂: no quota; execution is still shown.</summary>
        NoCanteen = 3,

        /// <summary>与他人共用.</summary>
        SharedWithAnother = 4,

        /// <summary>依文件免予预留.</summary>
        Waived = 5,
    }

    static readonly BilingualText Title = new("预留份额执行情况表", "Execution of reserved quotas");
    static readonly Ratio NotApplicable = new(null, "不适用 n/a");

    public static void Map(RouteGroupBuilder api) => api.MapGet("/reports/quota", HandleAsync)
        .WithName("ReportQuota")
        .WithSummary("预留份额执行 Execution of reserved quotas")
        .For(Roles.Official, Roles.Auditor, Roles.Operator);

    static Task<Results<Ok<View>, FileContentHttpResult>> HandleAsync(
        Month month,
        [AsParameters] ReportQuery asked,
        [AsParameters] PageQuery page,
        CreditingDb db,
        Caller caller,
        ProjectLedger projection,
        TimeProvider clock,
        CancellationToken ct)
    {
        var query = StructureQuery.Of(month, asked, clock) with { Scheme = Scheme.Quota, Tier = PairingTier.Unit };
        if (query.Region is null && caller.SeesAll)
        {
            throw new InvalidRequestException(
                "region_required",
                "region",
                "本表逐单位列示，请指定行政区划，例如 330000。",
                "The report lists units one by one: name a region, such as 330000.");
        }

        return StructureOutput.AnswerAsync(
            asked.FormatAsked,
            page,
            some => ReadAsync(query, some, db, caller, projection, clock, ct),
            view => view.Next,
            (view, more) => view with { Rows = [.. view.Rows, .. more.Rows] },
            view => view.Header,
            StructureTables.Of);
    }

    static async Task<View> ReadAsync(
        StructureQuery query, PageQuery page, CreditingDb db, Caller caller, ProjectLedger projection, TimeProvider clock, CancellationToken ct)
    {
        var month = query.Month;
        var skipped = Cursor.Decode(page.After, 1) is [var place] ? (int)Math.Clamp(Cursor.Number(place), 0, int.MaxValue) : 0;
        var scope = await StructureHeaders.ScopeAsync(db, caller, query.Region, ct, query.KnownAt);
        var projected = await projection.CatchUpAsync(ct);
        var units = await UnitsAsync(db, query, ct);
        var plans = await PlansAsync(db, units, query, ct);
        var executed = await ExecutedAsync(db, units, query, ct);
        var names = await RepresentativesAsync(db, units, query, ct);
        Row[] rows =
        [
            .. units.Where(unit => unit.BudgetLevel is not null || plans.ContainsKey(unit.UnitId) || executed.ContainsKey(unit.UnitId))
                .Select(unit => RowOf(unit, month.LastDay, plans.GetValueOrDefault(unit.UnitId), executed.GetValueOrDefault(unit.UnitId, Executions.None), names))
                .OrderBy(row => row.FinanceDivision ?? "", StringComparer.Ordinal).ThenBy(row => row.Department ?? "", StringComparer.Ordinal)
                .ThenBy(row => row.UnitName, StringComparer.Ordinal).ThenBy(row => row.UnitId),
        ];
        Row[] missing = [.. rows.Where(row => row.State == QuotaState.NotFiled)];
        var header = await StructureHeaders.OfAsync(
            db,
            ("R8", Title),
            (new Month(month.Year, 1), query),
            scope,
            clock.GetUtcNow(),
            projected,
            [new("食堂共用的，由代表单位填报并计执行；无食堂的不计比例。", "Of a shared canteen the representative files and executes for all; units without canteen have no ratio.")],
            ct);
        return new View
        {
            Header = header with { Scheme = Scheme.Quota, Tier = PairingTier.Unit },
            Rows = [.. rows.Skip(skipped).Take(page.Size)],
            Divisions = [.. rows.GroupBy(row => row.FinanceDivision).Select(group => new Division(group.Key, TotalsOf(group)))],
            Total = TotalsOf(rows),
            NotFiled = [.. missing.Take(NotFiledMax).Select(row => new NotFiledUnit(row.UnitId, row.UnitName, row.FinanceDivision, row.Department, row.Executed!))],
            NotFiledUnits = missing.Length,
            Next = rows.Length > skipped + page.Size
                ? Cursor.Encode((skipped + page.Size).ToString(System.Globalization.CultureInfo.InvariantCulture))
                : null,
        };
    }

    /// <summary>The units that belong to the region, as far as the caller may see them.</summary>
    static async Task<IReadOnlyList<Unit>> UnitsAsync(CreditingDb db, StructureQuery query, CancellationToken ct)
    {
        if (!db.SeesAll && db.CallerSegment is null)
        {
            return [];
        }

        // Where a unit belonged is in a list within the row: the engine finds those that were ever there, the rest is decided here.
        var segment = query.Segment ?? db.CallerSegment!;
        var pattern = $"%{segment}%";
        var newest = db.UnitsKnown(query.KnownAt);
        var ever = await db.Units.FromSql($"SELECT * FROM units WHERE affiliations LIKE {pattern}").AsNoTracking()
            .Where(unit => newest.Any(one => one.UnitId == unit.UnitId && one.Version == unit.Version)).ToListAsync(ct);
        return
        [
            .. ever.Where(unit => (unit.PathOn(query.Month.LastDay) ?? unit.Affiliations[^1].Path) is var path
                && path.Value.Contains(segment, StringComparison.Ordinal)
                && (db.SeesAll || path.Value.Contains(db.CallerSegment!, StringComparison.Ordinal))),
        ];
    }

    static async Task<IReadOnlyDictionary<Guid, QuotaPlan>> PlansAsync(
        CreditingDb db, IReadOnlyList<Unit> units, StructureQuery query, CancellationToken ct)
    {
        var (year, knownAt) = (query.Month.Year, query.KnownAt);
        var plans = new Dictionary<Guid, QuotaPlan>();
        foreach (var ids in units.Select(unit => unit.UnitId).Chunk(IdsAtOnce))
        {
            foreach (var plan in await db.QuotaPlans.AsNoTracking().Where(plan => plan.Year == year && ids.Contains(plan.UnitId)
                && (knownAt == null || plan.LearnedAt <= knownAt)).ToListAsync(ct))
            {
                if (!plans.TryGetValue(plan.UnitId, out var known) || known.Version < plan.Version)
                {
                    plans[plan.UnitId] = plan;
                }
            }
        }

        return plans;
    }

    static async Task<IReadOnlyDictionary<Guid, Executions>> ExecutedAsync(
        CreditingDb db, IReadOnlyList<Unit> units, StructureQuery query, CancellationToken ct)
    {
        var months = query.Month.YearToDate;
        var counted = query.Basis == ViewBasis.AsPosted
            ? db.BuyersOf(query, query.Month).Where(sum => months.Contains(sum.PostingPeriod))
            : db.BuyersOf(query, query.Month).Where(sum => months.Contains(sum.RecognitionMonth));
        var executed = new Dictionary<Guid, Executions>();

        // The account is that of the year of recognition: what comes late of last year's sales stays last year's quota (CR-11, CR-16).
        foreach (var some in units.Select(unit => (Account: QuotaAccount.IdOf(unit.UnitId, query.Month.Year), Unit: unit.UnitId)).Chunk(IdsAtOnce))
        {
            var accounts = some.ToDictionary(one => one.Account, one => one.Unit);
            Guid[] ids = [.. accounts.Keys];
            var sums = await (
                from sum in counted
                where ids.Contains(sum.HolderId)
                join unit in db.UnitsKnown(query.KnownAt) on sum.UnitId equals unit.UnitId into known
                from unit in known.DefaultIfEmpty()
                group sum by new { sum.HolderId, sum.Capacity, Kind = (UnitKind?)unit.Kind } into parts
                select new { parts.Key.HolderId, parts.Key.Capacity, parts.Key.Kind, Fen = parts.Sum(sum => sum.AmountFen) }).ToListAsync(ct);
            foreach (var group in sums.GroupBy(sum => sum.HolderId))
            {
                executed[accounts[group.Key]] = new Executions(
                    group.Sum(sum => sum.Fen),
                    group.Where(sum => sum.Kind == UnitKind.TradeUnion).Sum(sum => sum.Fen),
                    group.Where(sum => sum.Kind != UnitKind.TradeUnion && sum.Capacity == BuyerCapacity.Staff).Sum(sum => sum.Fen));
            }
        }

        return executed;
    }

    static async Task<IReadOnlyDictionary<Guid, string>> RepresentativesAsync(
        CreditingDb db, IReadOnlyList<Unit> units, StructureQuery query, CancellationToken ct)
    {
        var day = query.Month.LastDay;
        Guid[] ids = [.. units.Select(unit => unit.CanteenOn(day)?.RepresentativeUnitId).OfType<Guid>().Distinct()];
        return await db.UnitsKnown(query.KnownAt).AsNoTracking().Where(unit => ids.Contains(unit.UnitId)).ToDictionaryAsync(unit => unit.UnitId, unit => unit.Name, ct);
    }

    static Row RowOf(Unit unit, DateOnly day, QuotaPlan? plan, Executions executed, IReadOnlyDictionary<Guid, string> names)
    {
        var canteen = unit.CanteenOn(day);
        var shared = canteen is { Kind: CanteenKind.Shared, RepresentativeUnitId: { } id } && id != unit.UnitId && names.ContainsKey(id) ? id : (Guid?)null;
        var state = shared is not null ? QuotaState.SharedWithAnother
            : canteen?.Kind == CanteenKind.None ? QuotaState.NoCanteen
            : plan?.WaiverDocument is not null ? QuotaState.Waived
            : plan is null ? QuotaState.NotFiled
            : QuotaState.Filed;
        var hasRatio = state is QuotaState.Filed;
        return new Row
        {
            UnitId = unit.UnitId,
            UnitName = unit.Name,
            FinanceDivision = unit.FinanceDivision,
            Department = unit.Department,
            Canteen = canteen?.Kind,
            CanteenWords = StructureWords.Of(canteen?.Kind),
            SharedWith = shared is { } filing ? new Representative(filing, names[filing]) : null,
            State = state,
            StateWords = state switch
            {
                QuotaState.Filed => new("已填报", "Filed"),
                QuotaState.NotFiled => new("未填报", "Not filed"),
                QuotaState.NoCanteen => new("无食堂，不适用比例", "No canteen: no ratio"),
                QuotaState.SharedWithAnother => new($"与{names[shared!.Value]}共用", $"Shared with {names[shared.Value]}"),
                QuotaState.Waived => new("依文件免予预留", "Waived by document"),
                _ => throw new ArgumentOutOfRangeException(nameof(unit)),
            },
            Planned = shared is null && plan?.PlannedFen is { } planned ? Amount.Of(planned) : null,
            Reserved = shared is null && plan is not null && state != QuotaState.NoCanteen ? Amount.Of(plan.ReservedFen) : null,
            ReservedRatio = hasRatio ? Ratio.Of(plan!.ReservedFen, plan.PlannedFen ?? 0) : NotApplicable,
            Executed = shared is null ? Amount.Of(executed.Fen) : null,
            Execution = hasRatio ? Ratio.Of(executed.Fen, plan!.ReservedFen) : NotApplicable,
            Union = shared is null ? Amount.Of(executed.UnionFen) : null,
            Staff = shared is null ? Amount.Of(executed.StaffFen) : null,
            WaiverDocument = plan?.WaiverDocument,
        };
    }

    static Totals TotalsOf(IEnumerable<Row> rows)
    {
        var all = rows.ToList();
        var filed = all.Where(row => row.State == QuotaState.Filed).ToList();
        return new Totals(
            all.Count,
            filed.Count,
            Amount.Of(all.Sum(row => row.Reserved?.Fen ?? 0)),
            Amount.Of(all.Sum(row => row.Executed?.Fen ?? 0)),
            Ratio.Of(filed.Sum(row => row.Executed!.Fen), filed.Sum(row => row.Reserved!.Fen)),
            Amount.Of(all.Sum(row => row.Union?.Fen ?? 0)),
            Amount.Of(all.Sum(row => row.Staff?.Fen ?? 0)));
    }

    sealed record Executions(long Fen, long UnionFen, long StaffFen)
    {
        public static Executions None { get; } = new(0, 0, 0);
    }
}
