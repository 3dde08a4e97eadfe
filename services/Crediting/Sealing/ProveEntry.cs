using Marketplace.Contracts;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Domain.Merkle;
using Marketplace.Crediting.Storage;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Sealing;

/// <summary>
/// GET /credits/ledger/entries/{entryId}/proof. All that is needed to see, away from the service, that the
/// entry is in the ledger as it is.
/// </summary>
public static class ProveEntry
{
    /// <summary>The proof; how to check it is in the README beside. Hashes are SHA-256 in lower-case hexadecimal.</summary>
    public sealed record View
    {
        public required Guid EntryId { get; init; }

        public required long EntryNo { get; init; }

        /// <summary>Every column of the entry, a line each.</summary>
        public required string Canonical { get; init; }

        /// <summary>SHA-256(0x00 ‖ canonical text in UTF-8).</summary>
        public required string LeafHash { get; init; }

        public required BlockView Block { get; init; }

        /// <summary>Of the block before; 64 zeros before the first.</summary>
        public required string ChainHashBefore { get; init; }

        /// <summary>Which leaf of the block, from 0.</summary>
        public required int LeafIndex { get; init; }

        public required int Leaves { get; init; }

        /// <summary>From the leaf up to the root of the block, the lowest first.</summary>
        public required IReadOnlyList<string> LeafPath { get; init; }

        /// <summary>Which leaf of the tree of blocks, from 0.</summary>
        public required long BlockIndex { get; init; }

        /// <summary>How many blocks the tree has.</summary>
        public required long TreeSize { get; init; }

        /// <summary>From the block up to the root of the tree, the lowest first.</summary>
        public required IReadOnlyList<string> BlockPath { get; init; }

        public required string TreeRoot { get; init; }
    }

    public static void Map(RouteGroupBuilder api) => api.MapGet("/ledger/entries/{entryId:guid}/proof", HandleAsync)
        .WithName("ProveEntry")
        .WithSummary("分录存在证明 Proof that an entry is in the ledger")
        .For(Roles.Official, Roles.Auditor, Roles.Operator);

    static async Task<Ok<View>> HandleAsync(Guid entryId, CreditingDb db, BlockTree tree, CancellationToken ct)
    {
        var entry = await db.CreditEntries.AsNoTracking().SingleOrDefaultAsync(known => known.EntryId == entryId, ct)
            ?? throw new NotFoundException(
                "entry_not_found", "没有这条计量分录，或它所属的结对不在您的辖区。", "There is no such entry, or its pairing has no side in your region.");
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
        var (size, path, root) = await tree.AskAsync(
            db, all => (all.Size, all.AuditPath((int)block.BlockNo - 1, all.Size), all.Root(all.Size)), ct);
        return TypedResults.Ok(new View
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
            TreeSize = size,
            BlockPath = BlockView.Hex(path),
            TreeRoot = BlockView.Hex(root),
        });
    }
}
