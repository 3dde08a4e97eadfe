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
public sealed record FiguresQuery(Month Month, ViewBasis View = ViewBasis.AsPosted, DateTimeOffset? KnownAt = null, long? LastEntryNo = null);

/// <summary>
/// The figures of pairings, designations and quota accounts, reckoned from the sums that are kept with the ledger. As known at an instant
/// they come from the sums by day, and of the day itself from its entries: never from the whole ledger.
/// </summary>
public static class PairingFigures
{
    /// <param name="db">The database.</param>
    /// <param name="query">Which figures.</param>
    /// <param name="holders">Pairings, designations or quota accounts; null for all of them. Those without any entry are not in the result.</param>
    /// <param name="ct">Ends it.</param>
    public static async Task<IReadOnlyDictionary<Guid, HolderFigures>> ReadAsync(
        CreditingDb db, FiguresQuery query, IReadOnlyCollection<Guid>? holders, CancellationToken ct)
    {
        var closed = await ClosedThroughAsync(db, query.KnownAt, ct) ?? "";
        var sources = await SourcesAsync(db, query, holders, closed, ct);
        var month = query.Month.ToString();
        var before = query.Month.AddYears(-1);
        var recognised = await SummedAsync(sources, one => Counted(one.Recognised, query.View, query.Month), month, query.View, ct);
        var lastYear = await SummedAsync(sources, one => Counted(one.Recognised, query.View, before), month, query.View, ct);
        var verified = await SummedAsync(sources, one => Verified(one.Verified, query.View, query.Month), month, query.View, ct);
        var lastVerified = await SummedAsync(sources, one => Verified(one.Verified, query.View, before), month, query.View, ct);
        var late = await SummedAsync(sources, one => Late(one.Verified, query.View, month), month, query.View, ct);
        var adjusted = query.View == ViewBasis.AsPosted
            ? recognised
            : await SummedAsync(sources, one => PostedLater(one.Recognised, month), month, query.View, ct);

        HolderFigures Of(Guid id)
        {
            var (now, then) = (recognised.GetValueOrDefault(id), lastYear.GetValueOrDefault(id));
            return new HolderFigures
            {
                HolderId = id,
                Recognised = Measure(now, then),
                Verified = Measure(verified.GetValueOrDefault(id), lastVerified.GetValueOrDefault(id)),
                AdjustmentsFen = adjusted.GetValueOrDefault(id)?.AdjustmentsFen ?? 0,
                LateVerifiedFen = late.GetValueOrDefault(id)?.YearToDateFen ?? 0,
                Rules = now?.Rules,
                LastYearRules = then?.Rules,
            };
        }

        return recognised.Keys.Union(lastYear.Keys).Union(verified.Keys).Union(lastVerified.Keys).Union(late.Keys).Union(adjusted.Keys)
            .ToDictionary(id => id, Of);
    }

    /// <summary>The last month that was closed at an instant; null when none was.</summary>
    public static Task<string?> ClosedThroughAsync(CreditingDb db, DateTimeOffset? knownAt, CancellationToken ct) =>
        db.ClosedPeriods.Where(period => knownAt == null || period.ClosedAt <= knownAt).MaxAsync(period => (string?)period.Month, ct);

    /// <summary>What was posted from one day to another, both included, and known at an instant; null for now.</summary>
    public static async Task<IReadOnlyDictionary<Guid, long>> PostedAsync(
        CreditingDb db, DateOnly from, DateOnly to, DateTimeOffset? knownAt, CancellationToken ct)
    {
        var day = knownAt is { } asked ? BusinessDay.Of(asked) : to.AddDays(1);
        var sums = await db.PairingDays.AsNoTracking().Where(sum => sum.PostedOn >= from && sum.PostedOn <= to && sum.PostedOn < day)
            .GroupBy(sum => sum.PairingId).Select(group => new { group.Key, Fen = group.Sum(sum => sum.AmountFen) })
            .ToDictionaryAsync(one => one.Key, one => one.Fen, ct);
        if (knownAt is not { } instant || day < from || day > to)
        {
            return sums;
        }

        var last = await KnownEntries.LastUntilAsync(db, instant, ct);
        var before = await KnownEntries.LastUntilAsync(db, BusinessDay.StartOf(day).AddMilliseconds(-1), ct);
        var news = await db.CreditEntries.AsNoTracking().IgnoreQueryFilters().Where(entry => entry.EntryNo > before && entry.EntryNo <= last)
            .GroupBy(entry => entry.PairingId).Select(group => new { group.Key, Fen = group.Sum(entry => entry.AmountFen) }).ToListAsync(ct);
        foreach (var one in news)
        {
            sums[one.Key] = sums.GetValueOrDefault(one.Key) + one.Fen;
        }

        return sums;
    }

