using System.Runtime.CompilerServices;
using Marketplace.Contracts.Proofs;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Domain.Merkle;
using Marketplace.Crediting.Sealing;
using Marketplace.Crediting.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Audit;

/// <summary>What is wrong with an entry or a block.</summary>
public enum SealFault
{
    /// <summary>The entry is not what was sealed.</summary>
    EntryChanged = 1,

    /// <summary>A number of the ledger that no entry has.</summary>
    EntryMissing = 2,

    /// <summary>An entry without a place: before the first one or past the head.</summary>
    EntryAdded = 3,

    /// <summary>
    /// A column holds what the ledger never writes, or the id doesn't follow from what the entry is about; not sealed yet.
    /// </summary>
    EntryWrong = 4,

    /// <summary>The entry is as it was sealed, but the block's leaf of it was changed.</summary>
    LeafChanged = 5,

    /// <summary>The block doesn't fit its leaves or the block before it.</summary>
    BlockChanged = 6,

    BlockMissing = 7,
}

/// <summary>Reckons every leaf, root and chain hash again from the entries, in their order, a block at a time.</summary>
sealed class VerifySeals(CreditingDb db, VerifyHeads heads, int faultsMax)
{
    const int BlocksAtOnce = 16;

    readonly RawEntries _entries = new(db);
    readonly Queue<RawEntries.Raw> _read = new();
    readonly MerklePeaks _tree = new();
    readonly List<Found> _found = [];
    long _readThrough = long.MinValue;
    long _next = 1;
    long _count;

    /// <param name="Fault">What is wrong.</param>
    /// <param name="EntryNo">The entry, if it is about one.</param>
    /// <param name="BlockNo">The block that it belongs to; null when it is not sealed yet.</param>
    /// <param name="EntryId">The id that the entry has now.</param>
    /// <param name="Detail">What differs.</param>
    public sealed record Found(SealFault Fault, long? EntryNo, long? BlockNo, Guid? EntryId, string Detail);

    /// <param name="Entries">How many there are.</param>
    /// <param name="Blocks">How many there are.</param>
    /// <param name="SealedThrough">The last entry of the last block.</param>
    /// <param name="ChainHash">Of the last block.</param>
    /// <param name="TreeRoot">Over the roots as they were reckoned from the entries.</param>
    /// <param name="Faults">In the order of the ledger.</param>
    public sealed record Report(
        long Entries, long Blocks, long SealedThrough, byte[] ChainHash, byte[] TreeRoot, IReadOnlyList<Found> Faults);

    /// <summary>Goes through the whole ledger, within a transaction that sees one moment.</summary>
    public async Task<Report> RunAsync(CancellationToken ct)
    {
        var head = await db.LedgerHeads.AsNoTracking().Select(ledgerHead => ledgerHead.EntryNo).SingleAsync(ct);
        await OutOfPlaceAsync(ct);
        LedgerBlock? before = null;
        await using var reading = await heads.BeginAsync(ct);
        await foreach (var block in BlocksAsync(ct))
        {
            if (block.BlockNo != (before?.BlockNo ?? 0) + 1)
            {
                Add(
                    SealFault.BlockMissing, null, block.BlockNo - 1, null,
                    $"Block {block.BlockNo - 1} is missing before block {block.BlockNo}.");
                await TakeThroughAsync(block.FirstEntryNo - 1, null, ct);
            }

            await BlockAsync(block, before, ct);
            await reading.BlockAsync(block, _tree.Root());
            before = block;
        }

        await reading.EndAsync();

        var sealedThrough = _next - 1;
        await UnsealedAsync(head, ct);
        return new Report(_count, _tree.Size, sealedThrough, before?.ChainHash ?? LedgerBlock.Genesis, _tree.Root(), _found);
    }

    /// <summary>Entries before the first place.</summary>
    async Task OutOfPlaceAsync(CancellationToken ct)
    {
        while (await PeekAsync(ct) is { } raw && raw.Entry.EntryNo < 1)
        {
            Add(SealFault.EntryAdded, raw.Entry.EntryNo, null, raw.Entry.EntryId, "Entries begin with 1.");
            Take();
        }
    }

