using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Marketplace.Contracts;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Reports;

/// <summary>Which figures are asked for.</summary>
/// <param name="Month">The month, and with it the year up to its end.</param>
/// <param name="View">By posting period, or by the recognition date.</param>
/// <param name="KnownAt">As the ledger stood then; null for now.</param>
/// <param name="LastEntryNo">Reckoned from the entries themselves up to this one, not from sums of them; only with KnownAt.</param>
public sealed record FiguresQuery(
    Month Month, ViewBasis View = ViewBasis.AsPosted, DateTimeOffset? KnownAt = null, long? LastEntryNo = null);

/// <summary>
/// The figures of pairings, designations and quota accounts, computed from the sums that are kept with the ledger. As known at an instant
/// they come from the sums by day, and of the day itself from its entries: never from the whole ledger.
/// </summary>
public static partial class PairingFigures
{
    /// <param name="db">The database.</param>
    /// <param name="query">Which figures.</param>
    /// <param name="holders">Pairings, designations or quota accounts; null for all of them. Those without any entry are not in the
    /// result.</param>
    /// <param name="cache">Keeps the sums of closed months, when all pairings are asked for; null to read all.</param>
    public static async Task<IReadOnlyDictionary<Guid, HolderFigures>> ReadAsync(
        CreditingDb db, FiguresQuery query, IReadOnlyCollection<Guid>? holders, CancellationToken ct, ReportCache? cache = null)
    {
        Guid[]? ids = holders is null ? null : [.. holders];
        if (cache is null || ids is null || query.KnownAt is not null)
        {
            return await ReadAsync(db, query, ids, head: null, cache: null, ct);
        }

        // Whatever changes a sum is an event in the journal, or makes all sums anew: as long as the head stands still, so do the figures.
        var head = await db.LedgerHeads.AsNoTracking()
            .Select(ledger => new HeadKey(ledger.EventNo, ledger.SumsVersion, ledger.ClosedThrough ?? ""))
            .SingleAsync(ct);
        return await cache.GetAsync((query, head, HashOf(ids)), () => ReadAsync(db, query, ids, head, cache, ct));
    }

    static async Task<IReadOnlyDictionary<Guid, HolderFigures>> ReadAsync(
        CreditingDb db, FiguresQuery query, Guid[]? ids, HeadKey? head, ReportCache? cache, CancellationToken ct)
    {
        var (recognised, verified) = head is not null && cache is not null && query.View == ViewBasis.AsPosted
            ? await OpenAndClosedAsync(db, Span.Of(query), head, HashOf(ids!), cache, ct)
            : await ReadAllAsync(db, query, ids, ct);
        return recognised.Keys.Union(verified.Keys).ToDictionary(id => id, id =>
        {
            var (counted, proved) = (recognised.GetValueOrDefault(id), verified.GetValueOrDefault(id));
            return new HolderFigures
            {
                HolderId = id,
                Recognised = Measure(counted),
                Verified = Measure(proved),
                AdjustmentsFen = counted?.AdjustmentsFen ?? 0,
                LateVerifiedFen = proved?.LateFen ?? 0,
                Rules = counted?.Rules,
                LastYearRules = counted?.LastYearRules,
            };
        });
    }

    static async Task<(Dictionary<Guid, Sums> Recognised, Dictionary<Guid, Sums> Verified)> ReadAllAsync(
        CreditingDb db, FiguresQuery query, Guid[]? ids, CancellationToken ct)
    {
        var span = Span.Of(query);
        var closed = await ClosedThroughAsync(db, query.KnownAt, ct) ?? "";
        var sources = await SourcesAsync(db, query, ids, closed, ct);
        return (
            await SummedAsync(sources.Recognised, sources.RecognisedToday, span, ct),
            await SummedAsync(sources.Verified, sources.VerifiedToday, span, ct));
    }

    /// <summary>Nothing is posted or counted as verified in a closed month any more: its sums are read once.</summary>
    static async Task<(Dictionary<Guid, Sums> Recognised, Dictionary<Guid, Sums> Verified)> OpenAndClosedAsync(
        CreditingDb db, Span span, HeadKey head, string holders, ReportCache cache, CancellationToken ct)
    {
        var closed = head.ClosedThrough;
        var key = new ClosedKey(span, closed, head.SumsVersion, holders);

        // They are told apart by a join, which costs less than looking for each of them.
        var pairings = db.Pairings.IgnoreQueryFilters();
        var recognised = RecognisedRows(
            db.PairingMonths.Where(sum => pairings.Any(pairing => pairing.PairingId == sum.HolderId)), ids: null, closed);
        var verified = VerifiedRows(
            db.VerifiedMonths.Where(sum => pairings.Any(pairing => pairing.PairingId == sum.HolderId)), ids: null, closed);
        return (
            await WithAsync(
                await cache.GetAsync(
                    key, () => SummedAsync([recognised.Where(row => row.PostingPeriod.CompareTo(closed) <= 0)], [], span, ct)),
                recognised.Where(row => row.PostingPeriod.CompareTo(closed) > 0)),
            await WithAsync(
                await cache.GetAsync(
                    key with { IsVerified = true }, () =>
                        SummedAsync([verified.Where(row => row.VerifiedPeriod.CompareTo(closed) <= 0)], [], span, ct)),
                verified.Where(row => row.VerifiedPeriod.CompareTo(closed) > 0)));

        async Task<Dictionary<Guid, Sums>> WithAsync(Dictionary<Guid, Sums> final, IQueryable<Row> open)
        {
            var sums = new Dictionary<Guid, Sums>(final);
            foreach (var (id, more) in await SummedAsync([open], [], span, ct))
            {
                sums[id] = sums.TryGetValue(id, out var known) ? known + more : more;
            }

            return sums;
        }
    }