    static MeasureFigures Measure(Sums? now, Sums? then) =>
        new(now?.MonthFen ?? 0, now?.DirectFen ?? 0, now?.AssistedFen ?? 0, now?.Entries ?? 0, then?.YearToDateFen ?? 0);

    static IQueryable<Row> Counted(IQueryable<Row> rows, ViewBasis view, Month month)
    {
        var months = month.YearToDate;
        return view == ViewBasis.AsPosted
            ? rows.Where(row => months.Contains(row.PostingPeriod))
            : rows.Where(row => months.Contains(row.RecognitionMonth));
    }

    /// <summary>As posted, what is verified after the end of the month is none of its figures any more.</summary>
    static IQueryable<Row> Verified(IQueryable<Row> rows, ViewBasis view, Month month)
    {
        var last = month.ToString();
        var counted = Counted(rows, view, month);
        return view == ViewBasis.AsPosted ? counted.Where(row => row.VerifiedPeriod.CompareTo(last) <= 0) : counted;
    }

    static IQueryable<Row> Late(IQueryable<Row> rows, ViewBasis view, string month) => view == ViewBasis.AsPosted
        ? rows.Where(row => row.VerifiedPeriod == month && row.PostingPeriod.CompareTo(month) < 0)
        : rows.Where(row => row.VerifiedPeriod == month && row.RecognitionMonth.CompareTo(month) < 0);

    static IQueryable<Row> PostedLater(IQueryable<Row> rows, string month) =>
        rows.Where(row => row.RecognitionMonth == month && row.IsAfterClose);

    static async Task<Dictionary<Guid, Sums>> SummedAsync(
        Sources sources, Func<Sources, IQueryable<Row>> chosen, string month, ViewBasis view, CancellationToken ct)
    {
        var sums = await Summed(chosen(sources), month, view).ToDictionaryAsync(one => one.HolderId, ct);
        foreach (var one in sources.OfTheDay is { } day ? Summed(chosen(day), month, view).ToList() : [])
        {
            sums[one.HolderId] = sums.TryGetValue(one.HolderId, out var known) ? known + one : one;
        }

        return sums;
    }

    static IQueryable<Sums> Summed(IQueryable<Row> rows, string month, ViewBasis view)
    {
        var isAsPosted = view == ViewBasis.AsPosted;
        return rows.GroupBy(row => row.HolderId).Select(group => new Sums
        {
            HolderId = group.Key,
            MonthFen = group.Sum(row => (isAsPosted ? row.PostingPeriod : row.RecognitionMonth) == month ? row.AmountFen : 0),
            DirectFen = group.Sum(row => row.Mode == CreditMode.DirectPurchase ? row.AmountFen : 0),
            AssistedFen = group.Sum(row => row.Mode == CreditMode.AssistedSale ? row.AmountFen : 0),
            Entries = group.Sum(row => row.Entries),

            // What comes after its own month was closed; of a month that is still open its own figures change instead.
            AdjustmentsFen = group.Sum(row => (row.PostingPeriod == month || !isAsPosted) && row.IsAfterClose ? row.AmountFen : 0),
            RulesFrom = group.Min(row => row.RulesFrom),
            RulesTo = group.Max(row => row.RulesTo),
        });
    }

    static async Task<Sources> SourcesAsync(CreditingDb db, FiguresQuery query, IReadOnlyCollection<Guid>? holders, string closed, CancellationToken ct)
    {
        Guid[]? ids = holders is null ? null : [.. holders];
        if (query.KnownAt is not { } knownAt)
        {
            return new Sources(Rows(db.PairingMonths, ids, closed), Rows(db.VerifiedMonths, ids, closed), OfTheDay: null);
        }

        if (query.LastEntryNo is { } lastEntryNo)
        {
            return new Sources(
                Rows(db.PairingDays.Where(_ => false), ids, closed),
                Rows(db.VerifiedMonths.Where(_ => false), ids, closed),
                await FromEntriesAsync(db, DateTimeOffset.UnixEpoch, knownAt, 1, lastEntryNo, ids, closed, ct));
        }

        var day = BusinessDay.Of(knownAt);
        return new Sources(
            Rows(db.PairingDays.Where(sum => sum.PostedOn < day), ids, closed),
            Rows(db.VerifiedMonths.Where(sum => sum.VerifiedOn < day), ids, closed),
            await OfTheDayAsync(db, knownAt, ids, closed, ct));
    }

