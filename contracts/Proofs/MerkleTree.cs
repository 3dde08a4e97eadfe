using System.Numerics;
using System.Security.Cryptography;

namespace Marketplace.Contracts.Proofs;

/// <summary>
/// The Merkle tree of RFC 6962 (section 2.1) over SHA-256: what makes it evident that an entry is in the ledger, and that a later
/// ledger only adds to an earlier one.
/// </summary>
/// <remarks>All hashes are 32 bytes. Leaves are given as leaf hashes (<see cref="LeafHash"/>), never as the data itself.</remarks>
public static class MerkleTree
{
    /// <summary>Bytes of a hash.</summary>
    public const int HashSize = SHA256.HashSizeInBytes;

    /// <summary>SHA-256(0x00 ‖ data). The prefix keeps a node from being passed off as a leaf.</summary>
    public static byte[] LeafHash(ReadOnlySpan<byte> data)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData([0]);
        hash.AppendData(data);
        return hash.GetHashAndReset();
    }

    /// <summary>SHA-256(0x01 ‖ left ‖ right).</summary>
    /// <exception cref="ArgumentException">One of the two is not 32 bytes long.</exception>
    public static byte[] NodeHash(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        var node = new byte[HashSize];
        Combine(left, right, node);
        return node;
    }

    /// <summary>The root over these leaf hashes; of no leaves SHA-256 of nothing.</summary>
    public static byte[] Root(ReadOnlySpan<byte[]> leaves)
    {
        var root = new byte[HashSize];
        Hash(leaves, root);
        return root;
    }

    /// <summary>The hashes beside the way from a leaf up to the root, the lowest first.</summary>
    /// <param name="index">Which leaf, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such leaf.</exception>
    public static byte[][] AuditPath(int index, ReadOnlySpan<byte[]> leaves)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, leaves.Length);
        var path = new List<byte[]>();
        while (leaves.Length > 1)
        {
            var split = Split(leaves.Length);
            var isLeft = index < split;
            path.Add(Root(isLeft ? leaves[split..] : leaves[..split]));
            leaves = isLeft ? leaves[..split] : leaves[split..];
            index -= isLeft ? 0 : split;
        }

        path.Reverse();
        return [.. path];
    }

    /// <summary>
    /// What shows that the tree over the first <paramref name="oldSize"/> leaves is the beginning of the tree over all of them.
    /// </summary>
    /// <param name="oldSize">Nothing needs to be shown for 0 and for all leaves: the proof is empty.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer leaves than that.</exception>
    public static byte[][] ConsistencyProof(int oldSize, ReadOnlySpan<byte[]> leaves)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(oldSize);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(oldSize, leaves.Length);
        if (oldSize == 0 || oldSize == leaves.Length)
        {
            return [];
        }

        var proof = new List<byte[]>();
        var isWholeOldTree = true;
        while (oldSize < leaves.Length)
        {
            var split = Split(leaves.Length);
            if (oldSize <= split)
            {
                proof.Add(Root(leaves[split..]));
                leaves = leaves[..split];
            }
            else
            {
                proof.Add(Root(leaves[..split]));
                leaves = leaves[split..];
                oldSize -= split;
                isWholeOldTree = false;
            }
        }

        // Who verifies knows the old root, so that it is left out when the old tree is a whole subtree of the new one.
        if (!isWholeOldTree)
        {
            proof.Add(Root(leaves));
        }

        proof.Reverse();
        return [.. proof];
    }

    /// <summary>Does the path lead from the leaf to the root of the tree with so many leaves?</summary>
    public static bool VerifyInclusion(
        ReadOnlySpan<byte> leafHash, long index, long size, ReadOnlySpan<byte[]> path, ReadOnlySpan<byte> root)
    {
        if (index < 0 || index >= size || leafHash.Length != HashSize || root.Length != HashSize || !AreHashes(path))
        {
            return false;
        }

        Span<byte> hash = stackalloc byte[HashSize];
        leafHash.CopyTo(hash);
        var (node, last) = (index, size - 1);
        foreach (var beside in path)
        {
            if (last == 0)
            {
                return false;
            }

            if (IsRightOrAlone(node, last))
            {
                Combine(beside, hash, hash);
                (node, last) = SkipAlone(node, last);
            }
            else
            {
                Combine(hash, beside, hash);
            }

            (node, last) = (node >> 1, last >> 1);
        }

        return last == 0 && hash.SequenceEqual(root);
    }

    /// <summary>Does the proof show that the old tree is the beginning of the new one?</summary>
    public static bool VerifyConsistency(
        long oldSize, long newSize, ReadOnlySpan<byte> oldRoot, ReadOnlySpan<byte> newRoot, ReadOnlySpan<byte[]> proof)
    {
        if (oldSize < 0 || oldSize > newSize || oldRoot.Length != HashSize || newRoot.Length != HashSize || !AreHashes(proof))
        {
            return false;
        }

        if (oldSize == newSize || oldSize == 0)
        {
            return proof.IsEmpty
                && (newSize > 0 || newRoot.SequenceEqual(Root([])))
                && oldRoot.SequenceEqual(oldSize == 0 ? Root([]) : newRoot);
        }

        // Where the old tree is a whole subtree of the new one, its root is the first hash and not in the proof.
        var isWhole = BitOperations.IsPow2(oldSize);
        if (proof.IsEmpty && !isWhole)
        {
            return false;
        }

        Span<byte> oldHash = stackalloc byte[HashSize];
        Span<byte> newHash = stackalloc byte[HashSize];
        (isWhole ? oldRoot : proof[0]).CopyTo(oldHash);
        oldHash.CopyTo(newHash);
        var (node, last) = (oldSize - 1, newSize - 1);
        while ((node & 1) == 1)
        {
            (node, last) = (node >> 1, last >> 1);
        }

        foreach (var beside in isWhole ? proof : proof[1..])
        {
            if (last == 0)
            {
                return false;
            }

            if (IsRightOrAlone(node, last))
            {
                Combine(beside, oldHash, oldHash);
                Combine(beside, newHash, newHash);
                (node, last) = SkipAlone(node, last);
            }
            else
            {
                Combine(newHash, beside, newHash);
            }

            (node, last) = (node >> 1, last >> 1);
        }

        return last == 0 && oldHash.SequenceEqual(oldRoot) && newHash.SequenceEqual(newRoot);
    }

    /// <summary>Writes the hash of a node into 32 bytes, which may be those of one of the two.</summary>
    public static void Combine(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right, Span<byte> into)
    {
        if (left.Length != HashSize || right.Length != HashSize)
        {
            throw new ArgumentException("A hash must be 32 bytes long.");
        }

        Span<byte> both = stackalloc byte[1 + HashSize + HashSize];
        both[0] = 1;
        left.CopyTo(both[1..]);
        right.CopyTo(both[(1 + HashSize)..]);
        SHA256.HashData(both, into);
    }

    static void Hash(ReadOnlySpan<byte[]> leaves, Span<byte> into)
    {
        if (leaves.Length <= 1)
        {
            Leaf(leaves, into);
            return;
        }

        // As deep as the tree is high: 20 for a million leaves.
        var split = Split(leaves.Length);
        Span<byte> right = stackalloc byte[HashSize];
        Hash(leaves[..split], into);
        Hash(leaves[split..], right);
        Combine(into, right, into);
    }

    static void Leaf(ReadOnlySpan<byte[]> leaves, Span<byte> into)
    {
        if (leaves.IsEmpty)
        {
            SHA256.HashData([], into);
        }
        else if (leaves[0].Length == HashSize)
        {
            leaves[0].CopyTo(into);
        }
        else
        {
            throw new ArgumentException("A leaf hash must be 32 bytes long.", nameof(leaves));
        }
    }

    /// <summary>The largest power of two below the size.</summary>
    static int Split(int size) => 1 << BitOperations.Log2((uint)(size - 1));

    /// <summary>Is the node a right one, or the last of its level without one to its right?</summary>
    static bool IsRightOrAlone(long node, long last) => (node & 1) == 1 || node == last;

    /// <summary>A last node without a neighbour rises unchanged until it is a right one.</summary>
    static (long Node, long Last) SkipAlone(long node, long last)
    {
        while ((node & 1) == 0 && node != 0)
        {
            (node, last) = (node >> 1, last >> 1);
        }

        return (node, last);
    }

    static bool AreHashes(ReadOnlySpan<byte[]> hashes)
    {
        foreach (var hash in hashes)
        {
            if (hash is not { Length: HashSize })
            {
                return false;
            }
        }

        return true;
    }
}
