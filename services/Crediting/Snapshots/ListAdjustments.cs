using System.Globalization;
using System.Text.Json;
using Marketplace.Contracts;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Ledger;
using Marketplace.Crediting.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Snapshots;

/// <summary>
/// GET /credits/snapshots/{snapshotId}/adjustments. What was posted since for the pairings of a snapshot and sales of its months: the
/// snapshot stays, the difference is listed entry by entry (CR-16).
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

    public sealed record Sum(Scheme Scheme, PairingTier Tier, EntryType EntryType, string PostingPeriod, long AmountFen, long Entries);

    public static void Map(RouteGroupBuilder api) => api.MapGet("/snapshots/{snapshotId:guid}/adjustments", HandleAsync)
        .WithName("ListAdjustments")
        .WithSummary("快照之后的调整 What was posted since a snapshot")
        .For(Roles.Official, Roles.Auditor, Roles.Operator);

    static async Task<Ok<View>> HandleAsync(Guid snapshotId, CreditingDb db, [AsParameters] PageQuery page, CancellationToken ct)
    {
        var snapshot = await GetSnapshot.FindAsync(db, snapshotId, ct);
        var ids = PairingIds(snapshot);
        var month = Month.Parse(snapshot.Month);
        var (first, last) = (new DateOnly(month.Year, 1, 1), month.LastDay);

        // Whoever may see the snapshot may see what became of its figures.
        var posted = db.CreditEntries.AsNoTracking().IgnoreQueryFilters().Where(entry => entry.EntryNo > snapshot.LastEntryNo
            && ids.Contains(entry.HolderId) && entry.RecognitionDate >= first && entry.RecognitionDate <= last);
        var sums = await posted.GroupBy(entry => new { entry.Scheme, entry.Tier, entry.EntryType, entry.PostingPeriod })
            .Select(group => new { group.Key, Fen = group.Sum(entry => entry.AmountFen), Entries = group.LongCount() }).ToListAsync(ct);
        var after = Cursor.Decode(page.After, 1) is [var cursor] ? Cursor.Number(cursor) : 0;
        var rows = await posted.Where(entry => entry.EntryNo > after).OrderBy(entry => entry.EntryNo).Take(page.Size + 1).ToListAsync(ct);
        var names = await HolderNames.ReadAsync(db, rows, ct);
        var items = Page.Of(
            rows,
            page.Size,
            entry => EntryView.Of(entry, names.Of(entry).East, names.Of(entry).West),
            entry => Cursor.Encode(entry.EntryNo.ToString(CultureInfo.InvariantCulture)));
        return TypedResults.Ok(new View
        {
            SnapshotId = snapshotId,
            SinceEntryNo = snapshot.LastEntryNo,
            Sums =
            [
                .. sums.Select(one => new Sum(one.Key.Scheme, one.Key.Tier, one.Key.EntryType, one.Key.PostingPeriod, one.Fen, one.Entries))
                    .OrderBy(one => (one.Scheme, one.Tier, one.EntryType)).ThenBy(one => one.PostingPeriod, StringComparer.Ordinal),
            ],
            Items = items.Items,
            Next = items.Next,
        });
    }

    static Guid[] PairingIds(Snapshot snapshot)
    {
        using var content = JsonDocument.Parse(snapshot.Content);
        return [.. content.RootElement.GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("pairingId").GetGuid())];
    }
}
