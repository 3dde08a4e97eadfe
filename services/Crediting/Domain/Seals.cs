using System.Text;
using Marketplace.Contracts.Proofs;

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
            ChainHash = SealedBlock.Chain(before?.ChainHash ?? Genesis, first, last, root),
            SealedAt = now,
        };
    }

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

    /// <summary>The key with which the service has signed that this is what it fixed.</summary>
    public required string KeyId { get; init; }

    /// <summary>The signature of the service over <see cref="IssuedReport.SignedText"/>, DER in Base64.</summary>
    public required string Signature { get; init; }

    /// <summary>A snapshot for the table.</summary>
    public static Snapshot Of(Guid snapshotId, IssuedReport issued, string regionPath, byte[] content) => new()
    {
        SnapshotId = snapshotId,
        Number = issued.Number,
        Report = issued.Report,
        Month = issued.Month,
        RegionId = issued.RegionId,
        RegionPath = regionPath,
        CutOffAt = issued.CutOffAt,
        BlockNo = issued.BlockNo,
        LastEntryNo = issued.LastEntryNo,
        ChainHash = Convert.FromHexString(issued.ChainHash),
        Content = content,
        ContentHash = Convert.FromHexString(issued.ContentHash),
        MadeAt = issued.MadeAt,
        IsFinal = issued.IsFinal,
        KeyId = issued.KeyId,
        Signature = issued.Signature,
    };

    /// <summary>What the service says of the snapshot, as it is signed.</summary>
    public IssuedReport Issued() => new()
    {
        Number = Number,
        Report = Report,
        Month = Month,
        RegionId = RegionId,
        CutOffAt = CutOffAt,
        BlockNo = BlockNo,
        LastEntryNo = LastEntryNo,
        ChainHash = Convert.ToHexStringLower(ChainHash),
        ContentHash = Convert.ToHexStringLower(ContentHash),
        MadeAt = MadeAt,
        IsFinal = IsFinal,
        KeyId = KeyId,
        Signature = Signature,
    };

    /// <summary>The same but for the content, which may be large.</summary>
    public Snapshot WithoutContent() => Of(SnapshotId, Issued(), RegionPath, []);
}

/// <summary>An official's signature under a snapshot, which the service has confirmed with its key.</summary>
public sealed class SnapshotSignature
{
    public required Guid SignatureId { get; init; }

    /// <summary>Counts all signatures from 1 without a gap: each is chained to the one before.</summary>
    public required long SignatureNo { get; init; }

    public required Guid SnapshotId { get; init; }

    /// <summary>The subject of the token.</summary>
    public required string SignedBy { get; init; }

    /// <summary>The role of the token.</summary>
    public required string Role { get; init; }

    /// <summary>The region of the token; "CN" for the nation.</summary>
    public required string RegionId { get; init; }

    /// <summary>The tier of the token; null when it names none.</summary>
    public string? Tier { get; init; }

    /// <summary>What the region is in the registry: County, Prefecture, Province, FunctionalZone or Nation.</summary>
    public required string Level { get; init; }

    /// <summary>The id of the token; null when the issuer gives none.</summary>
    public string? TokenId { get; init; }

    public required DateTimeOffset SignedAt { get; init; }

    public string? Note { get; init; }

    /// <summary>The hash of the signature before, in lower-case hexadecimal.</summary>
    public required string Before { get; init; }

    /// <summary>SHA-256 of what is signed, in lower-case hexadecimal: what the next signature is chained to.</summary>
    public required string Hash { get; init; }

    public required string KeyId { get; init; }

    /// <summary>Of the service's key, DER in Base64.</summary>
    public required string Signature { get; init; }

    /// <summary>What the first signature is chained to: 64 zeros.</summary>
    public static string Genesis { get; } = new('0', MerkleTree.HashSize * 2);

    /// <summary>As it is signed and checked.</summary>
    public OfficialSignature Signed() => new()
    {
        SignatureNo = SignatureNo,
        SignedBy = SignedBy,
        Role = Role,
        RegionId = RegionId,
        Tier = Tier,
        Level = Level,
        TokenId = TokenId,
        SignedAt = SignedAt,
        Note = Note,
        Before = Before,
        KeyId = KeyId,
        Signature = Signature,
    };

    /// <summary>A signature for the table.</summary>
    public static SnapshotSignature Of(Guid signatureId, Snapshot snapshot, OfficialSignature signed) => new()
    {
        SignatureId = signatureId,
        SignatureNo = signed.SignatureNo,
        SnapshotId = snapshot.SnapshotId,
        SignedBy = signed.SignedBy,
        Role = signed.Role,
        RegionId = signed.RegionId,
        Tier = signed.Tier,
        Level = signed.Level,
        TokenId = signed.TokenId,
        SignedAt = signed.SignedAt,
        Note = signed.Note,
        Before = signed.Before,
        Hash = signed.Hash(snapshot.Issued()),
        KeyId = signed.KeyId,
        Signature = signed.Signature,
    };
}
