using System.Globalization;
using System.Text;
using Marketplace.Contracts.Proofs;
using Marketplace.Crediting.Domain.Merkle;
using Xunit;

namespace Marketplace.Crediting.Tests.Domain.Merkle;

/// <summary>The tree that remembers against the one that reckons everything anew.</summary>
public sealed class GrowingTreeTests
{
    const int SizeMax = 40;

    static readonly byte[][] Leaves =
        [.. Enumerable.Range(0, SizeMax)
            .Select(i => MerkleTree.LeafHash(Encoding.UTF8.GetBytes(i.ToString(CultureInfo.InvariantCulture))))];

    [Fact]
    public void Its_roots_paths_and_proofs_are_those_of_the_whole_tree_at_every_size_that_it_had()
    {
        var tree = new GrowingTree();
        foreach (var leaf in Leaves)
        {
            tree.Append(leaf);
        }

        for (var size = 0; size <= SizeMax; size++)
        {
            var some = Leaves[..size];
            Assert.Equal(MerkleTree.Root(some), tree.Root(size));
            for (var index = 0; index < size; index++)
            {
                Assert.Equal(MerkleTree.AuditPath(index, some), tree.AuditPath(index, size));
            }

            for (var old = 0; old <= size; old++)
            {
                Assert.Equal(MerkleTree.ConsistencyProof(old, some), tree.ConsistencyProof(old, size));
            }
        }
    }

    [Fact]
    public void It_knows_no_size_that_it_never_had()
    {
        var tree = new GrowingTree();
        tree.Append(Leaves[0]);

        Assert.Throws<ArgumentOutOfRangeException>(() => tree.Root(2));
        Assert.Throws<ArgumentOutOfRangeException>(() => tree.AuditPath(1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => tree.ConsistencyProof(2, 1));
    }
}