    async Task BlockAsync(LedgerBlock block, LedgerBlock? before, CancellationToken ct)
    {
        var isChained = block.FirstEntryNo == _next && block.LastEntryNo >= _next
            && block.LastEntryNo - _next < SealLedger.EntriesMax
            && block.ChainHash.AsSpan().SequenceEqual(
                SealedBlock.Chain(before?.ChainHash ?? LedgerBlock.Genesis, block.FirstEntryNo, block.LastEntryNo, block.Root));
        var (first, last) = (_next, isChained ? block.LastEntryNo : _next + (block.Leaves.Length / MerkleTree.HashSize) - 1);
        var entries = await TakeThroughAsync(last, block.BlockNo, ct);
        var stored = block.LeafHashes();
        byte[][] reckoned = [.. Enumerable.Range(0, (int)(last - first + 1))
            .Select(i => entries.TryGetValue(first + i, out var raw) ? LedgerBlock.LeafOf(raw.Entry) : [])];
        var isWhole = reckoned.All(leaf => leaf.Length > 0) && entries.Values.All(raw => raw.Unreadable.Count == 0);
        var root = isWhole ? MerkleTree.Root(reckoned) : block.Root;
        _tree.Append(SealedBlock.TreeLeaf(root));

        // The root says which of the two was changed, the entry or its leaf.
        var fault = isWhole && root.AsSpan().SequenceEqual(block.Root) ? SealFault.LeafChanged : SealFault.EntryChanged;
        var differs = false;
        for (var i = 0; i < reckoned.Length; i++)
        {
            if (!entries.TryGetValue(first + i, out var raw))
            {
                continue;
            }

            var isAsSealed = i < stored.Length && stored[i].AsSpan().SequenceEqual(reckoned[i]);
            if (raw.Unreadable.Count > 0 || !isAsSealed)
            {
                differs = true;
                Add(fault, first + i, block.BlockNo, raw.Entry.EntryId, Detail(raw, fault));
            }
        }

        var isRooted = stored.Length == reckoned.Length && block.Leaves.Length == stored.Length * MerkleTree.HashSize
            && MerkleTree.Root(stored).AsSpan().SequenceEqual(block.Root);
        if (!isChained || (!isRooted && !differs))
        {
            Add(
                SealFault.BlockChanged, null, block.BlockNo, null,
                isChained
                    ? "The root is not that of the leaves."
                    : "The chain hash is not that of the block before, the range and the root.");
        }
    }

    static string Detail(RawEntries.Raw raw, SealFault fault) =>
        raw.Unreadable.Count > 0 ? $"Not what the ledger writes: {string.Join(", ", raw.Unreadable)}."
        : fault == SealFault.LeafChanged ? "The leaf in the block is not that of the entry; the root of the block is."
        : IsIdWrong(raw.Entry) ? "The content differs from what was sealed; the id doesn't follow from what the entry is about."
        : "The content differs from what was sealed.";

    /// <summary>What no block holds yet, up to the head.</summary>
    async Task UnsealedAsync(long head, CancellationToken ct)
    {
        var last = Math.Max(head, _next - 1);
        while (_next <= last && await PeekAsync(ct) is { } raw && raw.Entry.EntryNo <= last)
        {
            foreach (var (_, entry) in await TakeThroughAsync(Math.Min(last, _next + SealLedger.EntriesMax - 1), null, ct))
            {
                if (entry.Unreadable.Count > 0 || IsIdWrong(entry.Entry))
                {
                    Add(
                        SealFault.EntryWrong, entry.Entry.EntryNo, null, entry.Entry.EntryId,
                        entry.Unreadable.Count > 0
                            ? $"Not what the ledger writes: {string.Join(", ", entry.Unreadable)}."
                            : "The id doesn't follow from what the entry is about.");
                }
            }
        }

        await TakeThroughAsync(last, null, ct);
        while (await PeekAsync(ct) is { } item)
        {
            Add(
                SealFault.EntryAdded, item.Entry.EntryNo, null, item.Entry.EntryId,
                $"The ledger's head says that entry {head} is the last.");
            Take();
        }
    }

    /// <summary>The entries from the next place on; places without one are missing.</summary>
    async Task<Dictionary<long, RawEntries.Raw>> TakeThroughAsync(long last, long? blockNo, CancellationToken ct)
    {
        var taken = new Dictionary<long, RawEntries.Raw>();
        for (; _next <= last; _next++)
        {
            var one = await PeekAsync(ct);
            if (one?.Entry.EntryNo == _next)
            {
                taken.Add(_next, one);
                Take();
            }
            else if (_found.Count < faultsMax)
            {
                Add(SealFault.EntryMissing, _next, blockNo, null, $"There is no entry {_next}.");
            }
            else
            {
                // Enough was told; a gap may be as wide as numbers go.
                _next = one is not null && one.Entry.EntryNo <= last ? one.Entry.EntryNo - 1 : last;
            }
        }

        return taken;
    }

    static bool IsIdWrong(CreditEntry entry) => entry.EntryId
        != CreditEntry.IdOf(entry.SaleKey, entry.Scheme, entry.Tier, entry.EntryType, entry.Sequence);

    async ValueTask<RawEntries.Raw?> PeekAsync(CancellationToken ct)
    {
        if (_read.Count == 0)
        {
            foreach (var raw in await _entries.ReadAsync(_readThrough, SealLedger.EntriesMax, ct))
            {
                _read.Enqueue(raw);
                _readThrough = raw.Entry.EntryNo;
            }
        }

        return _read.TryPeek(out var next) ? next : null;
    }

    void Take()
    {
        _read.Dequeue();
        _count++;
    }

    void Add(SealFault fault, long? entryNo, long? blockNo, Guid? entryId, string detail)
    {
        if (_found.Count < faultsMax)
        {
            _found.Add(new Found(fault, entryNo, blockNo, entryId, detail));
        }
    }

    async IAsyncEnumerable<LedgerBlock> BlocksAsync([EnumeratorCancellation] CancellationToken ct)
    {
        for (var last = long.MinValue; ;)
        {
            var some = await db.LedgerBlocks.AsNoTracking().Where(block => block.BlockNo > last)
                .OrderBy(block => block.BlockNo).Take(BlocksAtOnce).ToListAsync(ct);
            foreach (var block in some)
            {
                yield return block;
            }

            if (some.Count < BlocksAtOnce)
            {
                yield break;
            }

            last = some[^1].BlockNo;
        }
    }
}
