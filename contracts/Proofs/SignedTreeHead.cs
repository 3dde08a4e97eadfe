using System.Globalization;

namespace Marketplace.Contracts.Proofs;

/// <summary>
/// The ledger up to a block, signed by the service: whoever keeps it can show later that nothing up to there was changed, taken out or put
/// in. Hashes are SHA-256 in lower-case hexadecimal.
/// </summary>
public sealed record SignedTreeHead
{
    /// <summary>The last block, from 1; also how many blocks the tree has.</summary>
    public required long Number { get; init; }

    /// <summary>How many entries the ledger has up to that block, which is also the number of the last one.</summary>
    public required long Entries { get; init; }

    /// <summary>Of the last block.</summary>
    public required string ChainHash { get; init; }

    /// <summary>The Merkle root over the roots of all blocks (RFC 6962).</summary>
    public required string TreeRoot { get; init; }

    /// <summary>When it was signed, to the millisecond.</summary>
    public required DateTimeOffset SignedAt { get; init; }

    /// <summary>The key: SHA-256 over its SubjectPublicKeyInfo.</summary>
    public required string KeyId { get; init; }

    /// <summary>ECDSA with SHA-256 over <see cref="SignedText"/>, DER in Base64.</summary>
    public required string Signature { get; init; }

    /// <summary>What is signed: these lines in UTF-8, instants in milliseconds since 1970, without a line feed at the end.</summary>
    public string SignedText() => string.Create(
        CultureInfo.InvariantCulture,
        $"tree-head/1\n{Number}\n{Entries}\n{ChainHash}\n{TreeRoot}\n{SignedAt.ToUnixTimeMilliseconds()}\n{KeyId}");

    /// <summary>Whether one of the keys has signed it as it is.</summary>
    public bool IsSigned(PublicKeys keys) => keys.HaveSigned(KeyId, SignedText(), Signature);

    /// <summary>Whether another head says the same of the ledger, whoever has signed it and when.</summary>
    public bool IsSameLedger(SignedTreeHead other) => Number == other.Number && Entries == other.Entries
        && ChainHash == other.ChainHash && TreeRoot == other.TreeRoot;
}
