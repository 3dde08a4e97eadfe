using System.Security.Cryptography;
using Marketplace.Contracts;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Reports;
using Marketplace.Crediting.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Snapshots;

/// <summary>
/// GET /credits/snapshots/{snapshotId}/regeneration. Makes the report again, from the entries of the ledger up to its last one and the
/// registry as it was known, never from sums, and compares byte for byte (invariant 4).
/// </summary>
public static class RegenerateSnapshot
{
    static readonly TimeSpan TimeLimit = TimeSpan.FromMinutes(10);

    /// <summary>What came out. Hashes are SHA-256 in lower-case hexadecimal.</summary>
    /// <param name="SnapshotId">Which snapshot.</param>
    /// <param name="ContentHash">As it was stored.</param>
    /// <param name="StoredHash">Of the content as it is stored now.</param>
    /// <param name="RegeneratedHash">Of the report that was made again.</param>
    /// <param name="Identical">All three are the same, to the byte.</param>
    /// <param name="DiffersAt">The first byte that differs, from 0; null when none does.</param>
    public sealed record View(
        Guid SnapshotId, string ContentHash, string StoredHash, string RegeneratedHash, bool Identical, int? DiffersAt);

    public static void Map(RouteGroupBuilder api) => api.MapGet("/snapshots/{snapshotId:guid}/regeneration", HandleAsync)
        .WithName("RegenerateSnapshot")
        .WithSummary("重算快照并逐字节比对 Make a snapshot again and compare")
        .For(Roles.Official, Roles.Auditor, Roles.Operator).IsExpensive();

    static async Task<Ok<View>> HandleAsync(Guid snapshotId, CreditingDb db, CancellationToken ct)
    {
        var snapshot = await GetSnapshot.FindAsync(db, snapshotId, ct);
        db.Database.SetCommandTimeout(TimeLimit);
        var signed = TakeClosingSnapshots.Signed;
        var context = await ReportContext.OfSnapshotAsync(
            signed, db, Month.Parse(snapshot.Month), snapshot.CutOffAt, snapshot.Number, snapshot.RegionId, snapshot.LastEntryNo, ct);
        var again = (await signed.AnswerAsync(context, ct)).Canonical();
        var common = again.AsSpan().CommonPrefixLength(snapshot.Content);
        var (stored, regenerated) = (SHA256.HashData(snapshot.Content), SHA256.HashData(again));
        var isSame = again.AsSpan().SequenceEqual(snapshot.Content);
        return TypedResults.Ok(new View(
            snapshotId,
            Convert.ToHexStringLower(snapshot.ContentHash),
            Convert.ToHexStringLower(stored),
            Convert.ToHexStringLower(regenerated),
            isSame && stored.AsSpan().SequenceEqual(snapshot.ContentHash),
            isSame ? null : common));
    }
}
