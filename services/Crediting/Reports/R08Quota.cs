using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Storage;
using Marketplace.Platform.Refusals;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Reports;

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

/// <summary>
/// 预留份额执行: what units reserved for the year and what they executed of it; the totals are by finance division and of all (R8).
/// </summary>
public sealed class R08Quota : Report<R08Quota.Row>
{
    const int IdsAtOnce = 5_000;

    /// <summary>A unit; or those of a finance division, or all.</summary>
    public sealed record Row
    {
        /// <summary>Null for a total.</summary>
        public Unit? Unit { get; init; }

        public string? FinanceDivision { get; init; }

        public CanteenKind? Canteen { get; init; }

        /// <summary>The unit that files for the canteen that this one shares; its figures hold this unit's (EC-34).</summary>
        public (Guid UnitId, string Name)? SharedWith { get; init; }

        public QuotaState? State { get; init; }

        public string? WaiverDocument { get; init; }

        /// <summary>What it means to spend on canteen ingredients; null when it filed nothing or has no canteen.</summary>
        public long? PlannedFen { get; init; }

        /// <summary>Null when it filed nothing.</summary>
        public long? ReservedFen { get; init; }

        /// <summary>"不适用 n/a" for a unit without canteen (EC-35).</summary>
        public Ratio ReservedRatio { get; init; } = Ratio.NotApplicable;

        /// <summary>Year to date; null for a unit whose canteen another one files for.</summary>
        public Executions? Executed { get; init; }

        /// <summary>Executed of what is reserved by those that filed; "不适用 n/a" for a unit without canteen.</summary>
        public Ratio Execution { get; init; } = Ratio.NotApplicable;

        /// <summary>How many units a total holds, and how many of them filed a plan or filed none.</summary>
        public int? Units { get; init; }

        public int? Filed { get; init; }

        public int? NotFiled { get; init; }
    }

    /// <summary>What was bought under the quota of a unit.</summary>
    /// <param name="Fen">All of it.</param>
    /// <param name="UnionFen">By its trade union.</param>
    /// <param name="StaffFen">By members of its staff, sponsored by it.</param>
    public sealed record Executions(long Fen, long UnionFen, long StaffFen)
    {
        public static Executions None { get; } = new(0, 0, 0);

        public static Executions Sum(IEnumerable<Executions?> all) =>
            all.OfType<Executions>().Aggregate(None, (left, right) => new Executions(
            left.Fen + right.Fen, left.UnionFen + right.UnionFen, left.StaffFen + right.StaffFen));
    }

    public override string Code => "R8";

    public override string Path => "quota";

    public override BilingualText Title { get; } = new("预留份额执行情况表", "Execution of reserved quotas");

    public override IReadOnlyList<ReportOption> Options =>
        [ReportOption.Of<QuotaState>("state", "Only units that stand so; all when not given.")];

    public override bool ReadsProjection => true;

    protected override void Declare(ReportColumns<Row> columns)
    {
        columns.Id("unitId", "单位标识", "Unit id", row => row.Unit?.UnitId);
        columns.Text("division", "财政", "Finance division", row => row.FinanceDivision).Wide(18);
        columns.Text("department", "主管部门", "Department", row => row.Unit?.Department).Wide(18);
        columns.Text("unit", "单位", "Unit", row => row.Unit?.Name).Wide(28);
        columns.Number("units", "单位数", "Units", row => row.Units);
        columns.Number("filed", "已填报单位数", "Units that filed", row => row.Filed);
        columns.Number("notFiled", "未填报单位数", "Units that filed nothing", row => row.NotFiled);
        columns.Term("canteen", "食堂", "Canteen", row => row.Canteen, ReportTexts.Of).Wide(12);
        columns.Term("state", "状态", "State", row => row.State, ReportTexts.Of);
        columns.Id("sharedWithId", "填报单位标识", "Filing unit id", row => row.SharedWith?.UnitId);
        columns.Text("sharedWith", "共用食堂的填报单位", "Unit that files for the shared canteen", row => row.SharedWith?.Name).Wide(24);
        columns.Text("waiverDocument", "免予预留文件", "Waiver", row => row.WaiverDocument).Wide(24);
        columns.Amount("planned", "预算", "Planned", row => row.PlannedFen);
        columns.Amount("reserved", "预留", "Reserved", row => row.ReservedFen);
        columns.Ratio("reservedRatio", "预留比例", "Reserved of planned", row => row.ReservedRatio);
        columns.Amount("executed", "执行", "Executed", row => row.Executed?.Fen);
        columns.Ratio("ratio", "执行率", "Execution", row => row.Execution);
        columns.Amount("union", "其中工会", "By trade union", row => row.Executed?.UnionFen);
        columns.Amount("staff", "其中职工", "By staff", row => row.Executed?.StaffFen);
    }

