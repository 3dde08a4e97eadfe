using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Marketplace.Contracts.Proofs;

/// <summary>
/// 计量凭证: what one entry of the ledger credits, of which sale, to whom and by which rule, with the proof that the entry is in the ledger
/// and the signature of the service. Whoever gets it checks it without the service. It tells of one entry: what is taken back later is an
/// entry of its own.
/// </summary>
public sealed record CreditCertificate
{
    /// <summary>The lines of an entry's canonical text.</summary>
    const int CanonicalLines = 27;

    /// <summary>As it is printed: posting period and number of the entry, "2026-11-000123".</summary>
    public required string Number { get; init; }

    public required CertifiedSale Sale { get; init; }

    public required CertifiedEntry Entry { get; init; }

    /// <summary>Leads to the signed head of the block in which the entry was sealed.</summary>
    public required EntryProof Proof { get; init; }

    /// <summary>The key: SHA-256 over its SubjectPublicKeyInfo.</summary>
    public required string KeyId { get; init; }

    /// <summary>ECDSA with SHA-256 over <see cref="SignedText"/>, DER in Base64.</summary>
    public required string Signature { get; init; }

    /// <summary>
    /// What is signed: these lines in UTF-8, nothing on the line of what is null, line feeds and backslashes in texts as "\n" and "\\",
    /// without a line feed at the end.
    /// </summary>
    public string SignedText() => string.Join('\n',
    [
        "certificate/1", Number, .. Sale.Lines().Select(Escaped), .. Entry.Lines().Select(Escaped), Proof.LeafHash, Proof.Block.ChainHash,
        Proof.Head.TreeRoot, KeyId,
    ]);

