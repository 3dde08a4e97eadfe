using System.Security.Cryptography;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Audit;

/// <summary>Holds every snapshot against its content hash and its block, and every signature against the one before.</summary>
static class VerifySnapshots
{
    public static async Task<IReadOnlyList<VerifyLedger.SnapshotDifference>> RunAsync(CreditingDb db, int max, CancellationToken ct)
    {
        var found = new List<VerifyLedger.SnapshotDifference>();
        var headers = new Dictionary<Guid, Snapshot>();
        await foreach (var snapshot in db.Snapshots.AsNoTracking()
            .OrderBy(snapshot => snapshot.Number).AsAsyncEnumerable().WithCancellation(ct))
        {
            if (!SHA256.HashData(snapshot.Content).AsSpan().SequenceEqual(snapshot.ContentHash))
            {
                Add(snapshot.SnapshotId, null, $"The content of {snapshot.Number} is not what its hash says.");
            }

            headers[snapshot.SnapshotId] = snapshot.WithoutContent();
        }

        var blockNos = headers.Values.Select(snapshot => snapshot.BlockNo).Distinct().ToArray();
        var blocks = await db.LedgerBlocks.AsNoTracking().Where(block => blockNos.Contains(block.BlockNo))
            .Select(block => new { block.BlockNo, block.LastEntryNo, block.ChainHash }).ToDictionaryAsync(block => block.BlockNo, ct);
        foreach (var snapshot in headers.Values.Where(snapshot => snapshot.BlockNo > 0))
        {
            if (!blocks.TryGetValue(snapshot.BlockNo, out var block)
                || block.LastEntryNo != snapshot.LastEntryNo || !block.ChainHash.AsSpan().SequenceEqual(snapshot.ChainHash))
            {
                Add(snapshot.SnapshotId, null, $"{snapshot.Number} is not bound to block {snapshot.BlockNo} as it is.");
            }
        }

        var before = SnapshotSignature.Genesis;
        var number = 0L;
        foreach (var signature in await db.SnapshotSignatures.AsNoTracking().OrderBy(signature => signature.SignatureNo).ToListAsync(ct))
        {
            var hash = headers.TryGetValue(signature.SnapshotId, out var snapshot)
                ? SnapshotSignature.HashOf(snapshot, signature.SignedBy, signature.RegionId, signature.Level, signature.SignedAt, before)
                : [];
            if (signature.SignatureNo != ++number || !hash.AsSpan().SequenceEqual(signature.Hash))
            {
                Add(
                    signature.SnapshotId,
                    signature.SignatureId,
                    $"Signature {signature.SignatureNo} doesn't fit its snapshot, its text or the signature before.");
                number = signature.SignatureNo;
            }

            before = signature.Hash;
        }

        return found;

        void Add(Guid snapshotId, Guid? signatureId, string detail)
        {
            if (found.Count < max)
            {
                found.Add(new VerifyLedger.SnapshotDifference(snapshotId, signatureId, detail));
            }
        }
    }
}
