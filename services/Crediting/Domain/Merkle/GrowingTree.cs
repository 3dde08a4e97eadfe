using System.Numerics;
using Marketplace.Contracts.Proofs;

namespace Marketplace.Crediting.Domain.Merkle;

/// <summary>
/// A tree that remembers the root of each of its full subtrees, twice as many hashes as leaves, so that roots and proofs for any size that
/// it ever had cost some hundred hashes however large it is. They are those of <see cref="MerkleTree"/>. Not safe for several threads.
/// </summary>
public sealed class GrowingTree
{
    /// <summary>At each level, from the leaves up, the roots of the full subtrees from left to right.</summary>
    readonly List<List<byte[]>> _levels = [[]];

    /// <summary>Leaves so far.</summary>
    public int Size => _levels[0].Count;

    public void Append(byte[] leafHash)
    {
        if (leafHash.Length != MerkleTree.HashSize)
        {
            throw new ArgumentException("A leaf hash must be 32 bytes long.", nameof(leafHash));
        }

        _levels[0].Add(leafHash);
        for (var level = 0; (_levels[level].Count & 1) == 0; level++)
        {
            if (_levels.Count == level + 1)
            {
                _levels.Add([]);
            }

            _levels[level + 1].Add(MerkleTree.NodeHash(_levels[level][^2], _levels[level][^1]));
        }
    }

    /// <summary>The root that the tree had when it had so many leaves.</summary>
    public byte[] Root(int size)
    {
        Require(size);
        return size == 0 ? MerkleTree.Root([]) : Subtree(0, size);
    }

    /// <summary>The hashes beside the way from a leaf to the root of that size, the lowest first.</summary>
    public byte[][] AuditPath(int index, int size)
    {
        Require(size);
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, size);
        var path = new List<byte[]>();
        var (start, count) = (0, size);
        while (count > 1)
        {
            var split = Split(count);
            if (index - start < split)
            {
                path.Add(Subtree(start + split, count - split));
                count = split;
            }
            else
            {
                path.Add(Subtree(start, split));
                (start, count) = (start + split, count - split);
            }
        }

        path.Reverse();
        return [.. path];
    }

    /// <summary>What shows that the tree of the one size is the beginning of that of the other.</summary>
    public byte[][] ConsistencyProof(int oldSize, int size)
    {
        Require(size);
        ArgumentOutOfRangeException.ThrowIfNegative(oldSize);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(oldSize, size);
        if (oldSize == 0 || oldSize == size)
        {
            return [];
        }

        var proof = new List<byte[]>();
        var isWholeOldTree = true;
        var (start, count) = (0, size);
        while (oldSize - start < count)
        {
            var split = Split(count);
            if (oldSize - start <= split)
            {
                proof.Add(Subtree(start + split, count - split));
                count = split;
            }
            else
            {
                proof.Add(Subtree(start, split));
                (start, count) = (start + split, count - split);
                isWholeOldTree = false;
            }
        }

        if (!isWholeOldTree)
        {
            proof.Add(Subtree(start, count));
        }

        proof.Reverse();
        return [.. proof];
    }

    /// <summary>Subtrees begin where their size divides, so that a full one is remembered as such.</summary>
    byte[] Subtree(int start, int count)
    {
        if (BitOperations.IsPow2(count))
        {
            var level = BitOperations.Log2((uint)count);
            return _levels[level][start >> level];
        }

        var split = Split(count);
        return MerkleTree.NodeHash(Subtree(start, split), Subtree(start + split, count - split));
    }

    void Require(int size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, Size);
    }

    /// <summary>The largest power of two below the size.</summary>
    static int Split(int size) => 1 << BitOperations.Log2((uint)(size - 1));
}
