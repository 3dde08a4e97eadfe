using Marketplace.Contracts;
using Marketplace.Contracts.Proofs;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Sealing;

/// <summary>GET /credits/ledger/head. Whoever keeps the head of today can show tomorrow that nothing before it was changed.</summary>
public static class GetLedgerHead
{
    /// <summary>How far the ledger has come and how far it is sealed. Hashes are SHA-256 in lower-case hexadecimal.</summary>
    public sealed record View
    {
        /// <summary>All entries, sealed or not.</summary>
        public required long Entries { get; init; }

        public required long Blocks { get; init; }

        /// <summary>The last entry that a block holds.</summary>
        public required long SealedThrough { get; init; }

        /// <summary>Of the last block; 64 zeros while there is none.</summary>
        public required string ChainHash { get; init; }

        /// <summary>The Merkle root over the roots of all blocks (RFC 6962).</summary>
        public required string TreeRoot { get; init; }

        /// <summary>The last head that is signed, which may be a second behind; null while there is none.</summary>
        public SignedTreeHead? Signed { get; init; }
    }

    public static void Map(RouteGroupBuilder api) => api.MapGet("/ledger/head", HandleAsync)
        .WithName("GetLedgerHead")
        .WithSummary("账本头 The head of the ledger")
        .For(Roles.Official, Roles.Auditor, Roles.Operator);

    static async Task<Ok<View>> HandleAsync(CreditingDb db, BlockTree tree, CancellationToken ct)
    {
        var (size, root) = await tree.AskAsync(db, all => ((long)all.Size, all.Root(all.Size)), ct);
        var last = await SealLedger.Headers(db.LedgerBlocks.Where(block => block.BlockNo == size)).SingleOrDefaultAsync(ct);
        return TypedResults.Ok(new View
        {
            Entries = await db.LedgerHeads.Select(head => head.EntryNo).SingleAsync(ct),
            Blocks = size,
            SealedThrough = last?.LastEntryNo ?? 0,
            ChainHash = BlockView.Hex(last?.ChainHash ?? LedgerBlock.Genesis),
            TreeRoot = BlockView.Hex(root),
            Signed = await db.TreeHeads.AsNoTracking().OrderByDescending(head => head.Number).FirstOrDefaultAsync(ct),
        });
    }
}