    protected override string KeyOf(Row row) => SortKey.Of(
        row.FinanceDivision ?? "", row.Unit!.Department ?? "", row.Unit.Name, SortKey.Of(row.Unit.UnitId));

    protected override async Task<ReportRows<Row>> ReadAsync(ReportContext context, CancellationToken ct)
    {
        if (context.Own is null && context.Scope.RegionId is null)
        {
            throw new InvalidRequestException(
                "region_required",
                "region",
                "本表逐单位列示，请指定行政区划，例如 330000。",
                "The report lists units one by one: name a region, such as 330000.");
        }

        var units = await UnitsAsync(context, ct);
        var plans = await PlansAsync(context, units, ct);
        var executed = await ExecutedAsync(context, units, ct);
        var names = await RepresentativesAsync(context, units, ct);
        Row[] rows =
        [
            .. units.Where(unit => unit.BudgetLevel is not null || plans.ContainsKey(unit.UnitId) || executed.ContainsKey(unit.UnitId))
            .Select(unit => RowOf(
                unit, context.Month.LastDay, plans.GetValueOrDefault(unit.UnitId), executed.GetValueOrDefault(unit.UnitId, Executions.None),
                names)),
        ];
        var state = context.Request.Option<QuotaState>("state");
        return new ReportRows<Row>([.. rows.Where(row => state is null || row.State == state)])
        {
            Scheme = Scheme.Quota,
            Tier = PairingTier.Unit,
            Totals =
            [
                .. rows.GroupBy(row => row.FinanceDivision).OrderBy(group => group.Key, StringComparer.Ordinal)
                    .Select(group => TotalOf([.. group]) with { FinanceDivision = group.Key ?? "—" }),
                TotalOf(rows),
            ],
            Notes =
            [
                new(
                    "食堂共用的，由代表单位填报并计执行；无食堂的不计比例。",
                    "Of a shared canteen the representative files and executes for all; units without canteen have no ratio."),
            ],
        };
    }

    /// <summary>The units that belong to the region, as far as the caller may see them; or its own.</summary>
    static async Task<IReadOnlyList<Unit>> UnitsAsync(ReportContext context, CancellationToken ct)
    {
        if (context.Own is { } own)
        {
            var units = new List<Unit>();
            foreach (var ids in own.Of(PartyRole.Buyer).Chunk(IdsAtOnce))
            {
                units.AddRange(await context.Db.UnitsKnown(context.KnownAt).AsNoTracking().Where(unit => ids.Contains(unit.UnitId))
                    .ToListAsync(ct));
            }

            return units;
        }

        // Where a unit belonged is in a list within the row: the engine finds those that were ever there, the rest is decided here.
        var pattern = LikePattern.Containing(context.Scope.Segments[^1]);
        var newest = context.Db.UnitsKnown(context.KnownAt);
        var ever = await context.Db.Units.FromSql($@"SELECT * FROM units WHERE affiliations LIKE {pattern} ESCAPE '\'").AsNoTracking()
            .Where(unit => newest.Any(known => known.UnitId == unit.UnitId && known.Version == unit.Version)).ToListAsync(ct);
        return
        [
            .. ever.Where(unit => (unit.PathOn(context.Month.LastDay) ?? unit.Affiliations[^1].Path) is var path
                && context.Scope.Shows(path.Value, path.Value)),
        ];
    }

