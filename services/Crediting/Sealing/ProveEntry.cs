using Marketplace.Contracts;
using Marketplace.Contracts.Proofs;
using Marketplace.Crediting.Domain;
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
    public static void Map(RouteGroupBuilder api) => api.MapGet("/ledger/entries/{entryId:guid}/proof", HandleAsync)
        .WithName("ProveEntry")
        .WithSummary("分录存在证明 Proof that an entry is in the ledger")
        .For(Roles.Official, Roles.Auditor, Roles.Operator).MayConflict();

    /// <param name="entryId">The entry.</param>
    /// <param name="head">The number of the signed head to which the proof leads, such as that of a report; the last if not given.</param>
    static async Task<Ok<EntryProof>> HandleAsync(Guid entryId, CreditingDb db, BlockTree tree, CancellationToken ct, long? head = null)
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
        var signed = await HeadAsync(db, block, head, ct);
        var path = await tree.AskAsync(db, all => all.AuditPath((int)block.BlockNo - 1, (int)signed.Number), ct);
        return TypedResults.Ok(new EntryProof
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
        });
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
