using Marketplace.Contracts;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Reports;

/// <summary>Where the figures are read: from sums by month and day, and of the day of an instant from the entries themselves.</summary>
public static partial class PairingFigures
{
    static async Task<Sources> SourcesAsync(CreditingDb db, FiguresQuery query, Guid[]? ids, string closed, CancellationToken ct)
    {
        if (query.KnownAt is not { } knownAt)
        {
            return new Sources([RecognisedRows(db.PairingMonths, ids, closed)], [VerifiedRows(db.VerifiedMonths, ids, closed)], [], []);
        }

        if (query.LastEntryNo is { } lastEntryNo)
        {
            var (all, allVerified) = await FromEntriesAsync(db, DateTimeOffset.UnixEpoch, knownAt, 1, lastEntryNo, ids, closed, ct);
            return new Sources([], [], all, allVerified);
        }

        // Whole months in which things were posted and verified, the days of the month of the instant, and of the day itself the entries.
        var day = BusinessDay.Of(knownAt);
        var (month, begin) = (Month.Of(day).ToString(), Month.Of(day).FirstDay);
        var (today, verifiedToday) = await OfTheDayAsync(db, knownAt, ids, closed, ct);
        return new Sources(
            [
                RecognisedRows(db.PairingMonths.Where(sum => sum.PostedIn.CompareTo(month) < 0), ids, closed),
                RecognisedRows(db.PairingDays.Where(sum => sum.PostedOn >= begin && sum.PostedOn < day), ids, closed),
            ],
            [
                VerifiedRows(db.VerifiedMonths.Where(sum => sum.VerifiedIn.CompareTo(month) < 0), ids, closed),
                VerifiedRows(db.VerifiedDays.Where(sum => sum.VerifiedOn >= begin && sum.VerifiedOn < day), ids, closed),
            ],
            today,
            verifiedToday);
    }

    static IQueryable<Row> RecognisedRows<TSum>(IQueryable<TSum> sums, Guid[]? ids, string closed)
        where TSum : RecognisedSum => Of(sums, ids).Select(sum => new Row
        {
            HolderId = sum.HolderId,
            PostingPeriod = sum.PostingPeriod,
            RecognitionMonth = sum.RecognitionMonth,
            VerifiedPeriod = "",
            IsAfterClose = sum.RecognitionMonth != sum.PostingPeriod && sum.RecognitionMonth.CompareTo(closed) <= 0,
            Mode = sum.Mode,
            AmountFen = sum.AmountFen,
            SubsidisedFen = sum.SubsidisedFen,
            Entries = sum.Entries,
            RulesFrom = sum.RulesFrom,
            RulesTo = sum.RulesTo,
        });

    static IQueryable<Row> VerifiedRows<TSum>(IQueryable<TSum> sums, Guid[]? ids, string closed)
        where TSum : VerifiedSum => Of(sums, ids).Select(sum => new Row
        {
            HolderId = sum.HolderId,
            PostingPeriod = sum.PostingPeriod,
            RecognitionMonth = sum.RecognitionMonth,
            VerifiedPeriod = sum.VerifiedPeriod,
            IsAfterClose = sum.RecognitionMonth != sum.PostingPeriod && sum.RecognitionMonth.CompareTo(closed) <= 0,
            Mode = sum.Mode,
            AmountFen = sum.AmountFen,
            SubsidisedFen = sum.SubsidisedFen,
            Entries = sum.Entries,
            RulesFrom = 0,
            RulesTo = 0,
        });

    /// <summary>Those of some holders, or of all when it is null.</summary>
    static IQueryable<TSum> Of<TSum>(IQueryable<TSum> sums, Guid[]? ids)
        where TSum : HolderSum => ids is null ? sums : sums.Where(sum => ids.Contains(sum.HolderId));

    /// <summary>What was posted and verified on the day of the instant and no later than it.</summary>
    static async Task<(IReadOnlyList<Row> Recognised, IReadOnlyList<Row> Verified)> OfTheDayAsync(
        CreditingDb db, DateTimeOffset knownAt, Guid[]? ids, string closed, CancellationToken ct)
    {
        var begin = BusinessDay.StartOf(BusinessDay.Of(knownAt));
        var last = await KnownEntries.LastUntilAsync(db, knownAt, ct);
        var first = await KnownEntries.LastUntilAsync(db, begin.AddMilliseconds(-1), ct) + 1;
        return await FromEntriesAsync(db, begin, knownAt, first, last, ids, closed, ct);
    }

