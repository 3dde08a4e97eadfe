using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Marketplace.Contracts.Proofs;

/// <summary>A block of the sealed ledger without its leaves. Hashes are SHA-256 in lower-case hexadecimal.</summary>
public sealed record SealedBlock
{
    /// <summary>From 1 without a gap.</summary>
    public required long BlockNo { get; init; }

    public required long FirstEntryNo { get; init; }

    public required long LastEntryNo { get; init; }

    /// <summary>The Merkle root over the leaf hashes of its entries.</summary>
    public required string Root { get; init; }

    /// <summary>SHA-256 over the chain hash of the block before, first and last entry as eight bytes each, and the root.</summary>
    public required string ChainHash { get; init; }

    public required DateTimeOffset SealedAt { get; init; }

    /// <summary>SHA-256(chain hash before ‖ first ‖ last ‖ root), the numbers as eight bytes, the highest first.</summary>
    public static byte[] Chain(byte[] before, long first, long last, byte[] root)
    {
        var range = new byte[sizeof(long) * 2];
        BinaryPrimitives.WriteInt64BigEndian(range, first);
        BinaryPrimitives.WriteInt64BigEndian(range.AsSpan(sizeof(long)), last);
        return SHA256.HashData([.. before, .. range, .. root]);
    }

    /// <summary>What the tree of blocks has as the leaf of this one.</summary>
    public static byte[] TreeLeaf(byte[] root) => MerkleTree.LeafHash(root);
}