    /// <summary>SHA-256 over <see cref="SignedText"/> in lower-case hexadecimal: what is printed to compare paper and data.</summary>
    public string Hash() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(SignedText())));

    /// <summary>What the code on the paper says: "credit-certificate/1", the entry's id and the hash, with a blank between them.</summary>
    public string VerificationText() => $"credit-certificate/1 {Entry.EntryId} {Hash()}";

    /// <summary>Whether one of the keys has signed it as it is.</summary>
    public bool IsSigned(PublicKeys keys) => keys.HaveSigned(KeyId, SignedText(), Signature);

    /// <summary>Whether it says of the entry what the entry in the ledger says.</summary>
    public bool AgreesWithEntry() =>
        Proof.EntryId == Entry.EntryId && Proof.EntryNo == Entry.EntryNo
        && Proof.Canonical.Split('\n') is { Length: CanonicalLines } said && Said(said).All(pair => pair.Ledger == pair.Certificate);

    IEnumerable<(string Ledger, string Certificate)> Said(string[] said) =>
    [
        (said[0], Text(Entry.EntryNo)),
        (said[1], $"{Entry.EntryId}"),
        (said[3], $"{Sale.LineId}"),
        (said[4], Text(Sale.AcceptanceNo)),
        (said[5], Text(Sale.ShareNo)),
        (said[6], Entry.Scheme),
        (said[7], Entry.Tier),
        (said[8], $"{Entry.HolderId}"),
        (said[9], Text(Entry.HolderVersion)),
        (said[12], Entry.Mode),
        (said[13], Text(Entry.AmountFen)),
        (said[14], Text(Entry.SubsidisedFen)),
        (said[15], Text(Entry.Quantity.Thousandths)),
        (said[16], Day(Entry.RecognitionDate)),
        (said[17], Day(Entry.EventDate)),
        (said[18], Entry.PostingPeriod),
        (said[19], Entry.EntryType),
        (said[20], $"{Entry.ReversesEntryId}"),
        (said[22], Entry.Reason),
        (said[23], Text(Entry.RuleSetVersion)),
        (said[26], Text(Entry.PostedAt.ToUnixTimeMilliseconds())),
    ];

    internal static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    internal static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    static string Escaped(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("\r", "\\r", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
}

/// <summary>The sale of which a certificate tells, as it was recorded with the acceptance.</summary>
public sealed record CertifiedSale
{
    /// <summary>The line of the order, or of an imported ledger.</summary>
    public required Guid LineId { get; init; }

    /// <summary>Counts the acceptances of the shipment from 1.</summary>
    public required int AcceptanceNo { get; init; }

    /// <summary>Which origin of the line, from 1 (CR-04).</summary>
    public required int ShareNo { get; init; }

    /// <summary>The number of the order, or of the document that an imported row names.</summary>
    public required string PurchaseNumber { get; init; }

    public required Guid UnitId { get; init; }

    /// <summary>The buyer of record.</summary>
    public required string UnitName { get; init; }

    public required Guid SupplierId { get; init; }

    public required string SupplierName { get; init; }

    /// <summary>Who helped to sell; null when nobody was named (CR-07).</summary>
    public string? FacilitatorName { get; init; }

    public required string ProductName { get; init; }

    public required string TradeUnit { get; init; }

    /// <summary>The county of origin.</summary>
    public required string OriginName { get; init; }

    /// <summary>What was accepted of the whole line, in trade units.</summary>
    public required Quantity Accepted { get; init; }

    /// <summary>The value of this share as it was accepted, in fen (CR-02 to CR-04).</summary>
    public required long AmountFen { get; init; }

    internal IEnumerable<string> Lines() =>
    [
        $"{LineId}", CreditCertificate.Text(AcceptanceNo), CreditCertificate.Text(ShareNo), PurchaseNumber, $"{UnitId}", UnitName,
        $"{SupplierId}", SupplierName, FacilitatorName ?? "", ProductName, TradeUnit, OriginName,
        CreditCertificate.Text(Accepted.Thousandths), CreditCertificate.Text(AmountFen),
    ];
}

/// <summary>The entry of which a certificate tells.</summary>
public sealed record CertifiedEntry
{
    public required Guid EntryId { get; init; }

    /// <summary>Its place in the ledger, from 1.</summary>
    public required long EntryNo { get; init; }

    /// <summary>"Original", "Late", "Return" and so on.</summary>
    public required string EntryType { get; init; }

    /// <summary>The entry that it takes back, wholly or in part; null for others.</summary>
    public Guid? ReversesEntryId { get; init; }

    /// <summary>"EastWest", "Counterpart", "Designated" or "Quota".</summary>
    public required string Scheme { get; init; }

    /// <summary>"Province", "City", "County" or "Unit".</summary>
    public required string Tier { get; init; }

    /// <summary>The pairing, the designation or the quota account.</summary>
    public required Guid HolderId { get; init; }

    /// <summary>The version by which it was decided.</summary>
    public required long HolderVersion { get; init; }

    /// <summary>The eastern side, or the unit.</summary>
    public required string EastName { get; init; }

    /// <summary>The western side.</summary>
    public required string WestName { get; init; }

    /// <summary>"DirectPurchase" or "AssistedSale".</summary>
    public required string Mode { get; init; }

    /// <summary>Signed, in fen: what goes back is negative.</summary>
    public required long AmountFen { get; init; }

    /// <summary>What of it is subsidy (CR-13).</summary>
    public required long SubsidisedFen { get; init; }

    /// <summary>In the trade unit of the sale; signed as the amount is.</summary>
    public required Quantity Quantity { get; init; }

    /// <summary>The day of the original acceptance in Asia/Shanghai (CR-01).</summary>
    public required DateOnly RecognitionDate { get; init; }

    public required DateOnly EventDate { get; init; }

    /// <summary>"2026-11" (CR-16).</summary>
    public required string PostingPeriod { get; init; }

    /// <summary>Why it was posted, for programs.</summary>
    public required string Reason { get; init; }

    /// <summary>The rule that decided, "CR-08".</summary>
    public required string Rule { get; init; }

    /// <summary>Why it was posted, for people.</summary>
    public required BilingualText Words { get; init; }

    public required int RuleSetVersion { get; init; }

    public required DateTimeOffset PostedAt { get; init; }

    internal IEnumerable<string> Lines() =>
    [
        $"{EntryId}", CreditCertificate.Text(EntryNo), EntryType, $"{ReversesEntryId}", Scheme, Tier, $"{HolderId}",
        CreditCertificate.Text(HolderVersion), EastName, WestName, Mode, CreditCertificate.Text(AmountFen),
        CreditCertificate.Text(SubsidisedFen), CreditCertificate.Text(Quantity.Thousandths), CreditCertificate.Day(RecognitionDate),
        CreditCertificate.Day(EventDate), PostingPeriod, Reason, Rule, Words.Zh, Words.En, CreditCertificate.Text(RuleSetVersion),
        CreditCertificate.Text(PostedAt.ToUnixTimeMilliseconds()),
    ];
}