    static async Task<(IReadOnlyList<Row> Recognised, IReadOnlyList<Row> Verified)> FromEntriesAsync(
        CreditingDb db, DateTimeOffset begin, DateTimeOffset knownAt, long first, long last, Guid[]? ids, string closed,
        CancellationToken ct)
    {
        var entries = db.CreditEntries.AsNoTracking().IgnoreQueryFilters().Where(entry => entry.EntryNo <= last);
        if (ids is not null)
        {
            entries = entries.Where(entry => ids.Contains(entry.HolderId));
        }

        var lines = db.SaleLines.AsNoTracking().IgnoreQueryFilters();
        var posted = entries.Where(entry => entry.EntryNo >= first).Select(entry => new Posted { Entry = entry, VerifiedPeriod = "" });

        // Verified that day, whenever posted; and posted that day, verified before.
        var news = from line in lines.Where(line => line.VerifiedAt >= begin && line.VerifiedAt <= knownAt)
                   join entry in entries
                       on new { line.LineId, line.AcceptanceNo, line.ShareNo }
                       equals new { entry.LineId, entry.AcceptanceNo, entry.ShareNo }
                   select new Posted { Entry = entry, VerifiedPeriod = line.VerifiedPeriod! };
        var more = from entry in entries.Where(entry => entry.EntryNo >= first)
                   join line in lines.Where(line => line.VerifiedAt < begin)
                       on new { entry.LineId, entry.AcceptanceNo, entry.ShareNo }
                       equals new { line.LineId, line.AcceptanceNo, line.ShareNo }
                   select new Posted { Entry = entry, VerifiedPeriod = line.VerifiedPeriod! };

        // The same of what was verified for a time, up to the last entry that had been counted, and its opposite when it was withdrawn.
        var withdrawals = db.VerificationWithdrawals.AsNoTracking();
        var newsWithdrawn = from withdrawal in withdrawals.Where(w => w.VerifiedAt >= begin && w.VerifiedAt <= knownAt)
                            join entry in entries
                                on new { withdrawal.LineId, withdrawal.AcceptanceNo, withdrawal.ShareNo }
                                equals new { entry.LineId, entry.AcceptanceNo, entry.ShareNo }
                            where entry.EntryNo <= withdrawal.LastEntryNo
                            select new Posted { Entry = entry, VerifiedPeriod = withdrawal.VerifiedPeriod };
        var moreWithdrawn = from entry in entries.Where(entry => entry.EntryNo >= first)
                            join withdrawal in withdrawals.Where(w => w.VerifiedAt < begin)
                                on new { entry.LineId, entry.AcceptanceNo, entry.ShareNo }
                                equals new { withdrawal.LineId, withdrawal.AcceptanceNo, withdrawal.ShareNo }
                            where entry.EntryNo <= withdrawal.LastEntryNo
                            select new Posted { Entry = entry, VerifiedPeriod = withdrawal.VerifiedPeriod };
        var withdrawn = from withdrawal in withdrawals.Where(w => w.WithdrawnAt >= begin && w.WithdrawnAt <= knownAt)
                        join entry in entries
                            on new { withdrawal.LineId, withdrawal.AcceptanceNo, withdrawal.ShareNo }
                            equals new { entry.LineId, entry.AcceptanceNo, entry.ShareNo }
                        where entry.EntryNo <= withdrawal.LastEntryNo
                        select new Posted { Entry = entry, VerifiedPeriod = withdrawal.WithdrawnPeriod };
        return (
            await RowsAsync(posted, closed, ct),
            [
                .. await RowsAsync(news, closed, ct), .. await RowsAsync(more, closed, ct),
                .. await RowsAsync(newsWithdrawn, closed, ct), .. await RowsAsync(moreWithdrawn, closed, ct),
                .. (await RowsAsync(withdrawn, closed, ct)).Select(row => row with
                {
                    AmountFen = -row.AmountFen,
                    SubsidisedFen = -row.SubsidisedFen,
                    Entries = -row.Entries,
                }),
            ]);
    }

    static async Task<IReadOnlyList<Row>> RowsAsync(IQueryable<Posted> entries, string closed, CancellationToken ct)
    {
        var sums = await entries
            .GroupBy(posted => new
            {
                posted.Entry.HolderId,
                posted.Entry.PostingPeriod,
                posted.Entry.RecognitionDate,
                posted.Entry.Mode,
                posted.VerifiedPeriod,
            })
            .Select(group => new
            {
                group.Key,
                Fen = group.Sum(posted => posted.Entry.AmountFen),
                SubsidisedFen = group.Sum(posted => posted.Entry.SubsidisedFen),
                Entries = group.LongCount(),
                RulesFrom = group.Min(posted => posted.Entry.RuleSetVersion),
                RulesTo = group.Max(posted => posted.Entry.RuleSetVersion),
            })
            .ToListAsync(ct);
        return
        [
            .. sums.Select(sum => new Row
            {
                HolderId = sum.Key.HolderId,
                PostingPeriod = sum.Key.PostingPeriod,
                RecognitionMonth = Month.Of(sum.Key.RecognitionDate).ToString(),
                VerifiedPeriod = string.CompareOrdinal(sum.Key.VerifiedPeriod, sum.Key.PostingPeriod) > 0 ? sum.Key.VerifiedPeriod
                    : sum.Key.PostingPeriod,
                IsAfterClose = Month.Of(sum.Key.RecognitionDate).ToString() is var recognised && recognised != sum.Key.PostingPeriod
                    && string.CompareOrdinal(recognised, closed) <= 0,
                Mode = sum.Key.Mode,
                AmountFen = sum.Fen,
                SubsidisedFen = sum.SubsidisedFen,
                Entries = sum.Entries,
                RulesFrom = sum.RulesFrom,
                RulesTo = sum.RulesTo,
            }),
        ];
    }

    /// <summary>Where sums are read: in the database, and in memory what it has no sums of.</summary>
    sealed record Sources(
        IReadOnlyList<IQueryable<Row>> Recognised, IReadOnlyList<IQueryable<Row>> Verified, IReadOnlyList<Row> RecognisedToday,
            IReadOnlyList<Row> VerifiedToday);

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

        public required long SubsidisedFen { get; init; }

        public required long Entries { get; init; }

        public required int RulesFrom { get; init; }

        public required int RulesTo { get; init; }
    }
}
