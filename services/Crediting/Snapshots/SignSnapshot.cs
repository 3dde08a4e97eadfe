using System.Security.Cryptography;
using Marketplace.Contracts;
using Marketplace.Contracts.Proofs;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Sealing;
using Marketplace.Crediting.Signing;
using Marketplace.Crediting.Storage;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Snapshots;

/// <summary>
/// POST /credits/snapshots/{snapshotId}/signatures. An official of the region signs exactly the content that was read, after every region
/// below has signed.
/// </summary>
public static class SignSnapshot
{
    const int NoteMax = 500;
    const int NamedMax = 20;
    const int SignaturesAtOnce = 50;

    public sealed record Request : IChecked
    {
        public required Guid SignatureId { get; init; }

        /// <summary>The content hash of the snapshot that the official has read, 64 hexadecimal digits.</summary>
        public required string ContentHash { get; init; }

        public string? Note { get; init; }

        public void Check(Checks check)
        {
            check.NewId(SignatureId, "signatureId");
            check.That(
                ContentHash.Length == 64 && ContentHash.All(char.IsAsciiHexDigit),
                "contentHash",
                "hash_invalid",
                "请填写所读快照的内容哈希（64 位十六进制）。",
                "Give the content hash of the snapshot that you have read: 64 hexadecimal digits.");
            if (Note is not null)
            {
                check.Text(Note, "note", NoteMax);
            }
        }
    }

    public static void Map(RouteGroupBuilder api) => api.MapPost("/snapshots/{snapshotId:guid}/signatures", HandleAsync)
        .WithName("SignSnapshot")
        .WithSummary("签署快照 Sign a snapshot")
        .For(Roles.Official).Decided(DecidedBy.Region)
        .RequireIdempotencyKey<CreditingDb>();

    static async Task<Created<SignatureView>> HandleAsync(
        Guid snapshotId, Request request, CreditingDb db, Caller caller, Authority authority, ISigner signer, PublicKeys keys,
        TimeProvider clock, CancellationToken ct)
    {
        // One at a time: each signature is chained to the one before, and counts those below.
        await SealLedger.LockAsync(db, ct);
        var snapshot = await GetSnapshot.FindAsync(db, snapshotId, ct);
        authority.RequireOfficial();
        RequireRegion(caller, snapshot);
        await RequireSignableAsync(db, snapshot, Convert.FromHexString(request.ContentHash), keys, ct);
        var last = await LastAsync(db, keys, ct);
        var signed = new OfficialSignature
        {
            SignatureNo = (await db.SnapshotSignatures.MaxAsync(known => (long?)known.SignatureNo, ct) ?? 0) + 1,
            SignedBy = caller.Subject,
            Role = Roles.Official,
            RegionId = snapshot.RegionId ?? SigningOrder.Nation,
            Tier = caller.Tier?.ToString(),
            Level = await SigningOrder.LevelAsync(db, snapshot.RegionId, ct),
            TokenId = caller.TokenId,
            SignedAt = DateTimeOffset.FromUnixTimeMilliseconds(clock.GetUtcNow().ToUnixTimeMilliseconds()),
            Note = request.Note,
            Before = last?.Hash ?? SnapshotSignature.Genesis,
            KeyId = signer.KeyId,
            Signature = "",
        };
        signed = signed with { Signature = await signer.SignAsync(signed.SignedText(snapshot.Issued()), ct) };
        var signature = SnapshotSignature.Of(request.SignatureId, snapshot, signed);
        db.Add(signature);
        await db.SaveChangesAsync(ct);
        return TypedResults.Created($"/credits/snapshots/{snapshotId}", SignatureView.Of(signature, snapshot, keys));
    }

    /// <summary>The last signature that the service's key confirms: rows that were put in by hand are no part of the chain.</summary>
    static async Task<SnapshotSignature?> LastAsync(CreditingDb db, PublicKeys keys, CancellationToken ct)
    {
        for (var before = long.MaxValue; ;)
        {
            var some = await db.SnapshotSignatures.AsNoTracking().Where(signature => signature.SignatureNo < before)
                .OrderByDescending(signature => signature.SignatureNo).Take(SignaturesAtOnce).ToListAsync(ct);
            Guid[] ids = [.. some.Select(signature => signature.SnapshotId)];
            var issued = (await ListSnapshots.Headers(db.Snapshots.IgnoreQueryFilters().Where(known => ids.Contains(known.SnapshotId)))
                .ToListAsync(ct)).ToDictionary(known => known.SnapshotId, known => known.Issued());
            var last = some.Find(
                signature => issued.TryGetValue(signature.SnapshotId, out var of) && signature.Signed().IsSigned(of, keys));
            if (last is not null || some.Count < SignaturesAtOnce)
            {
                return last;
            }

            before = some[^1].SignatureNo;
        }
    }

    static void RequireRegion(Caller caller, Snapshot snapshot)
    {
        if (snapshot.RegionId is null ? !caller.IsNational : caller.IsNational || caller.Region != snapshot.RegionId)
        {
            throw new ForbiddenException(
                "not_your_snapshot", "快照由其所属地区的官员签署。", "A snapshot is signed by an official of its own region.");
        }
    }

    static async Task RequireSignableAsync(CreditingDb db, Snapshot snapshot, byte[] read, PublicKeys keys, CancellationToken ct)
    {
        if (!snapshot.IsFinal)
        {
            throw new RuleBrokenException(
                "month_open", $"{snapshot.Month} 在该快照生成时尚未关账，不能签署。",
                $"{snapshot.Month} was not closed when the snapshot was taken: it can't be signed.");
        }

        if (!read.AsSpan().SequenceEqual(snapshot.ContentHash))
        {
            throw new RuleBrokenException(
                "content_differs",
                $"您所读内容的哈希与快照不一致：快照为 {Convert.ToHexStringLower(snapshot.ContentHash)}。请重新阅读后再签署。",
                $"What you have read is not the snapshot, whose content hash is {Convert.ToHexStringLower(snapshot.ContentHash)}: "
                + "read it again before you sign.",
                "contentHash");
        }

        if (!SHA256.HashData(snapshot.Content).AsSpan().SequenceEqual(snapshot.ContentHash) || !snapshot.Issued().IsSigned(keys))
        {
            throw new RuleBrokenException(
                "snapshot_changed",
                "快照内容与其哈希或服务签名不符，请立即核对账本。",
                "The snapshot doesn't fit its hash or the service's signature: verify the ledger at once.");
        }

        var issued = snapshot.Issued();
        if ((await db.SnapshotSignatures.AsNoTracking().Where(signature => signature.SnapshotId == snapshot.SnapshotId).ToListAsync(ct))
            .Find(signature => signature.Signed().IsSigned(issued, keys)) is { } already)
        {
            throw new RuleBrokenException(
                "already_signed", $"该快照已由 {already.SignedBy} 签署。", $"The snapshot has been signed already, by {already.SignedBy}.");
        }

        var missing = await SigningOrder.WaitsForAsync(db, snapshot, keys, ct);
        if (missing.Count > 0)
        {
            var named = string.Join(", ", missing.Take(NamedMax)) + (missing.Count > NamedMax ? ", …" : "");
            throw new RuleBrokenException(
                "lower_levels_missing",
                $"下级尚有 {missing.Count} 份快照未生成或未签署：{named}。",
                $"{missing.Count} snapshots of the levels below are missing or not signed yet: {named}.");
        }
    }
}
