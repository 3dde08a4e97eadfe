using FsCheck;
using FsCheck.Fluent;
using Marketplace.Contracts.Proofs;
using Marketplace.Crediting.Domain.Merkle;
using Xunit;

namespace Marketplace.Crediting.Tests.Domain.Merkle;

/// <summary>What holds for trees of every size.</summary>
public sealed class MerkleTreeProperties
{
    const int SmallMax = 70;

    static readonly byte[][] Leaves = [.. Enumerable.Range(0, 5_000).Select(index => MerkleTree.LeafHash(BitConverter.GetBytes(index)))];

    static readonly byte[][] Roots = [.. Enumerable.Range(0, SmallMax + 1).Select(size => MerkleTree.Root(First(size)))];

    [Fact]
    public void The_root_is_the_one_of_the_definition()
    {
        for (var size = 0; size <= SmallMax; size++)
        {
            Assert.Equal(Defined(Leaves[..size]), Roots[size]);
        }
    }

    [Fact]
    public void Every_leaf_of_every_small_tree_is_shown_to_be_in_it_and_at_no_other_place()
    {
        for (var size = 1; size <= SmallMax; size++)
        {
            for (var index = 0; index < size; index++)
            {
                var path = MerkleTree.AuditPath(index, First(size));
                for (var place = 0; place < size; place++)
                {
                    Assert.Equal(place == index, MerkleTree.VerifyInclusion(Leaves[index], place, size, path, Roots[size]));
                }

                Assert.False(MerkleTree.VerifyInclusion(Leaves[index + 1], index, size, path, Roots[size]));
                Assert.False(MerkleTree.VerifyInclusion(Leaves[index], index, size, path, Roots[size - 1]));
                Assert.False(MerkleTree.VerifyInclusion(Leaves[index], index, size, [.. path, Leaves[0]], Roots[size]));
                Assert.Equal(path.Length == 0, MerkleTree.VerifyInclusion(Leaves[index], index, size, path.Skip(1).ToArray(), Roots[size]));
                Assert.False(MerkleTree.VerifyInclusion(Leaves[index], size, size, path, Roots[size]));
                Assert.False(MerkleTree.VerifyInclusion(Leaves[index], -1, size, path, Roots[size]));
            }
        }
    }

    [Fact]
    public void Every_small_tree_is_shown_to_be_the_beginning_of_every_larger_one()
    {
        for (var newSize = 1; newSize <= SmallMax; newSize++)
        {
            for (var oldSize = 0; oldSize <= newSize; oldSize++)
            {
                var proof = MerkleTree.ConsistencyProof(oldSize, First(newSize));
                Assert.True(MerkleTree.VerifyConsistency(oldSize, newSize, Roots[oldSize], Roots[newSize], proof));
                Assert.False(MerkleTree.VerifyConsistency(oldSize, newSize, Roots[oldSize], Roots[newSize], [.. proof, Leaves[0]]));
                Assert.False(MerkleTree.VerifyConsistency(oldSize, newSize, Roots[(oldSize + 1) % SmallMax], Roots[newSize], proof));
                if (proof.Length > 0)
                {
                    Assert.False(MerkleTree.VerifyConsistency(oldSize, newSize, Roots[oldSize], Roots[newSize], proof.AsSpan(..^1)));
                    Assert.False(MerkleTree.VerifyConsistency(oldSize, newSize, Roots[oldSize], Roots[newSize - 1], proof));
                }
            }
        }
    }

    [Fact]
    public void Any_changed_bit_is_noticed() => Holds((size, index, random) =>
    {
        var (leaf, root, path) = (Leaves[index], MerkleTree.Root(First(size)), MerkleTree.AuditPath(index, First(size)));
        var isSound = MerkleTree.VerifyInclusion(leaf, index, size, path, root);
        var at = random.Next(path.Length + 2);
        var isNoticed = at switch
        {
            0 => !MerkleTree.VerifyInclusion(Flip(leaf, random), index, size, path, root),
            1 => !MerkleTree.VerifyInclusion(leaf, index, size, path, Flip(root, random)),
            _ => !MerkleTree.VerifyInclusion(leaf, index, size, Flip(path, at - 2, random), root),
        };
        return isSound && isNoticed;
    });

    [Fact]
    public void Any_changed_bit_of_a_consistency_proof_is_noticed() => Holds((newSize, index, random) =>
    {
        var oldSize = index + 1;
        var (old, root, proof) = (
            MerkleTree.Root(First(oldSize)), MerkleTree.Root(First(newSize)), MerkleTree.ConsistencyProof(oldSize, First(newSize)));
        var isSound = MerkleTree.VerifyConsistency(oldSize, newSize, old, root, proof);
        var at = random.Next(proof.Length + 2);
        var isNoticed = at switch
        {
            0 => !MerkleTree.VerifyConsistency(oldSize, newSize, Flip(old, random), root, proof),
            1 => !MerkleTree.VerifyConsistency(oldSize, newSize, old, Flip(root, random), proof),
            _ => !MerkleTree.VerifyConsistency(oldSize, newSize, old, root, Flip(proof, at - 2, random)),
        };
        return isSound && isNoticed;
    });

    [Fact]
    public void A_changed_leaf_changes_the_root() => Holds((size, index, random) =>
    {
        var changed = Leaves[..size];
        changed[index] = Flip(changed[index], random);
        return !MerkleTree.Root(changed).AsSpan().SequenceEqual(MerkleTree.Root(First(size)));
    });

    [Fact]
    public void A_growing_tree_that_is_put_away_and_taken_up_again_has_the_same_root() => Holds((size, index, _) =>
    {
        var growing = new MerklePeaks();
        foreach (var leaf in Leaves[..index])
        {
            growing.Append(leaf);
        }

        var again = new MerklePeaks(growing.Size, growing.Peaks);
        foreach (var leaf in Leaves[index..size])
        {
            again.Append(leaf);
        }

        return again.Root().AsSpan().SequenceEqual(MerkleTree.Root(First(size)));
    });

    static void Holds(Func<int, int, Random, bool> property) => Prop
        .ForAll(
            (from size in Gen.Choose(1, Leaves.Length)
             from index in Gen.Choose(0, size - 1)
             from seed in Gen.Choose(0, int.MaxValue - 1)
             select (size, index, seed)).ToArbitrary(),
            row => property(row.size, row.index, new Random(row.seed)))
        .Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    static ReadOnlySpan<byte[]> First(int size) => Leaves.AsSpan(0, size);

    /// <summary>Word for word as section 2.1 of RFC 6962 has it.</summary>
    static byte[] Defined(byte[][] leaves)
    {
        if (leaves.Length <= 1)
        {
            return leaves.Length == 1 ? leaves[0] : System.Security.Cryptography.SHA256.HashData([]);
        }

        var split = 1;
        while (split * 2 < leaves.Length)
        {
            split *= 2;
        }

        return System.Security.Cryptography.SHA256.HashData([1, .. Defined(leaves[..split]), .. Defined(leaves[split..])]);
    }

    static byte[] Flip(byte[] hash, Random random)
    {
        var changed = hash.ToArray();
        changed[random.Next(changed.Length)] ^= (byte)(1 << random.Next(8));
        return changed;
    }

    static byte[][] Flip(byte[][] hashes, int at, Random random)
    {
        var changed = hashes.ToArray();
        changed[at] = Flip(changed[at], random);
        return changed;
    }
}
