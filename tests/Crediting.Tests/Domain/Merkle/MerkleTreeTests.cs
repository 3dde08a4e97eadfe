using System.Diagnostics;
using Marketplace.Contracts.Proofs;
using Marketplace.Crediting.Domain.Merkle;
using Xunit;

namespace Marketplace.Crediting.Tests.Domain.Merkle;

/// <summary>The eight leaves that certificate-transparency implementations test with.</summary>
public sealed class MerkleTreeTests
{
    static readonly byte[][] Leaves =
    [
        .. new[]
        {
            "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f",
        }.Select(data => MerkleTree.LeafHash(Convert.FromHexString(data))),
    ];

    public static TheoryData<int, string> Roots { get; } = new()
    {
        { 0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" },
        { 1, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d" },
        { 2, "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125" },
        { 3, "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77" },
        { 4, "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7" },
        { 5, "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4" },
        { 6, "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef" },
        { 7, "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c" },
        { 8, "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328" },
    };

    public static TheoryData<int, int, string[]> Paths { get; } = new()
    {
        { 0, 1, [] },
        {
            0, 8,
            [
                "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
            ]
        },
        {
            5, 8,
            [
                "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
                "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            ]
        },
        { 2, 3, ["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"] },
        {
            1, 5,
            [
                "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
            ]
        },
    };

    public static TheoryData<int, int, string[]> Proofs { get; } = new()
    {
        { 1, 1, [] },
        {
            1, 8,
            [
                "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
            ]
        },
        {
            6, 8,
            [
                "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
                "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            ]
        },
        {
            2, 5,
            [
                "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
            ]
        },
    };

    [Theory, MemberData(nameof(Roots))]
    public void The_roots_are_those_that_others_compute(int size, string root) =>
        Assert.Equal(root, Convert.ToHexStringLower(MerkleTree.Root(Leaves.AsSpan(0, size))));

    [Theory, MemberData(nameof(Roots))]
    public void A_growing_tree_has_the_same_roots(int size, string root)
    {
        var growing = new MerklePeaks();
        foreach (var leaf in Leaves.Take(size))
        {
            growing.Append(leaf);
        }

        Assert.Equal(root, Convert.ToHexStringLower(growing.Root()));
    }

    [Theory, MemberData(nameof(Paths))]
    public void The_audit_paths_are_those_that_others_compute(int index, int size, string[] path)
    {
        var leaves = Leaves.AsSpan(0, size);
        var found = MerkleTree.AuditPath(index, leaves);
        Assert.Equal(path, found.Select(Convert.ToHexStringLower));
        Assert.True(MerkleTree.VerifyInclusion(leaves[index], index, size, found, MerkleTree.Root(leaves)));
    }

    [Theory, MemberData(nameof(Proofs))]
    public void The_consistency_proofs_are_those_that_others_compute(int oldSize, int newSize, string[] proof)
    {
        var leaves = Leaves.AsSpan(0, newSize);
        var found = MerkleTree.ConsistencyProof(oldSize, leaves);
        Assert.Equal(proof, found.Select(Convert.ToHexStringLower));
        Assert.True(MerkleTree.VerifyConsistency(oldSize, newSize, MerkleTree.Root(leaves[..oldSize]), MerkleTree.Root(leaves), found));
    }

    [Fact]
    public void What_is_not_in_the_tree_has_no_path()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => MerkleTree.AuditPath(8, Leaves));
        Assert.Throws<ArgumentOutOfRangeException>(() => MerkleTree.AuditPath(-1, Leaves));
        Assert.Throws<ArgumentOutOfRangeException>(() => MerkleTree.AuditPath(0, []));
        Assert.Throws<ArgumentOutOfRangeException>(() => MerkleTree.ConsistencyProof(9, Leaves));
        Assert.Throws<ArgumentException>(() => MerkleTree.Root([new byte[31]]));
    }

    [Fact]
    public void The_empty_tree_is_the_beginning_of_every_tree_and_nothing_shorter_follows()
    {
        var (empty, all) = (MerkleTree.Root([]), MerkleTree.Root(Leaves));
        Assert.True(MerkleTree.VerifyConsistency(0, 8, empty, all, MerkleTree.ConsistencyProof(0, Leaves)));
        Assert.True(MerkleTree.VerifyConsistency(0, 0, empty, empty, []));
        Assert.False(MerkleTree.VerifyConsistency(0, 8, all, all, []));
        Assert.False(MerkleTree.VerifyConsistency(8, 0, all, empty, []));
        Assert.False(MerkleTree.VerifyConsistency(0, 0, all, all, []));
        Assert.False(MerkleTree.VerifyConsistency(6, 8, MerkleTree.Root(Leaves.AsSpan(0, 6)), all, []));
    }

    [Fact]
    public void A_million_leaves_take_seconds_and_not_hours()
    {
        var leaves = new byte[1_000_000][];
        for (var index = 0; index < leaves.Length; index++)
        {
            leaves[index] = MerkleTree.LeafHash(BitConverter.GetBytes(index));
        }

        var watch = Stopwatch.StartNew();
        var root = MerkleTree.Root(leaves);
        var path = MerkleTree.AuditPath(654_321, leaves);
        var proof = MerkleTree.ConsistencyProof(765_432, leaves);
        var old = MerkleTree.Root(leaves.AsSpan(0, 765_432));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(60), $"It took {watch.Elapsed}.");
        Assert.True(MerkleTree.VerifyInclusion(leaves[654_321], 654_321, leaves.Length, path, root));
        Assert.True(MerkleTree.VerifyConsistency(765_432, leaves.Length, old, root, proof));
        Assert.InRange(path.Length, 1, 20);
        Assert.InRange(proof.Length, 1, 21);
    }
}
