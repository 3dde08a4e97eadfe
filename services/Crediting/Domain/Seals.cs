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
}

/// <summary>An official's signature under a snapshot.</summary>
public sealed class SnapshotSignature
{
    public required Guid SignatureId { get; init; }

    public required Guid SnapshotId { get; init; }

    /// <summary>The subject of the token.</summary>
    public required string SignedBy { get; init; }

    public required string RegionId { get; init; }

    /// <summary>County, Prefecture, Province or Nation.</summary>
    public required string Level { get; init; }

    public required DateTimeOffset SignedAt { get; init; }

    /// <summary>SHA-256 over content hash, chain hash, signer, level, instant and the signature before.</summary>
    public required byte[] Hash { get; init; }

    public string? Note { get; init; }
}