    static async Task<IReadOnlyDictionary<Guid, QuotaPlan>> PlansAsync(
        ReportContext context, IReadOnlyList<Unit> units, CancellationToken ct)
    {
        var (year, knownAt) = (context.Month.Year, context.KnownAt);
        var plans = new Dictionary<Guid, QuotaPlan>();
        foreach (var ids in units.Select(unit => unit.UnitId).Chunk(IdsAtOnce))
        {
            foreach (var plan in await context.Db.QuotaPlans.AsNoTracking().Where(plan => plan.Year == year && ids.Contains(plan.UnitId)
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
        ReportContext context, IReadOnlyList<Unit> units, CancellationToken ct)
    {
        var executed = new Dictionary<Guid, Executions>();

        // The account is that of the year of recognition: what comes late of last year's sales stays last year's quota (CR-11, CR-16).
        var all = units.Select(unit => (Account: QuotaAccounts.IdOf(unit.UnitId, context.Month.Year), Unit: unit.UnitId));
        foreach (var some in all.Chunk(IdsAtOnce))
        {
            var accounts = some.ToDictionary(pair => pair.Account, pair => pair.Unit);
            Guid[] ids = [.. accounts.Keys];
            var sums = await (
                from sum in context.Buyers(context.Month)
                where ids.Contains(sum.HolderId)
                join unit in context.Db.UnitsKnown(context.KnownAt) on sum.UnitId equals unit.UnitId into known
                from unit in known.DefaultIfEmpty()
                group sum by new { sum.HolderId, sum.Capacity, Kind = (UnitKind?)unit.Kind } into parts
                select new { parts.Key.HolderId, parts.Key.Capacity, parts.Key.Kind, Fen = parts.Sum(sum => sum.AmountFen) })
                    .ToListAsync(ct);
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
        ReportContext context, IReadOnlyList<Unit> units, CancellationToken ct)
    {
        Guid[] ids = [.. units.Select(unit => unit.CanteenOn(context.Month.LastDay)?.RepresentativeUnitId).OfType<Guid>().Distinct()];
        return await context.Db.UnitsKnown(context.KnownAt).AsNoTracking().Where(unit => ids.Contains(unit.UnitId))
            .ToDictionaryAsync(unit => unit.UnitId, unit => unit.Name, ct);
    }

    static Row RowOf(Unit unit, DateOnly day, QuotaPlan? plan, Executions executed, IReadOnlyDictionary<Guid, string> names)
    {
        var canteen = unit.CanteenOn(day);
        var shared = canteen is { Kind: CanteenKind.Shared, RepresentativeUnitId: { } id } && id != unit.UnitId
            && names.ContainsKey(id) ? id : (Guid?)null;
        var state = shared is not null ? QuotaState.SharedWithAnother
            : canteen?.Kind == CanteenKind.None ? QuotaState.NoCanteen
            : plan?.WaiverDocument is not null ? QuotaState.Waived
            : plan is null ? QuotaState.NotFiled
            : QuotaState.Filed;
        var isFiled = state == QuotaState.Filed;
        return new Row
        {
            Unit = unit,
            FinanceDivision = unit.FinanceDivision,
            Canteen = canteen?.Kind,
            SharedWith = shared is { } filing ? (filing, names[filing]) : null,
            State = state,
            WaiverDocument = plan?.WaiverDocument,
            PlannedFen = shared is null ? plan?.PlannedFen : null,
            ReservedFen = shared is null && state != QuotaState.NoCanteen ? plan?.ReservedFen : null,
            ReservedRatio = isFiled ? Ratio.Of(plan!.ReservedFen, plan.PlannedFen ?? 0) : Ratio.NotApplicable,
            Executed = shared is null ? executed : null,
            Execution = isFiled ? Ratio.Of(executed.Fen, plan!.ReservedFen) : Ratio.NotApplicable,
        };
    }

    static Row TotalOf(Row[] rows)
    {
        var filed = rows.Where(row => row.State == QuotaState.Filed).ToList();
        return new Row
        {
            Units = rows.Length,
            Filed = filed.Count,
            NotFiled = rows.Count(row => row.State == QuotaState.NotFiled),
            ReservedFen = rows.Sum(row => row.ReservedFen ?? 0),
            Executed = Executions.Sum(rows.Select(row => row.Executed)),
            Execution = Ratio.Of(filed.Sum(row => row.Executed!.Fen), filed.Sum(row => row.ReservedFen!.Value)),
        };
    }
}
