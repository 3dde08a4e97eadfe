using System.Security.Cryptography;
using Marketplace.Contracts.Proofs;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Audit;

/// <summary>
/// Holds every snapshot against its content hash, its block and the service's signature, and every signature of an official against the
/// service's confirmation and the signature before.
/// </summary>
sealed class VerifySnapshots(CreditingDb db, PublicKeys keys, int max)
{
    readonly List<VerifyLedger.SnapshotDifference> _found = [];
    readonly Dictionary<Guid, Snapshot> _headers = [];

    public async Task<IReadOnlyList<VerifyLedger.SnapshotDifference>> RunAsync(CancellationToken ct)
    {
        await foreach (var snapshot in db.Snapshots.AsNoTracking()
            .OrderBy(snapshot => snapshot.Number).AsAsyncEnumerable().WithCancellation(ct))
        {
            if (!SHA256.HashData(snapshot.Content).AsSpan().SequenceEqual(snapshot.ContentHash))
            {
                Add(snapshot, $"The content of {snapshot.Number} is not what its hash says.");
            }
            else if (!snapshot.Issued().IsSigned(keys))
            {
                Add(snapshot, $"{snapshot.Number}, made {snapshot.MadeAt:u}, is not as the service signed it.");
            }

            _headers[snapshot.SnapshotId] = snapshot.WithoutContent();
        }

        await BlocksAsync(ct);
        await SignaturesAsync(ct);
        return _found;
    }

    async Task BlocksAsync(CancellationToken ct)
    {
        var blockNos = _headers.Values.Select(snapshot => snapshot.BlockNo).Distinct().ToArray();
        var blocks = await db.LedgerBlocks.AsNoTracking().Where(block => blockNos.Contains(block.BlockNo))
            .Select(block => new { block.BlockNo, block.LastEntryNo, block.ChainHash }).ToDictionaryAsync(block => block.BlockNo, ct);
        foreach (var snapshot in _headers.Values.Where(snapshot => snapshot.BlockNo > 0))
        {
            if (!blocks.TryGetValue(snapshot.BlockNo, out var block)
                || block.LastEntryNo != snapshot.LastEntryNo || !block.ChainHash.AsSpan().SequenceEqual(snapshot.ChainHash))
            {
                Add(snapshot, $"{snapshot.Number}, made {snapshot.MadeAt:u}, is not bound to block {snapshot.BlockNo} as it is.");
            }
        }
    }

    async Task SignaturesAsync(CancellationToken ct)
    {
        // What a signature may be chained to: the last one that is right, or one after it whose row was changed.
        var before = new HashSet<string>([SnapshotSignature.Genesis], StringComparer.Ordinal);
        foreach (var signature in await db.SnapshotSignatures.AsNoTracking().OrderBy(signature => signature.SignatureNo).ToListAsync(ct))
        {
            var signed = signature.Signed();
            if (!_headers.TryGetValue(signature.SnapshotId, out var snapshot) || !signed.IsSigned(snapshot.Issued(), keys)
                || signed.Hash(snapshot.Issued()) != signature.Hash)
            {
                Add(
                    signature,
                    $"Signature {signature.SignatureNo} of {signature.SignedBy} of {signature.SignedAt:u} was not confirmed by the "
                    + "service: it was put in by hand, or it or its snapshot was changed.");
            }
            else
            {
                if (!before.Contains(signature.Before))
                {
                    Add(signature, $"The signature before {signature.SignatureNo} of {signature.SignedAt:u} is missing.");
                }

                before.Clear();
            }

            before.Add(signature.Hash);
        }
    }

    void Add(Snapshot snapshot, string detail) => Add(snapshot.SnapshotId, null, detail);

    void Add(SnapshotSignature signature, string detail) => Add(signature.SnapshotId, signature.SignatureId, detail);

    void Add(Guid snapshotId, Guid? signatureId, string detail)
    {
        if (_found.Count < max)
        {
            _found.Add(new VerifyLedger.SnapshotDifference(snapshotId, signatureId, detail));
        }
    }
}
