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

/// <summary>GET /credits/reports/unit-types: who bought, by kind of unit, of one scheme and tier or one pairing (R6).</summary>
public static class ReportUnitTypes
{
    /// <summary>采购主体结构.</summary>
    public sealed record View
    {
        public required StructureHeader Header { get; init; }

        public required IReadOnlyList<Row> Rows { get; init; }

        public required Buyers Total { get; init; }
    }

    public sealed record Row(UnitKind Kind, BilingualText Words, Buyers Figures);

    /// <summary>Year to date.</summary>
    public sealed record Buyers
    {
        /// <summary>Units with more credited than taken back.</summary>
        public required long ActiveUnits { get; init; }

        /// <summary>Active units of the same months of last year.</summary>
        public required long ActiveUnitsLastYear { get; init; }

        public required Amount Amount { get; init; }

        /// <summary>Of the total.</summary>
        public required Ratio Share { get; init; }

        public required Ratio AmountGrowth { get; init; }

        /// <summary>Orders that were credited; each counts once for a pairing, in the month of its first entry.</summary>
        public required long Orders { get; init; }

        /// <summary>Amount by orders; null without orders.</summary>
        public Amount? AverageOrder { get; init; }

        /// <summary>Active units with two orders or more, of the active units.</summary>
        public required Ratio RepeatRate { get; init; }

        /// <summary>Active units that bought nothing before this year.</summary>
        public required long NewUnits { get; init; }
    }

    static readonly BilingualText Title = new("采购主体结构统计表", "Kinds of purchasing units");

    public static void Map(RouteGroupBuilder api) => api.MapGet("/reports/unit-types", HandleAsync)
        .WithName("ReportUnitTypes")
        .WithSummary("采购主体结构 Kinds of purchasing units")
        .For(Roles.Official, Roles.Auditor, Roles.Operator);

    static async Task<Results<Ok<View>, FileContentHttpResult>> HandleAsync(
        Month month,
        [AsParameters] ReportQuery asked,
        CreditingDb db,
        Caller caller,
        ProjectLedger projection,
        TimeProvider clock,
        CancellationToken ct,
        Guid? pairingId = null)
    {
        var query = StructureQuery.Of(month, asked, clock, pairingId);
        var scope = await StructureHeaders.ScopeAsync(db, caller, query.Region, ct, query.KnownAt);
        var projected = await projection.CatchUpAsync(ct);
        var (holders, scheme, tier) = await Holders.OfAsync(db, query, needsOne: true, ct);
        var now = await ByKindAsync(db, holders, query, query.Month, ct);
        var before = await ByKindAsync(db, holders, query, query.Month.AddYears(-1), ct);
        var (total, totalBefore) = (Kind.Sum(now), Kind.Sum(before));
        var header = await StructureHeaders.OfAsync(
            db,
            ("R6", Title),
            (new Month(query.Month.Year, 1), query),
            scope,
            clock.GetUtcNow(),
            projected,
            [
                new("采购主体为订单的购买方；类型以统计期末登记为准，未登记的列为市场主体。", "Units are the buyers of record, of the kind registered at the end of the period; those that are not registered are market participants."),
                new("同一订单在每个结对关系中只计一次。", "An order counts once for each pairing."),
            ],
            ct);
        var view = new View
        {
            Header = header with { Scheme = scheme, Tier = tier },
            Rows =
            [
                .. now.Concat(before).Select(one => one.Of).Distinct().Order().Select(kind => new Row(
                    kind,
                    StructureWords.Of(kind),
                    BuyersOf(Kind.Sum(now.Where(one => one.Of == kind)), Kind.Sum(before.Where(one => one.Of == kind)), total.Fen))),
            ],
            Total = BuyersOf(total, totalBefore, total.Fen),
        };
        return StructureOutput.Answer(view, asked.FormatAsked, view.Header, StructureTables.Of);
    }