    static IQueryable<Row> Rows(IQueryable<PairingMonth> sums, Guid[]? ids, string closed) =>
        (ids is null ? sums : sums.Where(sum => ids.Contains(sum.PairingId))).Select(sum => new Row
        {
            HolderId = sum.PairingId,
            PostingPeriod = sum.PostingPeriod,
            RecognitionMonth = sum.RecognitionMonth,
            VerifiedPeriod = "",
            IsAfterClose = sum.RecognitionMonth != sum.PostingPeriod && sum.RecognitionMonth.CompareTo(closed) <= 0,
            Mode = sum.Mode,
            AmountFen = sum.AmountFen,
            Entries = sum.Entries,
            RulesFrom = sum.RulesFrom,
            RulesTo = sum.RulesTo,
        });

    static IQueryable<Row> Rows(IQueryable<PairingDay> sums, Guid[]? ids, string closed) =>
        (ids is null ? sums : sums.Where(sum => ids.Contains(sum.PairingId))).Select(sum => new Row
        {
            HolderId = sum.PairingId,
            PostingPeriod = sum.PostingPeriod,
            RecognitionMonth = sum.RecognitionMonth,
            VerifiedPeriod = "",
            IsAfterClose = sum.RecognitionMonth != sum.PostingPeriod && sum.RecognitionMonth.CompareTo(closed) <= 0,
            Mode = sum.Mode,
            AmountFen = sum.AmountFen,
            Entries = sum.Entries,
            RulesFrom = sum.RulesFrom,
            RulesTo = sum.RulesTo,
        });

    static IQueryable<Row> Rows(IQueryable<VerifiedMonth> sums, Guid[]? ids, string closed) =>
        (ids is null ? sums : sums.Where(sum => ids.Contains(sum.PairingId))).Select(sum => new Row
        {
            HolderId = sum.PairingId,
            PostingPeriod = sum.PostingPeriod,
            RecognitionMonth = sum.RecognitionMonth,
            VerifiedPeriod = sum.VerifiedPeriod,
            IsAfterClose = sum.RecognitionMonth != sum.PostingPeriod && sum.RecognitionMonth.CompareTo(closed) <= 0,
            Mode = sum.Mode,
            AmountFen = sum.AmountFen,
            Entries = sum.Entries,
            RulesFrom = 0,
            RulesTo = 0,
        });

    /// <summary>What was posted and verified on the day of the instant and no later than it.</summary>
    static async Task<Sources> OfTheDayAsync(CreditingDb db, DateTimeOffset knownAt, Guid[]? ids, string closed, CancellationToken ct)
    {
        var begin = BusinessDay.StartOf(BusinessDay.Of(knownAt));
        var last = await KnownEntries.LastUntilAsync(db, knownAt, ct);
        var first = await KnownEntries.LastUntilAsync(db, begin.AddMilliseconds(-1), ct) + 1;
        return await FromEntriesAsync(db, begin, knownAt, first, last, ids, closed, ct);
    }

    static async Task<Sources> FromEntriesAsync(
        CreditingDb db, DateTimeOffset begin, DateTimeOffset knownAt, long first, long last, Guid[]? ids, string closed, CancellationToken ct)
    {
        var entries = db.CreditEntries.AsNoTracking().IgnoreQueryFilters().Where(entry => entry.EntryNo <= last);
        if (ids is not null)
        {
            entries = entries.Where(entry => ids.Contains(entry.PairingId));
        }

        var lines = db.SaleLines.AsNoTracking().IgnoreQueryFilters();
        var posted = entries.Where(entry => entry.EntryNo >= first).Select(entry => new Posted { Entry = entry, VerifiedPeriod = "" });

        // Verified that day, whenever posted; and posted that day, verified before.
        var news = from line in lines.Where(line => line.VerifiedAt >= begin && line.VerifiedAt <= knownAt)
                   join entry in entries on new { line.LineId, line.AcceptanceNo, line.ShareNo } equals new { entry.LineId, entry.AcceptanceNo, entry.ShareNo }
                   select new Posted { Entry = entry, VerifiedPeriod = line.VerifiedPeriod! };
        var more = from entry in entries.Where(entry => entry.EntryNo >= first)
                   join line in lines.Where(line => line.VerifiedAt < begin)
                       on new { entry.LineId, entry.AcceptanceNo, entry.ShareNo } equals new { line.LineId, line.AcceptanceNo, line.ShareNo }
                   select new Posted { Entry = entry, VerifiedPeriod = line.VerifiedPeriod! };
        return new Sources(
            (await RowsAsync(posted, closed, ct)).AsQueryable(),
            ((IReadOnlyList<Row>)[.. await RowsAsync(news, closed, ct), .. await RowsAsync(more, closed, ct)]).AsQueryable(),
            OfTheDay: null);
    }

