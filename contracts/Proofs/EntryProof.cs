using System.Text;

namespace Marketplace.Contracts.Proofs;

/// <summary>
/// All that is needed to see, away from the service, that an entry is in the ledger as it is. Hashes are SHA-256 in lower-case hexadecimal.
/// </summary>
public sealed record EntryProof
{
    public required Guid EntryId { get; init; }

    public required long EntryNo { get; init; }

    /// <summary>Every column of the entry, a line each.</summary>
    public required string Canonical { get; init; }

    /// <summary>SHA-256(0x00 ‖ canonical text in UTF-8).</summary>
    public required string LeafHash { get; init; }

    public required SealedBlock Block { get; init; }

    /// <summary>Of the block before; 64 zeros before the first.</summary>
    public required string ChainHashBefore { get; init; }

    /// <summary>Which leaf of the block, from 0.</summary>
    public required int LeafIndex { get; init; }

    public required int Leaves { get; init; }

    /// <summary>From the leaf up to the root of the block, the lowest first.</summary>
    public required IReadOnlyList<string> LeafPath { get; init; }

    /// <summary>Which leaf of the tree of blocks, from 0.</summary>
    public required long BlockIndex { get; init; }

    /// <summary>From the block up to the root of the tree, the lowest first.</summary>
    public required IReadOnlyList<string> BlockPath { get; init; }

    /// <summary>The signed head whose tree the path leads to.</summary>
    public required SignedTreeHead Head { get; init; }

    /// <summary>Whether text, paths, block and head fit together; who has signed the head is another question.</summary>
    public bool IsSound()
    {
        try
        {
            var leaf = MerkleTree.LeafHash(Encoding.UTF8.GetBytes(Canonical));
            var root = Convert.FromHexString(Block.Root);
            return Convert.ToHexStringLower(leaf) == LeafHash && IsInItsBlock(leaf, root) && IsInTheTree(root);
        }
        catch (FormatException)
        {
            // What is no hexadecimal is no hash.
            return false;
        }
    }

    bool IsInItsBlock(byte[] leaf, byte[] root) =>
        Canonical.Split('\n', 3) is [var entryNo, var entryId, ..] && entryNo == $"{EntryNo}" && entryId == $"{EntryId}"
        && LeafIndex == EntryNo - Block.FirstEntryNo && Leaves == Block.LastEntryNo - Block.FirstEntryNo + 1
        && MerkleTree.VerifyInclusion(leaf, LeafIndex, Leaves, Hashes(LeafPath), root)
        && Convert.ToHexStringLower(SealedBlock.Chain(
            Convert.FromHexString(ChainHashBefore), Block.FirstEntryNo, Block.LastEntryNo, root)) == Block.ChainHash;

    bool IsInTheTree(byte[] root) => BlockIndex == Block.BlockNo - 1
        && MerkleTree.VerifyInclusion(
            SealedBlock.TreeLeaf(root), BlockIndex, Head.Number, Hashes(BlockPath), Convert.FromHexString(Head.TreeRoot))
        && (Block.BlockNo < Head.Number || (Block.ChainHash == Head.ChainHash && Block.LastEntryNo == Head.Entries));

    static byte[][] Hashes(IReadOnlyList<string> hashes) => [.. hashes.Select(Convert.FromHexString)];
}