    static async Task<IReadOnlyList<Kind>> ByKindAsync(
        CreditingDb db, IQueryable<Holder> holders, StructureQuery query, Month month, CancellationToken ct)
    {
        var (months, year) = (month.YearToDate, month.YearToDate[0]);
        var end = BusinessDay.StartOf(month.Next.FirstDay);
        var learnedBefore = query.KnownAt is { } at && at < end ? at.AddMilliseconds(1) : end;
        var isPosted = query.Basis == ViewBasis.AsPosted;
        var all =
            from sum in db.BuyersOf(query, month)
            join holder in holders on sum.HolderId equals holder.SumId
            select new { sum.UnitId, Month = isPosted ? sum.PostingPeriod : sum.RecognitionMonth, Fen = sum.AmountFen, sum.Orders };
        var bought = all.Where(one => months.Contains(one.Month)).GroupBy(one => one.UnitId)
            .Select(group => new { UnitId = group.Key, Fen = group.Sum(one => one.Fen), Orders = group.Sum(one => one.Orders) });
        var first = all.Where(one => one.Fen > 0).GroupBy(one => one.UnitId).Select(group => new { UnitId = group.Key, Month = group.Min(one => one.Month) });

        // The kind that was registered at the end of the period: a later change doesn't change what was reported.
        var kinds = db.Units.Where(unit => unit.Version
            == (db.Units.Where(other => other.UnitId == unit.UnitId && other.LearnedAt < learnedBefore).Max(other => (long?)other.Version)
                ?? db.Units.Where(other => other.UnitId == unit.UnitId).Min(other => (long?)other.Version)));
        var rows = await (
            from unit in bought
            join known in kinds on unit.UnitId equals known.UnitId into registered
            from known in registered.DefaultIfEmpty()
            join began in first on unit.UnitId equals began.UnitId into begun
            from began in begun.DefaultIfEmpty()
            select new { Kind = (UnitKind?)known.Kind, unit.Fen, unit.Orders, IsNew = began.Month.CompareTo(year) >= 0 })
            .GroupBy(one => one.Kind)
            .Select(group => new
            {
                Kind = group.Key,
                Active = group.Sum(one => one.Fen > 0 ? 1L : 0L),
                Fen = group.Sum(one => one.Fen),
                Orders = group.Sum(one => one.Orders),
                Repeating = group.Sum(one => one.Fen > 0 && one.Orders >= 2 ? 1L : 0L),
                New = group.Sum(one => one.Fen > 0 && one.IsNew ? 1L : 0L),
            }).ToListAsync(ct);
        return [.. rows.Select(one => new Kind(one.Kind ?? UnitKind.MarketParticipant, one.Active, one.Fen, one.Orders, one.Repeating, one.New))];
    }

    static Buyers BuyersOf(Kind now, Kind before, long total) => new()
    {
        ActiveUnits = now.Active,
        ActiveUnitsLastYear = before.Active,
        Amount = Amount.Of(now.Fen),
        Share = Ratio.Of(now.Fen, total),
        AmountGrowth = Growth.Of(now.Fen, before.Fen),
        Orders = now.Orders,
        AverageOrder = now.Orders == 0 ? null : Amount.Of((long)decimal.Round((decimal)now.Fen / now.Orders, 0, MidpointRounding.AwayFromZero)),
        RepeatRate = Ratio.Of(now.Repeating, now.Active),
        NewUnits = now.New,
    };

    sealed record Kind(UnitKind Of, long Active, long Fen, long Orders, long Repeating, long New)
    {
        public static Kind Sum(IEnumerable<Kind> kinds)
        {
            var all = kinds.ToList();
            return new Kind(
                UnitKind.MarketParticipant,
                all.Sum(one => one.Active),
                all.Sum(one => one.Fen),
                all.Sum(one => one.Orders),
                all.Sum(one => one.Repeating),
                all.Sum(one => one.New));
        }
    }
}
