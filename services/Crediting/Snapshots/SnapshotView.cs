using System.Text.Json;
using Marketplace.Contracts.Proofs;
using Marketplace.Crediting.Domain;

namespace Marketplace.Crediting.Snapshots;

/// <summary>A snapshot in a list. Hashes are SHA-256 in lower-case hexadecimal.</summary>
public record SnapshotSummary
{
    public required Guid SnapshotId { get; init; }

    /// <summary>As it is printed: "R1-2026-10-330200".</summary>
    public required string Number { get; init; }

    public required string Report { get; init; }

    /// <summary>"2026-10".</summary>
    public required string Month { get; init; }

    /// <summary>Whose pairings it shows; null for the nation.</summary>
    public string? RegionId { get; init; }

    /// <summary>Everything known up to this instant counts.</summary>
    public required DateTimeOffset CutOffAt { get; init; }

    /// <summary>The ledger up to this entry counts.</summary>
    public required long LastEntryNo { get; init; }

    /// <summary>The block that ends with that entry; 0 while the ledger was empty.</summary>
    public required long BlockNo { get; init; }

    /// <summary>The chain hash of that block.</summary>
    public required string ChainHash { get; init; }

    /// <summary>Of the canonical JSON of the report.</summary>
    public required string ContentHash { get; init; }

    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>The month was closed at the cut-off: the snapshot can be signed.</summary>
    public required bool IsFinal { get; init; }

    /// <summary>The key with which the service signed that this is what it fixed.</summary>
    public required string KeyId { get; init; }

    /// <summary>The service's signature, DER in Base64.</summary>
    public required string Signature { get; init; }

    /// <summary>Whether that signature is right: false when the row was changed or put in by hand.</summary>
    public required bool IsValid { get; init; }

    public required IReadOnlyList<SignatureView> Signatures { get; init; }

    internal static SnapshotSummary Of(Snapshot snapshot, IEnumerable<SnapshotSignature> signatures, PublicKeys keys) => new()
    {
        SnapshotId = snapshot.SnapshotId,
        Number = snapshot.Number,
        Report = snapshot.Report,
        Month = snapshot.Month,
        RegionId = snapshot.RegionId,
        CutOffAt = snapshot.CutOffAt,
        LastEntryNo = snapshot.LastEntryNo,
        BlockNo = snapshot.BlockNo,
        ChainHash = Convert.ToHexStringLower(snapshot.ChainHash),
        ContentHash = Convert.ToHexStringLower(snapshot.ContentHash),
        MadeAt = snapshot.MadeAt,
        IsFinal = snapshot.IsFinal,
        KeyId = snapshot.KeyId,
        Signature = snapshot.Signature,
        IsValid = snapshot.Issued().IsSigned(keys),
        Signatures =
        [
            .. signatures.OrderBy(signature => signature.SignatureNo).Select(signature => SignatureView.Of(signature, snapshot, keys)),
        ],
    };
}

/// <summary>A signature under a snapshot.</summary>
/// <param name="SignatureId">Given by who signed.</param>
/// <param name="IsValid">Whether the service's key confirms it: a row that was put in by hand or changed counts for nothing.</param>
/// <param name="Hash">SHA-256 of what is signed.</param>
/// <param name="Signed">Who signed, in which office, when, and the confirmation.</param>
public sealed record SignatureView(Guid SignatureId, bool IsValid, string Hash, OfficialSignature Signed)
{
    internal static SignatureView Of(SnapshotSignature signature, Snapshot snapshot, PublicKeys keys)
    {
        var signed = signature.Signed();
        return new SignatureView(signature.SignatureId, signed.IsSigned(snapshot.Issued(), keys), signature.Hash, signed);
    }
}

/// <summary>A snapshot with its report.</summary>
public sealed record SnapshotView
{
    public required SnapshotSummary Snapshot { get; init; }

    /// <summary>
    /// Whose signature is next for the month, from the snapshot upwards; null when all have signed, or it can't be signed.
    /// </summary>
    public NextSigner? Next { get; init; }

    /// <summary>The signed head of the ledger on which it rests; null while the ledger was empty, or until it is signed.</summary>
    public SignedTreeHead? Head { get; init; }

    /// <summary>The report. Its exact bytes, over which the hash goes, come with format=canonical.</summary>
    public required JsonElement Content { get; init; }
}

/// <summary>Whose signature is next.</summary>
/// <param name="SnapshotId">The snapshot to be signed.</param>
/// <param name="Number">Its number.</param>
/// <param name="RegionId">Whose official signs; "CN" for the nation.</param>
/// <param name="Level">At which level.</param>
/// <param name="WaitsFor">The numbers of the snapshots below that have to be signed first.</param>
public sealed record NextSigner(Guid SnapshotId, string Number, string RegionId, string Level, IReadOnlyList<string> WaitsFor);
