using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Marketplace.Crediting.Domain.Merkle;

namespace Marketplace.Crediting.Domain;

/// <summary>Entries that were sealed together: a Merkle root over their leaves (RFC 6962), chained to the block before.</summary>
public sealed class LedgerBlock
{
    /// <summary>From 1 without a gap.</summary>
    public required long BlockNo { get; init; }

    public required long FirstEntryNo { get; init; }

    public required long LastEntryNo { get; init; }

    /// <summary>The leaf hash of each entry, 32 bytes each, in order: it names the entry that was tampered with.</summary>
    public required byte[] Leaves { get; init; }

    /// <summary>The Merkle root over the leaves.</summary>
    public required byte[] Root { get; init; }

    /// <summary>SHA-256 over the chain hash of the block before, the range and the root.</summary>
    public required byte[] ChainHash { get; init; }

    public required DateTimeOffset SealedAt { get; init; }

    public int Entries => (int)(LastEntryNo - FirstEntryNo + 1);

    /// <summary>What the first block is chained to: 32 bytes of zero.</summary>
    public static byte[] Genesis => new byte[MerkleTree.HashSize];

    /// <summary>Seals entries that follow one another.</summary>
    /// <param name="before">The last block; null when this is the first one.</param>
    /// <param name="leaves">The leaf hash of each entry.</param>
    /// <param name="now">The time.</param>
    public static LedgerBlock Seal(LedgerBlock? before, IReadOnlyList<byte[]> leaves, DateTimeOffset now)
    {
        var first = (before?.LastEntryNo ?? 0) + 1;
        var last = first + leaves.Count - 1;
        var root = MerkleTree.Root([.. leaves]);
        return new LedgerBlock
        {
            BlockNo = (before?.BlockNo ?? 0) + 1,
            FirstEntryNo = first,
            LastEntryNo = last,
            Leaves = [.. leaves.SelectMany(leaf => leaf)],
            Root = root,
            ChainHash = Chain(before?.ChainHash ?? Genesis, first, last, root),
            SealedAt = now,
        };
    }

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

    /// <summary>The leaf hash of an entry.</summary>
    public static byte[] LeafOf(CreditEntry entry) => MerkleTree.LeafHash(Encoding.UTF8.GetBytes(entry.Canonical()));

    /// <summary>The stored leaf hash of an entry of the block.</summary>
    public ReadOnlySpan<byte> Leaf(long entryNo) =>
        Leaves.AsSpan((int)(entryNo - FirstEntryNo) * MerkleTree.HashSize, MerkleTree.HashSize);

    /// <summary>The stored leaf hashes one by one.</summary>
    public byte[][] LeafHashes() => [.. Leaves.Chunk(MerkleTree.HashSize)];
}

/// <summary>A report as it was fixed for signing: its bytes never change, and they can be computed again from the ledger.</summary>
public sealed class Snapshot
{
    public required Guid SnapshotId { get; init; }

    /// <summary>The number that is printed: "R1-2026-10-330200".</summary>
    public required string Number { get; init; }

    /// <summary>Which report, such as "R1".</summary>
    public required string Report { get; init; }

    /// <summary>"2026-10".</summary>
    public required string Month { get; init; }

    /// <summary>Whose pairings it shows; null for the nation.</summary>
    public string? RegionId { get; init; }

    public required string RegionPath { get; init; }

    /// <summary>Everything known up to this instant counts.</summary>
    public required DateTimeOffset CutOffAt { get; init; }

    /// <summary>The ledger up to this entry counts.</summary>
    public required long LastEntryNo { get; init; }

    /// <summary>The block that ends with that entry, and its chain hash: what the signature is bound to.</summary>
    public required long BlockNo { get; init; }

    public required byte[] ChainHash { get; init; }

    /// <summary>The report as canonical JSON.</summary>
    public required byte[] Content { get; init; }

    /// <summary>SHA-256 of the content.</summary>
    public required byte[] ContentHash { get; init; }

    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>The month was closed at the cut-off: its figures stay, so it can be signed.</summary>
    public required bool IsFinal { get; init; }

    /// <summary>The same but for the content, which may be large.</summary>
    public Snapshot WithoutContent() => new()
    {
        SnapshotId = SnapshotId,
        Number = Number,
        Report = Report,
        Month = Month,
        RegionId = RegionId,
        RegionPath = RegionPath,
        CutOffAt = CutOffAt,
        LastEntryNo = LastEntryNo,
        BlockNo = BlockNo,
        ChainHash = ChainHash,
        Content = [],
        ContentHash = ContentHash,
        MadeAt = MadeAt,
        IsFinal = IsFinal,
    };
}

/// <summary>An official's signature under a snapshot.</summary>
public sealed class SnapshotSignature
{
    public required Guid SignatureId { get; init; }

    /// <summary>Counts all signatures from 1 without a gap: each is chained to the one before.</summary>
    public required long SignatureNo { get; init; }

    public required Guid SnapshotId { get; init; }

    /// <summary>The subject of the token.</summary>
    public required string SignedBy { get; init; }

    public required string RegionId { get; init; }

    /// <summary>County, Prefecture, Province or Nation.</summary>
    public required string Level { get; init; }

    public required DateTimeOffset SignedAt { get; init; }

    /// <summary>SHA-256 over what is signed and the signature before: see <see cref="HashOf"/>.</summary>
    public required byte[] Hash { get; init; }

    public string? Note { get; init; }

    /// <summary>What the first signature is chained to: 32 bytes of zero.</summary>
    public static byte[] Genesis => new byte[MerkleTree.HashSize];

    /// <summary>
    /// SHA-256 over lines of UTF-8: content hash and chain hash of the snapshot, signer, region, level, instant in milliseconds, and the
    /// hash of the signature before; hashes in lower-case hexadecimal.
    /// </summary>
    public static byte[] HashOf(
        Snapshot snapshot, string signedBy, string regionId, string level, DateTimeOffset signedAt, byte[] before) =>
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $"""
            {Convert.ToHexStringLower(snapshot.ContentHash)}
            {Convert.ToHexStringLower(snapshot.ChainHash)}
            {signedBy}
            {regionId}
            {level}
            {signedAt.ToUnixTimeMilliseconds()}
            {Convert.ToHexStringLower(before)}
            """)));
}
