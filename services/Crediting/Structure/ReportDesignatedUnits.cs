using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Projections;
using Marketplace.Crediting.Reports;
using Marketplace.Crediting.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Structure;

/// <summary>GET /credits/reports/designated-units: what units did for the counties assigned to them, with the units below them, and what pairing-designated units bought (R7).</summary>
public static class ReportDesignatedUnits
{
    const int FlaggedMax = 200;

    /// <summary>定点单位.</summary>
    public sealed record View
    {
        public required StructureHeader Header { get; init; }

        /// <summary>Assignment by assignment, ordered by county and unit: the scheme Designated.</summary>
        public required IReadOnlyList<Row> Rows { get; init; }

        /// <summary>Of all assignments that are shown.</summary>
        public required Fulfilment Total { get; init; }

        /// <summary>
        /// 协作定点消费帮扶单位: units whose East–West credit carries the flag, at the tier of provinces, from the largest amount down. It is
        /// part of East–West collaboration and not to be added to the assignments (CR-10, CR-13).
        /// </summary>
        public required IReadOnlyList<FlaggedUnit> PairingDesignated { get; init; }

        /// <summary>How many such units bought.</summary>
        public required long PairingDesignatedUnits { get; init; }
    }

    public sealed record Row
    {
        public required Guid DesignationId { get; init; }

        public required Guid UnitId { get; init; }

        public required string UnitName { get; init; }

        /// <summary>Where the unit belongs; null when the registry doesn't say.</summary>
        public Party? UnitRegion { get; init; }

        public required Party County { get; init; }

        public required DateOnly ValidFrom { get; init; }

        public DateOnly? ValidTo { get; init; }

        public required Fulfilment Figures { get; init; }

        /// <summary>Units below it in the tree.</summary>
        public required int Subordinates { get; init; }

        /// <summary>Those of them that bought of the county this year.</summary>
        public required int SubordinatesThatBought { get; init; }

        /// <summary>What the unit itself bought; the rest of the purchases is its subordinates'.</summary>
        public required Amount OwnPurchases { get; init; }
    }

    /// <summary>Year to date against the targets that hold at the end of the month.</summary>
    public sealed record Fulfilment
    {
        /// <summary>直接采购; the target is null when none is set.</summary>
        public required Part Buy { get; init; }

        /// <summary>帮助销售.</summary>
        public required Part HelpSell { get; init; }

        /// <summary>Both together, against the sum of the targets, or against the one target that is set for both.</summary>
        public required Part Both { get; init; }
    }

    public sealed record Part(Amount? Target, Amount Done, Ratio Progress)
    {
        public static Part Of(long? target, long done) =>
            new(target is { } fen ? Amount.Of(fen) : null, Amount.Of(done), target is > 0 ? Ratio.Of(done, target.Value) : Growth.Unknown);
    }

    public sealed record FlaggedUnit(Guid UnitId, string UnitName, Amount Amount, long Orders);

    static readonly BilingualText Title = new("定点单位消费帮扶进度表", "Designated units");

    public static void Map(RouteGroupBuilder api) => api.MapGet("/reports/designated-units", HandleAsync)
        .WithName("ReportDesignatedUnits")
        .WithSummary("定点单位 Designated units")
        .For(Roles.Official, Roles.Auditor, Roles.Operator);

