using Marketplace.Contracts.Proofs;
using Marketplace.Crediting.Domain.Merkle;
using Marketplace.Crediting.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Sealing;

/// <summary>
/// The Merkle tree over the roots of all blocks. Its hashes are kept in memory, 64 bytes a block, and read on from where they ended: a
/// proof costs the same however long the ledger is.
/// </summary>
public sealed class BlockTree : IDisposable
{
    const int BlocksAtOnce = 10_000;

    readonly SemaphoreSlim _one = new(1, 1);
    readonly GrowingTree _tree = new();

    /// <summary>Asks the tree as it is now, with every block that is committed. Not for use within a transaction that seals.</summary>
    public async Task<T> AskAsync<T>(CreditingDb db, Func<GrowingTree, T> ask, CancellationToken ct)
    {
        await _one.WaitAsync(ct);
        try
        {
            while (await ReadOnAsync(db, ct) == BlocksAtOnce)
            {
            }

            return ask(_tree);
        }
        finally
        {
            _one.Release();
        }
    }

    async Task<int> ReadOnAsync(CreditingDb db, CancellationToken ct)
    {
        long known = _tree.Size;
        var blocks = await db.LedgerBlocks.Where(block => block.BlockNo > known).OrderBy(block => block.BlockNo).Take(BlocksAtOnce)
            .Select(block => new { block.BlockNo, block.Root }).ToListAsync(ct);
        foreach (var block in blocks)
        {
            if (block.BlockNo != _tree.Size + 1)
            {
                throw new InvalidOperationException($"Block {_tree.Size + 1} is missing. Verify the ledger to see what was changed.");
            }

            _tree.Append(SealedBlock.TreeLeaf(block.Root));
        }

        return blocks.Count;
    }

    public void Dispose() => _one.Dispose();
}
