using System.Globalization;

namespace Marketplace.Contracts.Proofs;

/// <summary>
/// What the service says of a report that it fixed, and has signed: which report it is, on which ledger it rests and what its content is.
/// Hashes are SHA-256 in lower-case hexadecimal.
/// </summary>
public sealed record IssuedReport
{
    /// <summary>As it is printed: "R1-2026-10-330200".</summary>
    public required string Number { get; init; }

    /// <summary>Which report, such as "R1".</summary>
    public required string Report { get; init; }

    /// <summary>"2026-10".</summary>
    public required string Month { get; init; }

    /// <summary>Whose pairings it shows; null for the nation.</summary>
    public string? RegionId { get; init; }

    /// <summary>Everything known up to this instant counts.</summary>
    public required DateTimeOffset CutOffAt { get; init; }

    /// <summary>The block up to which the ledger counts; 0 while the ledger was empty.</summary>
    public required long BlockNo { get; init; }

    /// <summary>The last entry of that block.</summary>
    public required long LastEntryNo { get; init; }

    /// <summary>The chain hash of that block; 64 zeros while the ledger was empty.</summary>
    public required string ChainHash { get; init; }

    /// <summary>SHA-256 of the content, byte for byte.</summary>
    public required string ContentHash { get; init; }

    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>The month was closed at the cut-off: its figures stay, and officials sign it.</summary>
    public required bool IsFinal { get; init; }

    /// <summary>The key: SHA-256 over its SubjectPublicKeyInfo.</summary>
    public required string KeyId { get; init; }

    /// <summary>ECDSA with SHA-256 over <see cref="SignedText"/>, DER in Base64.</summary>
    public required string Signature { get; init; }

    /// <summary>What is signed: these lines in UTF-8, instants in milliseconds since 1970, without a line feed at the end.</summary>
    public string SignedText() => string.Create(
        CultureInfo.InvariantCulture,
        $"report/1\n{Number}\n{Report}\n{Month}\n{RegionId ?? "CN"}\n{CutOffAt.ToUnixTimeMilliseconds()}\n{BlockNo}\n{LastEntryNo}\n"
        + $"{ChainHash}\n{ContentHash}\n{MadeAt.ToUnixTimeMilliseconds()}\n{(IsFinal ? "final" : "open")}\n{KeyId}");

    /// <summary>Whether one of the keys has signed it as it is.</summary>
    public bool IsSigned(PublicKeys keys) => keys.HaveSigned(KeyId, SignedText(), Signature);
}