    static async Task<Results<Ok<View>, FileContentHttpResult>> HandleAsync(
        Month month,
        [AsParameters] ReportQuery asked,
        CreditingDb db,
        Caller caller,
        ProjectLedger projection,
        TimeProvider clock,
        CancellationToken ct)
    {
        var query = StructureQuery.Of(month, asked, clock) with { Scheme = Scheme.EastWest, Tier = PairingTier.Province };
        var scope = await StructureHeaders.ScopeAsync(db, caller, query.Region, ct, query.KnownAt);
        var projected = await projection.CatchUpAsync(ct);
        var designations = (await Holders.DesignationsAsync(db, query.Segment, query.KnownAt, ct))
            .Where(one => one.Designation.ValidFrom <= month.LastDay && (one.Designation.ValidTo is null || one.Designation.ValidTo > new DateOnly(month.Year, 1, 1)))
            .OrderBy(one => one.Designation.CountyPath, StringComparer.Ordinal).ThenBy(one => one.Designation.UnitName, StringComparer.Ordinal)
            .ThenBy(one => one.Designation.DesignationId).ToList();
        Guid[] ids = [.. designations.Select(one => one.Designation.DesignationId)];
        var done = await DoneAsync(db, ids, query, ct);
        var targets = (await db.Targets.AsNoTracking().Where(target => ids.Contains(target.HolderId) && target.Year == month.Year
            && (query.KnownAt == null || target.LearnedAt <= query.KnownAt)).ToListAsync(ct))
            .ToLookup(target => target.HolderId);
        var trees = await TreesAsync(db, [.. designations.Select(one => one.Designation.UnitId).Distinct()], query.KnownAt, ct);
        var buyers = (await BuyersAsync(db, ids, query, ct)).ToLookup(one => one.DesignationId);
        var parties = await Holders.PartiesAsync(
            db,
            designations.SelectMany(one => (string[])[one.Designation.County.RegionId, one.UnitPath.Length == 0 ? "" : new RegionPath(one.UnitPath).RegionId]),
            month.LastDay,
            ct,
            query.KnownAt);
        var (flagged, flaggedUnits) = await FlaggedAsync(db, query, ct);
        var header = await StructureHeaders.OfAsync(
            db,
            ("R7", Title),
            (new Month(month.Year, 1), query),
            scope,
            clock.GetUtcNow(),
            projected,
            [new("下属单位的采购计入承担任务的单位；协作定点消费帮扶单位是东西部协作数据的标识，不与定点帮扶相加。", "Purchases of subordinate units count for the unit that holds the assignment; pairing-designated units are a flag within East–West collaboration and are not added to it.")],
            ct);
        var figures = designations.Select(one => Figures.Of(targets[one.Designation.DesignationId], month.LastDay, done, one.Designation.DesignationId)).ToList();
        var view = new View
        {
            Header = header with { Scheme = Scheme.Designated, Tier = PairingTier.Unit },
            Rows =
            [
                .. designations.Zip(figures).Select(pair => RowOf(
                    pair.First.Designation, pair.First.UnitPath, pair.Second, trees[pair.First.Designation.UnitId], buyers[pair.First.Designation.DesignationId], parties)),
            ],
            Total = Figures.Sum(figures).Fulfilment,
            PairingDesignated = flagged,
            PairingDesignatedUnits = flaggedUnits,
        };
        return StructureOutput.Answer(view, asked.FormatAsked, view.Header, StructureTables.Of);
    }

    static async Task<IReadOnlyDictionary<(Guid, CreditMode), long>> DoneAsync(CreditingDb db, Guid[] ids, StructureQuery query, CancellationToken ct)
    {
        var months = query.Month.YearToDate;
        var counted = query.Basis == ViewBasis.AsPosted
            ? db.ChannelsOf(query, query.Month).Where(sum => months.Contains(sum.PostingPeriod))
            : db.ChannelsOf(query, query.Month).Where(sum => months.Contains(sum.RecognitionMonth));
        var sums = await counted.Where(sum => ids.Contains(sum.HolderId)).GroupBy(sum => new { sum.HolderId, sum.Mode })
            .Select(group => new { group.Key.HolderId, group.Key.Mode, Fen = group.Sum(sum => sum.AmountFen) }).ToListAsync(ct);
        return sums.ToDictionary(sum => (sum.HolderId, sum.Mode), sum => sum.Fen);
    }

    /// <summary>Who bought for each assignment.</summary>
    static async Task<IReadOnlyList<(Guid DesignationId, Guid UnitId, long Fen)>> BuyersAsync(CreditingDb db, Guid[] ids, StructureQuery query, CancellationToken ct)
    {
        var months = query.Month.YearToDate;
        var counted = query.Basis == ViewBasis.AsPosted
            ? db.BuyersOf(query, query.Month).Where(sum => months.Contains(sum.PostingPeriod))
            : db.BuyersOf(query, query.Month).Where(sum => months.Contains(sum.RecognitionMonth));
        var sums = await counted.Where(sum => ids.Contains(sum.HolderId) && sum.Mode == CreditMode.DirectPurchase)
            .GroupBy(sum => new { sum.HolderId, sum.UnitId })
            .Select(group => new { group.Key.HolderId, group.Key.UnitId, Fen = group.Sum(sum => sum.AmountFen) }).ToListAsync(ct);
        return [.. sums.Where(sum => sum.Fen > 0).Select(sum => (sum.HolderId, sum.UnitId, sum.Fen))];
    }

    /// <summary>The units below each of these, level by level.</summary>
    static async Task<IReadOnlyDictionary<Guid, HashSet<Guid>>> TreesAsync(
        CreditingDb db, Guid[] roots, DateTimeOffset? knownAt, CancellationToken ct)
    {
        const int LevelsMax = 16;
        var trees = roots.ToDictionary(root => root, _ => new HashSet<Guid>());
        var above = roots.ToDictionary(root => root, root => new List<Guid> { root });
        for (var level = 0; above.Count > 0 && level < LevelsMax; level++)
        {
            Guid[] parents = [.. above.Keys];
            var children = await db.UnitsKnown(knownAt).AsNoTracking().Where(unit => unit.ParentId != null && parents.Contains(unit.ParentId.Value))
                .Select(unit => new { unit.UnitId, ParentId = unit.ParentId!.Value }).ToListAsync(ct);
            var next = new Dictionary<Guid, List<Guid>>();
            foreach (var child in children)
            {
                foreach (var root in above[child.ParentId].Where(root => root != child.UnitId && trees[root].Add(child.UnitId)))
                {
                    (next.TryGetValue(child.UnitId, out var of) ? of : next[child.UnitId] = []).Add(root);
                }
            }

            above = next;
        }

        return trees;
    }

