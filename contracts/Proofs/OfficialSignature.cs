using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Marketplace.Contracts.Proofs;

/// <summary>
/// That an official has signed a report, by which token and in which office, as the service has seen it and confirms with its key. A row
/// that was put into the database by hand has no signature of that key, and is nothing.
/// </summary>
public sealed record OfficialSignature
{
    /// <summary>Its place among all signatures: each is chained to the one before.</summary>
    public required long SignatureNo { get; init; }

    /// <summary>The subject of the token.</summary>
    public required string SignedBy { get; init; }

    /// <summary>The role of the token: "official".</summary>
    public required string Role { get; init; }

    /// <summary>The region of the token, for which the official signs; "CN" for the nation.</summary>
    public required string RegionId { get; init; }

    /// <summary>The tier of the token: County, City, Province or Nation; null when it names none.</summary>
    public string? Tier { get; init; }

    /// <summary>What the region is in the registry: County, Prefecture, Province, FunctionalZone or Nation.</summary>
    public required string Level { get; init; }

    /// <summary>The id of the token ("jti"); null when the issuer gives none.</summary>
    public string? TokenId { get; init; }

    /// <summary>When, to the millisecond.</summary>
    public required DateTimeOffset SignedAt { get; init; }

    /// <summary>What the signer added.</summary>
    public string? Note { get; init; }

    /// <summary>The hash of the signature before, over all reports; 64 zeros before the first.</summary>
    public required string Before { get; init; }

    /// <summary>The key: SHA-256 over its SubjectPublicKeyInfo.</summary>
    public required string KeyId { get; init; }

    /// <summary>ECDSA with SHA-256 over <see cref="SignedText"/>, DER in Base64.</summary>
    public required string Signature { get; init; }

    /// <summary>
    /// What is signed: these lines in UTF-8, instants in milliseconds since 1970, nothing on the line of what is null, the note as its
    /// SHA-256 in lower-case hexadecimal, without a line feed at the end.
    /// </summary>
    /// <param name="report">What the official has signed.</param>
    public string SignedText(IssuedReport report) => string.Create(
        CultureInfo.InvariantCulture,
        $"report-signature/1\n{SignatureNo}\n{report.Number}\n{report.ContentHash}\n{report.ChainHash}\n{SignedBy}\n{Role}\n{RegionId}\n"
        + $"{Tier}\n{Level}\n{TokenId}\n{SignedAt.ToUnixTimeMilliseconds()}\n{(Note is null ? "" : HashOf(Note))}\n{Before}\n{KeyId}");

    /// <summary>SHA-256 of what is signed: what the next signature is chained to.</summary>
    public string Hash(IssuedReport report) => HashOf(SignedText(report));

    /// <summary>Whether one of the keys has signed it as it is, under that report.</summary>
    public bool IsSigned(IssuedReport report, PublicKeys keys) => keys.HaveSigned(KeyId, SignedText(report), Signature);

    static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
