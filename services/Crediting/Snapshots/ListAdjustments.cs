using System.Globalization;
using System.Text.Json;
using Marketplace.Contracts;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Entries;
using Marketplace.Crediting.Ledger;
using Marketplace.Crediting.Storage;
using Marketplace.Platform.Access;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Snapshots;

/// <summary>
/// GET /credits/snapshots/{snapshotId}/adjustments. What was posted since for the pairings of a snapshot and sales of its months: the
/// snapshot stays, the difference is listed entry by entry, and summed up on the original's month as well as on that of posting (CR-16).
/// </summary>
public static class ListAdjustments
{
    public sealed record View
    {
        public required Guid SnapshotId { get; init; }

        /// <summary>Entries after this one.</summary>
        public required long SinceEntryNo { get; init; }

        /// <summary>Of all of them, not only of this page; never across schemes or tiers (CR-13).</summary>
        public required IReadOnlyList<Sum> Sums { get; init; }

        public required IReadOnlyList<EntryView> Items { get; init; }

        /// <summary>Give it as "after" to get the next page; null on the last page.</summary>
        public string? Next { get; init; }
    }

    /// <param name="Scheme">The scheme.</param>
    /// <param name="Tier">The tier.</param>
    /// <param name="EntryType">What the entries do.</param>
    /// <param name="OriginalPeriod">The month of the sales that they correct, which the snapshot shows without them.</param>
    /// <param name="PostingPeriod">The month in which they stand.</param>
    /// <param name="AmountFen">What they add up to, signed.</param>
    /// <param name="Entries">How many they are.</param>
    public sealed record Sum(
        Scheme Scheme, PairingTier Tier, EntryType EntryType, string OriginalPeriod, string PostingPeriod, long AmountFen, long Entries);

    public static void Map(RouteGroupBuilder api) => api.MapGet("/snapshots/{snapshotId:guid}/adjustments", HandleAsync)
        .WithName("ListAdjustments")
        .WithSummary("快照之后的调整 What was posted since a snapshot")
        .For(Roles.Official, Roles.Auditor, Roles.Operator).RecordsAccess<CreditingDb>("adjustment");

    static async Task<Ok<View>> HandleAsync(
        Guid snapshotId, CreditingDb db, Caller caller, ReadAccess access, [AsParameters] PageQuery page, CancellationToken ct)
    {
        var snapshot = await GetSnapshot.FindAsync(db, snapshotId, ct);
        var ids = PairingIds(snapshot);
        var month = Month.Parse(snapshot.Month);
        var (first, last) = (new DateOnly(month.Year, 1, 1), month.LastDay);

        // Whoever may see the snapshot may see what became of its figures.
        var posted = db.CreditEntries.AsNoTracking().IgnoreQueryFilters().Where(entry => entry.EntryNo > snapshot.LastEntryNo
            && ids.Contains(entry.HolderId) && entry.RecognitionDate >= first && entry.RecognitionDate <= last);
        var after = Cursor.Decode(page.After, 1) is [var cursor] ? Cursor.Number(cursor) : 0;
        var rows = await posted.Where(entry => entry.EntryNo > after).OrderBy(entry => entry.EntryNo).Take(page.Size + 1).ToListAsync(ct);
        var names = await HolderNames.ReadAsync(db, rows, ct);
        var items = access.OfList(Page.Of(
            rows,
            page.Size,
            entry => EntryView.Of(entry, names.Of(entry), caller),
            entry => Cursor.Encode(entry.EntryNo.ToString(CultureInfo.InvariantCulture))));
        return TypedResults.Ok(new View
        {
            SnapshotId = snapshotId,
            SinceEntryNo = snapshot.LastEntryNo,
            Sums = await SumsAsync(posted, ct),
            Items = items.Items,
            Next = items.Next,
        });
    }

    static async Task<IReadOnlyList<Sum>> SumsAsync(IQueryable<CreditEntry> posted, CancellationToken ct)
    {
        var days = await posted.GroupBy(
            entry => new { entry.Scheme, entry.Tier, entry.EntryType, entry.RecognitionDate, entry.PostingPeriod })
            .Select(group => new { group.Key, Fen = group.Sum(entry => entry.AmountFen), Entries = group.LongCount() }).ToListAsync(ct);
        return
        [
            .. days.GroupBy(day => (
                    day.Key.Scheme,
                    day.Key.Tier,
                    day.Key.EntryType,
                    Original: Month.Of(day.Key.RecognitionDate).ToString(),
                    day.Key.PostingPeriod))
                .OrderBy(group => group.Key)
                .Select(group => new Sum(
                    group.Key.Scheme,
                    group.Key.Tier,
                    group.Key.EntryType,
                    group.Key.Original,
                    group.Key.PostingPeriod,
                    group.Sum(day => day.Fen),
                    group.Sum(day => day.Entries))),
        ];
    }

    static Guid[] PairingIds(Snapshot snapshot)
    {
        using var content = JsonDocument.Parse(snapshot.Content);
        return [.. content.RootElement.GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("pairingId").GetGuid())];
    }
}