    static async Task<(IReadOnlyList<FlaggedUnit> Units, long Count)> FlaggedAsync(CreditingDb db, StructureQuery query, CancellationToken ct)
    {
        var months = query.Month.YearToDate;
        var (holders, _, _) = await Holders.OfAsync(db, query, needsOne: true, ct);
        var counted = query.Basis == ViewBasis.AsPosted
            ? db.BuyersOf(query, query.Month).Where(sum => months.Contains(sum.PostingPeriod))
            : db.BuyersOf(query, query.Month).Where(sum => months.Contains(sum.RecognitionMonth));
        var bought = (
            from sum in counted
            join holder in holders on sum.HolderId equals holder.SumId
            group sum by sum.UnitId into sums
            select new { UnitId = sums.Key, Fen = sums.Sum(sum => sum.DesignatedFen), Orders = sums.Sum(sum => sum.Orders) }).Where(one => one.Fen > 0);
        var shown = await bought.OrderByDescending(one => one.Fen).ThenBy(one => one.UnitId).Take(FlaggedMax).ToListAsync(ct);
        Guid[] ids = [.. shown.Select(one => one.UnitId)];
        var names = await db.UnitsKnown(query.KnownAt).AsNoTracking().Where(unit => ids.Contains(unit.UnitId)).ToDictionaryAsync(unit => unit.UnitId, unit => unit.Name, ct);
        return ([.. shown.Select(one => new FlaggedUnit(one.UnitId, names.GetValueOrDefault(one.UnitId, ""), Amount.Of(one.Fen), one.Orders))], await bought.LongCountAsync(ct));
    }

    static Row RowOf(
        Designation designation,
        string unitPath,
        Figures figures,
        HashSet<Guid> tree,
        IEnumerable<(Guid DesignationId, Guid UnitId, long Fen)> buyers,
        IReadOnlyDictionary<string, Party> parties)
    {
        var bought = buyers.ToList();
        var unitRegion = unitPath.Length == 0 ? null : new RegionPath(unitPath).RegionId;
        return new Row
        {
            DesignationId = designation.DesignationId,
            UnitId = designation.UnitId,
            UnitName = designation.UnitName,
            UnitRegion = unitRegion is null ? null : parties.GetValueOrDefault(unitRegion, new Party(unitRegion, null, unitRegion)),
            County = parties.GetValueOrDefault(designation.County.RegionId, new Party(designation.County.RegionId, null, designation.CountyName)),
            ValidFrom = designation.ValidFrom,
            ValidTo = designation.ValidTo,
            Figures = figures.Fulfilment,
            Subordinates = tree.Count,
            SubordinatesThatBought = bought.Count(one => one.UnitId != designation.UnitId),
            OwnPurchases = Amount.Of(bought.Where(one => one.UnitId == designation.UnitId).Sum(one => one.Fen)),
        };
    }

    sealed record Figures(long? BuyTarget, long? HelpTarget, long? BothTarget, long Bought, long Helped)
    {
        public Fulfilment Fulfilment => new()
        {
            Buy = Part.Of(BuyTarget, Bought),
            HelpSell = Part.Of(HelpTarget, Helped),
            Both = Part.Of(BothTarget, Bought + Helped),
        };

        public static Figures Of(
            IEnumerable<Target> targets, DateOnly day, IReadOnlyDictionary<(Guid, CreditMode), long> done, Guid id)
        {
            var known = targets.Where(target => target.EffectiveFrom <= day).GroupBy(target => target.Measure)
                .ToDictionary(group => group.Key, group => group.OrderBy(target => target.EffectiveFrom).ThenBy(target => target.Version).Last().AmountFen);
            var (buy, help) = (Known(known, TargetMeasure.Buy), Known(known, TargetMeasure.HelpSell));
            return new Figures(
                buy,
                help,
                Known(known, TargetMeasure.Sales) ?? (buy is null && help is null ? null : (buy ?? 0) + (help ?? 0)),
                done.GetValueOrDefault((id, CreditMode.DirectPurchase)),
                done.GetValueOrDefault((id, CreditMode.AssistedSale)));
        }

        /// <summary>Targets of some only would make progress too good to be true: unless all have one, the sum has none.</summary>
        public static Figures Sum(IReadOnlyCollection<Figures> all) => new(
            Sum(all.Select(one => one.BuyTarget)),
            Sum(all.Select(one => one.HelpTarget)),
            Sum(all.Select(one => one.BothTarget)),
            all.Sum(one => one.Bought),
            all.Sum(one => one.Helped));

        static long? Sum(IEnumerable<long?> targets)
        {
            var all = targets.ToList();
            return all.Count == 0 || all.Contains(null) ? null : all.Sum();
        }

        static long? Known(Dictionary<TargetMeasure, long> targets, TargetMeasure measure) => targets.TryGetValue(measure, out var fen) ? fen : null;
    }
}
