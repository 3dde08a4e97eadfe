using Marketplace.Contracts;
using Marketplace.Contracts.Proofs;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Snapshots;

/// <summary>
/// GET /credits/snapshots: in the order of their numbers, without their content; of all regions, of one, or with "CN" of the nation.
/// </summary>
public static class ListSnapshots
{
    public static void Map(RouteGroupBuilder api) => api.MapGet("/snapshots", HandleAsync)
        .WithName("ListSnapshots")
        .WithSummary("快照清单 Snapshots")
        .For(Roles.Official, Roles.Auditor, Roles.Operator);

    static async Task<Ok<Page<SnapshotSummary>>> HandleAsync(
        CreditingDb db, PublicKeys keys, [AsParameters] PageQuery page, CancellationToken ct, Month? month = null, string? regionId = null)
    {
        var (written, wanted) = (month?.ToString(), regionId == SigningOrder.Nation ? null : regionId);
        var snapshots = db.Snapshots.AsNoTracking()
            .Where(snapshot => (written == null || snapshot.Month == written) && (regionId == null || snapshot.RegionId == wanted));
        if (Cursor.Decode(page.After, 1) is [var last])
        {
            snapshots = snapshots.Where(snapshot => snapshot.Number.CompareTo(last) > 0);
        }

        var rows = await Headers(snapshots.OrderBy(snapshot => snapshot.Number).Take(page.Size + 1)).ToListAsync(ct);
        Guid[] ids = [.. rows.Select(snapshot => snapshot.SnapshotId)];
        var signatures = (await db.SnapshotSignatures.AsNoTracking().Where(signature => ids.Contains(signature.SnapshotId)).ToListAsync(ct))
            .ToLookup(signature => signature.SnapshotId);
        return TypedResults.Ok(
            Page.Of(rows, page.Size, snapshot => SnapshotSummary.Of(snapshot, signatures[snapshot.SnapshotId], keys), snapshot =>
                Cursor.Encode(snapshot.Number)));
    }

    /// <summary>Snapshots without their content, which may be large.</summary>
    internal static IQueryable<Snapshot> Headers(IQueryable<Snapshot> snapshots) => snapshots.Select(snapshot => new Snapshot
    {
        SnapshotId = snapshot.SnapshotId,
        Number = snapshot.Number,
        Report = snapshot.Report,
        Month = snapshot.Month,
        RegionId = snapshot.RegionId,
        RegionPath = snapshot.RegionPath,
        CutOffAt = snapshot.CutOffAt,
        LastEntryNo = snapshot.LastEntryNo,
        BlockNo = snapshot.BlockNo,
        ChainHash = snapshot.ChainHash,
        Content = Array.Empty<byte>(),
        ContentHash = snapshot.ContentHash,
        MadeAt = snapshot.MadeAt,
        IsFinal = snapshot.IsFinal,
        KeyId = snapshot.KeyId,
        Signature = snapshot.Signature,
    });
}
