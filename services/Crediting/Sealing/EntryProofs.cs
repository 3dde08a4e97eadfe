using Marketplace.Contracts.Proofs;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Storage;
using Marketplace.Platform.Refusals;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Sealing;

/// <summary>Proofs that entries are in the ledger as they are.</summary>
static class EntryProofs
{
    /// <summary>The proof of an entry.</summary>
    /// <param name="head">
    /// By the block of the entry, the number of the signed head to which the proof leads; the last when it says null.
    /// </param>
    /// <exception cref="RuleBrokenException">The entry is not sealed or no head is signed yet, or it is not what was sealed.</exception>
    /// <exception cref="InvalidRequestException">The head is older than the block.</exception>
    public static async Task<EntryProof> OfAsync(
        CreditingDb db, BlockTree tree, CreditEntry entry, Func<LedgerBlock, long?> head, CancellationToken ct)
    {
        var block = await db.LedgerBlocks.AsNoTracking().Where(ledgerBlock => ledgerBlock.LastEntryNo >= entry.EntryNo)
            .OrderBy(ledgerBlock => ledgerBlock.LastEntryNo).FirstOrDefaultAsync(ct)
            ?? throw new RuleBrokenException(
                "not_sealed_yet", "该分录尚未封存，请几秒后再试。", "The entry is not sealed yet: try again in a few seconds.");
        var leaf = LedgerBlock.LeafOf(entry);
        if (!block.Leaf(entry.EntryNo).SequenceEqual(leaf))
        {
            throw new RuleBrokenException(
                "entry_differs", "该分录与封存时不一致：请立即核对账本。", "The entry is not what was sealed: verify the ledger at once.");
        }

        var before = await db.LedgerBlocks.Where(ledgerBlock => ledgerBlock.BlockNo == block.BlockNo - 1)
            .Select(ledgerBlock => ledgerBlock.ChainHash).SingleOrDefaultAsync(ct);
        var leaves = block.LeafHashes();
        var index = (int)(entry.EntryNo - block.FirstEntryNo);
        var signed = await HeadAsync(db, block, head(block), ct);
        var path = await tree.AskAsync(db, all => all.AuditPath((int)block.BlockNo - 1, (int)signed.Number), ct);
        return new EntryProof
        {
            EntryId = entry.EntryId,
            EntryNo = entry.EntryNo,
            Canonical = entry.Canonical(),
            LeafHash = BlockView.Hex(leaf),
            Block = BlockView.Of(block),
            ChainHashBefore = BlockView.Hex(before ?? LedgerBlock.Genesis),
            LeafIndex = index,
            Leaves = leaves.Length,
            LeafPath = BlockView.Hex(MerkleTree.AuditPath(index, leaves)),
            BlockIndex = block.BlockNo - 1,
            BlockPath = BlockView.Hex(path),
            Head = signed,
        };
    }

    static async Task<SignedTreeHead> HeadAsync(CreditingDb db, LedgerBlock block, long? number, CancellationToken ct)
    {
        if (number is not null && number < block.BlockNo)
        {
            throw new InvalidRequestException(
                "no_such_head", "head", $"该分录在第 {block.BlockNo} 个区块，账本头不能早于它。",
                $"The entry is in block {block.BlockNo}: give a head from there on.");
        }

        var heads = db.TreeHeads.AsNoTracking().Where(signed => number == null || signed.Number == number);
        return await heads.OrderByDescending(signed => signed.Number).FirstOrDefaultAsync(signed => signed.Number >= block.BlockNo, ct)
            ?? throw new RuleBrokenException(
                "not_signed_yet", "账本头尚未签名，请几秒后再试。", "The head of the ledger is not signed yet: try again in a few seconds.");
    }
}
