using Marketplace.Contracts.Proofs;

namespace Marketplace.Crediting.Domain.Merkle;

/// <summary>
/// A tree that grows leaf by leaf and remembers only the roots of its full subtrees (20 hashes for a million leaves), so that the root
/// after each append costs no second look at earlier leaves. The root is the one of <see cref="MerkleTree.Root"/>.
/// </summary>
public sealed class MerklePeaks
{
    readonly List<byte[]> _peaks;

    public MerklePeaks()
        : this(0, [])
    {
    }

    /// <summary>Goes on where another stopped.</summary>
    /// <exception cref="ArgumentException">A tree of that size has another number of peaks, or one of them is not a hash.</exception>
    public MerklePeaks(long size, IEnumerable<byte[]> peaks)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        _peaks = [.. peaks];
        Size = size;
        if (_peaks.Count != long.PopCount(size) || _peaks.Any(peak => peak.Length != MerkleTree.HashSize))
        {
            throw new ArgumentException($"A tree of {size} leaves has {long.PopCount(size)} peaks of 32 bytes.", nameof(peaks));
        }
    }

    /// <summary>Leaves so far.</summary>
    public long Size { get; private set; }

    /// <summary>The roots of the full subtrees, the largest first: with <see cref="Size"/> all there is to keep.</summary>
    public IReadOnlyList<byte[]> Peaks => _peaks;

    public void Append(byte[] leafHash)
    {
        if (leafHash.Length != MerkleTree.HashSize)
        {
            throw new ArgumentException("A leaf hash must be 32 bytes long.", nameof(leafHash));
        }

        // Each bit that is carried joins two full subtrees of the same size.
        var hash = leafHash;
        for (var carry = Size; (carry & 1) == 1; carry >>= 1)
        {
            hash = MerkleTree.NodeHash(_peaks[^1], hash);
            _peaks.RemoveAt(_peaks.Count - 1);
        }

        _peaks.Add(hash);
        Size++;
    }

    public byte[] Root()
    {
        if (_peaks.Count == 0)
        {
            return MerkleTree.Root([]);
        }

        var root = _peaks[^1];
        for (var index = _peaks.Count - 2; index >= 0; index--)
        {
            root = MerkleTree.NodeHash(_peaks[index], root);
        }

        return root;
    }
}