    /// <summary>The same for the same holders in whatever order.</summary>
    static string HashOf(Guid[] ids) => Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes<Guid>(ids.Order().ToArray())));

    /// <summary>The last month that was closed at an instant; null when none was.</summary>
    public static Task<string?> ClosedThroughAsync(CreditingDb db, DateTimeOffset? knownAt, CancellationToken ct) =>
        db.ClosedPeriods.Where(period => knownAt == null || period.ClosedAt <= knownAt).MaxAsync(period => (string?)period.Month, ct);

    /// <summary>What was posted from one day to another, both included, and known at an instant; null for now.</summary>
    public static async Task<IReadOnlyDictionary<Guid, long>> PostedAsync(
        CreditingDb db, DateOnly from, DateOnly to, DateTimeOffset? knownAt, CancellationToken ct)
    {
        var day = knownAt is { } asked ? BusinessDay.Of(asked) : to.AddDays(1);
        var sums = await db.PairingDays.AsNoTracking().Where(sum => sum.PostedOn >= from && sum.PostedOn <= to && sum.PostedOn < day)
            .GroupBy(sum => sum.HolderId).Select(group => new { group.Key, Fen = group.Sum(sum => sum.AmountFen) })
            .ToDictionaryAsync(sum => sum.Key, sum => sum.Fen, ct);
        if (knownAt is not { } instant || day < from || day > to)
        {
            return sums;
        }

        var last = await KnownEntries.LastUntilAsync(db, instant, ct);
        var before = await KnownEntries.LastUntilAsync(db, BusinessDay.StartOf(day).AddMilliseconds(-1), ct);
        var news = await db.CreditEntries.AsNoTracking().IgnoreQueryFilters()
            .Where(entry => entry.EntryNo > before && entry.EntryNo <= last)
            .GroupBy(entry => entry.HolderId).Select(group => new { group.Key, Fen = group.Sum(entry => entry.AmountFen) }).ToListAsync(ct);
        foreach (var posted in news)
        {
            sums[posted.Key] = sums.GetValueOrDefault(posted.Key) + posted.Fen;
        }

        return sums;
    }

    static MeasureFigures Measure(Sums? sums) => sums is null
        ? MeasureFigures.Zero
        : new(sums.MonthFen, sums.DirectFen, sums.AssistedFen, sums.Entries, sums.LastYearFen, sums.SubsidisedFen);

    static async Task<Dictionary<Guid, Sums>> SummedAsync(
        IReadOnlyList<IQueryable<Row>> stored, IReadOnlyList<Row> today, Span span, CancellationToken ct)
    {
        var sums = new Dictionary<Guid, Sums>();
        foreach (var rows in stored)
        {
            Add(await Summed(rows, span).ToListAsync(ct));
        }

        if (today.Count > 0)
        {
            Add([.. Summed(today.AsQueryable(), span)]);
        }

        return sums;

        void Add(List<Sums> more)
        {
            foreach (var part in more)
            {
                sums[part.HolderId] = sums.TryGetValue(part.HolderId, out var known) ? known + part : part;
            }
        }
    }

    /// <summary>All figures in one pass, since every report needs them all and the sums are read from one end to the other.</summary>
    static IQueryable<Sums> Summed(IQueryable<Row> rows, Span span)
    {
        var (first, month, last) = (span.First, span.Month, span.LastVerified);
        var (firstBefore, monthBefore, lastBefore) = (span.FirstBefore, span.MonthBefore, span.LastVerifiedBefore);
        var dated = span.View == ViewBasis.AsPosted
            ? rows.Select(row => new Dated { Row = row, Period = row.PostingPeriod })
            : rows.Select(row => new Dated { Row = row, Period = row.RecognitionMonth });
        return dated
            .Where(sum => (sum.Period.CompareTo(first) >= 0 && sum.Period.CompareTo(month) <= 0)
                || (sum.Period.CompareTo(firstBefore) >= 0 && sum.Period.CompareTo(monthBefore) <= 0)
                || sum.Row.VerifiedPeriod == month)
            .Select(sum => new
            {
                sum.Row,
                sum.Period,
                IsNow = sum.Period.CompareTo(first) >= 0 && sum.Period.CompareTo(month) <= 0 && sum.Row.VerifiedPeriod.CompareTo(last) <= 0,
                IsBefore = sum.Period.CompareTo(firstBefore) >= 0 && sum.Period.CompareTo(monthBefore) <= 0
                    && sum.Row.VerifiedPeriod.CompareTo(lastBefore) <= 0,
                IsLate = sum.Row.VerifiedPeriod == month && sum.Period.CompareTo(month) < 0,
            })
            .GroupBy(sum => sum.Row.HolderId)
            .Select(group => new Sums
            {
                HolderId = group.Key,
                MonthFen = group.Sum(sum => sum.IsNow && sum.Period == month ? sum.Row.AmountFen : 0),
                DirectFen = group.Sum(sum => sum.IsNow && sum.Row.Mode == CreditMode.DirectPurchase ? sum.Row.AmountFen : 0),
                AssistedFen = group.Sum(sum => sum.IsNow && sum.Row.Mode == CreditMode.AssistedSale ? sum.Row.AmountFen : 0),
                SubsidisedFen = group.Sum(sum => sum.IsNow ? sum.Row.SubsidisedFen : 0),
                Entries = group.Sum(sum => sum.IsNow ? sum.Row.Entries : 0),
                LastYearFen = group.Sum(sum => sum.IsBefore ? sum.Row.AmountFen : 0),

                // What comes after its own month was closed; of a month that is still open its own figures change instead.
                AdjustmentsFen = group.Sum(sum => sum.Period == month && sum.Row.IsAfterClose ? sum.Row.AmountFen : 0),
                LateFen = group.Sum(sum => sum.IsLate ? sum.Row.AmountFen : 0),
                RulesFrom = group.Min(sum => sum.IsNow ? (int?)sum.Row.RulesFrom : null),
                RulesTo = group.Max(sum => sum.IsNow ? (int?)sum.Row.RulesTo : null),
                LastYearRulesFrom = group.Min(sum => sum.IsBefore ? (int?)sum.Row.RulesFrom : null),
                LastYearRulesTo = group.Max(sum => sum.IsBefore ? (int?)sum.Row.RulesTo : null),
            });
    }

    /// <summary>The months of the year and of the year before, and until when verified sales count in them.</summary>
    sealed record Span(
        ViewBasis View, string First, string Month, string LastVerified, string FirstBefore, string MonthBefore, string LastVerifiedBefore)
    {
        const string Ever = "9999-12";

        public static Span Of(FiguresQuery query)
        {
            var (now, before) = (query.Month, query.Month.AddYears(-1));

            // As posted, what is verified after the end of the month is none of its figures any more.
            var isAsPosted = query.View == ViewBasis.AsPosted;
            return new Span(
                query.View,
                now.YearToDate[0],
                now.ToString(),
                isAsPosted ? now.ToString() : Ever,
                before.YearToDate[0],
                before.ToString(),
                isAsPosted ? before.ToString() : Ever);
        }
    }

    sealed record HeadKey(long EventNo, long SumsVersion, string ClosedThrough);

    sealed record ClosedKey(Span Span, string ClosedThrough, long SumsVersion, string Holders, bool IsVerified = false);

    sealed record Dated
    {
        public required Row Row { get; init; }

        /// <summary>The month in which the view counts it.</summary>
        public required string Period { get; init; }
    }

    sealed record Sums
    {
        public required Guid HolderId { get; init; }

        public long MonthFen { get; init; }

        public long DirectFen { get; init; }

        public long AssistedFen { get; init; }

        public long SubsidisedFen { get; init; }

        public long Entries { get; init; }

        public long LastYearFen { get; init; }

        public long AdjustmentsFen { get; init; }

        public long LateFen { get; init; }

        public int? RulesFrom { get; init; }

        public int? RulesTo { get; init; }

        public int? LastYearRulesFrom { get; init; }

        public int? LastYearRulesTo { get; init; }

        public RuleSpan? Rules => RulesFrom is { } from && RulesTo is { } to ? new RuleSpan(from, to) : null;

        public RuleSpan? LastYearRules => LastYearRulesFrom is { } from && LastYearRulesTo is { } to ? new RuleSpan(from, to) : null;

        public static Sums operator +(Sums left, Sums right) => new()
        {
            HolderId = left.HolderId,
            MonthFen = left.MonthFen + right.MonthFen,
            DirectFen = left.DirectFen + right.DirectFen,
            AssistedFen = left.AssistedFen + right.AssistedFen,
            SubsidisedFen = left.SubsidisedFen + right.SubsidisedFen,
            Entries = left.Entries + right.Entries,
            LastYearFen = left.LastYearFen + right.LastYearFen,
            AdjustmentsFen = left.AdjustmentsFen + right.AdjustmentsFen,
            LateFen = left.LateFen + right.LateFen,
            RulesFrom = Least(left.RulesFrom, right.RulesFrom),
            RulesTo = Most(left.RulesTo, right.RulesTo),
            LastYearRulesFrom = Least(left.LastYearRulesFrom, right.LastYearRulesFrom),
            LastYearRulesTo = Most(left.LastYearRulesTo, right.LastYearRulesTo),
        };

        static int? Least(int? left, int? right) => left is { } one && right is { } other ? Math.Min(one, other) : left ?? right;

        static int? Most(int? left, int? right) => left is { } one && right is { } other ? Math.Max(one, other) : left ?? right;
    }
}