    static async Task<IReadOnlyList<Row>> RowsAsync(IQueryable<Posted> entries, string closed, CancellationToken ct)
    {
        var sums = await entries
            .GroupBy(one => new { one.Entry.PairingId, one.Entry.PostingPeriod, one.Entry.RecognitionDate, one.Entry.Mode, one.VerifiedPeriod })
            .Select(group => new
            {
                group.Key,
                Fen = group.Sum(one => one.Entry.AmountFen),
                Entries = group.LongCount(),
                RulesFrom = group.Min(one => one.Entry.RuleSetVersion),
                RulesTo = group.Max(one => one.Entry.RuleSetVersion),
            })
            .ToListAsync(ct);
        return
        [
            .. sums.Select(one => new Row
            {
                HolderId = one.Key.PairingId,
                PostingPeriod = one.Key.PostingPeriod,
                RecognitionMonth = Month.Of(one.Key.RecognitionDate).ToString(),
                VerifiedPeriod = string.CompareOrdinal(one.Key.VerifiedPeriod, one.Key.PostingPeriod) > 0 ? one.Key.VerifiedPeriod : one.Key.PostingPeriod,
                IsAfterClose = Month.Of(one.Key.RecognitionDate).ToString() is var recognised && recognised != one.Key.PostingPeriod
                    && string.CompareOrdinal(recognised, closed) <= 0,
                Mode = one.Key.Mode,
                AmountFen = one.Fen,
                Entries = one.Entries,
                RulesFrom = one.RulesFrom,
                RulesTo = one.RulesTo,
            }),
        ];
    }

    /// <summary>Where sums are read: the database, and in memory what it has no sums of.</summary>
    sealed record Sources(IQueryable<Row> Recognised, IQueryable<Row> Verified, Sources? OfTheDay);

    sealed record Posted
    {
        public required CreditEntry Entry { get; init; }

        public required string VerifiedPeriod { get; init; }
    }

    /// <summary>The one shape of all sums.</summary>
    sealed record Row
    {
        public required Guid HolderId { get; init; }

        public required string PostingPeriod { get; init; }

        public required string RecognitionMonth { get; init; }

        public required string VerifiedPeriod { get; init; }

        /// <summary>For a sale of a month that was closed.</summary>
        public required bool IsAfterClose { get; init; }

        public required CreditMode Mode { get; init; }

        public required long AmountFen { get; init; }

        public required long Entries { get; init; }

        public required int RulesFrom { get; init; }

        public required int RulesTo { get; init; }
    }

    sealed record Sums
    {
        public required Guid HolderId { get; init; }

        public long MonthFen { get; init; }

        public long DirectFen { get; init; }

        public long AssistedFen { get; init; }

        public long Entries { get; init; }

        public long AdjustmentsFen { get; init; }

        public int RulesFrom { get; init; }

        public int RulesTo { get; init; }

        public long YearToDateFen => DirectFen + AssistedFen;

        public RuleSpan Rules => new(RulesFrom, RulesTo);

        public static Sums operator +(Sums left, Sums right) => new()
        {
            HolderId = left.HolderId,
            MonthFen = left.MonthFen + right.MonthFen,
            DirectFen = left.DirectFen + right.DirectFen,
            AssistedFen = left.AssistedFen + right.AssistedFen,
            Entries = left.Entries + right.Entries,
            AdjustmentsFen = left.AdjustmentsFen + right.AdjustmentsFen,
            RulesFrom = Math.Min(left.RulesFrom, right.RulesFrom),
            RulesTo = Math.Max(left.RulesTo, right.RulesTo),
        };
    }
}
