using System.Text.Json.Serialization;
using Marketplace.Contracts;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Sales;
using Marketplace.Platform.Web;

namespace Marketplace.Crediting.Entries;

/// <summary>An entry of the ledger in a list.</summary>
public sealed record EntryView : IView
{
    [JsonIgnore]
    public Viewers SeenAs { get; init; }

    /// <summary>Its place in the ledger.</summary>
    public required long EntryNo { get; init; }

    public required Guid EntryId { get; init; }

    /// <summary>The event of the journal that led to it.</summary>
    public required long EventNo { get; init; }

    public required Guid LineId { get; init; }

    public required int AcceptanceNo { get; init; }

    public required int ShareNo { get; init; }

    public required Scheme Scheme { get; init; }

    public required PairingTier Tier { get; init; }

    public required Guid HolderId { get; init; }

    public required long HolderVersion { get; init; }

    public required string EastName { get; init; }

    public required string WestName { get; init; }

    public required CreditMode Mode { get; init; }

    /// <summary>Signed: what goes back is negative.</summary>
    [SeenBy(Viewers.Trade, DataClass.Commercial)]
    public required long? AmountFen { get; init; }

    /// <summary>What of the amount is subsidy that a third party paid at the sale; signed as it is (CR-13).</summary>
    [SeenBy(Viewers.Trade, DataClass.Commercial)]
    public required long? SubsidisedFen { get; init; }

    /// <summary>In the trade unit of the line.</summary>
    public required Quantity Quantity { get; init; }

    /// <summary>The day of the original acceptance in Asia/Shanghai (CR-01).</summary>
    public required DateOnly RecognitionDate { get; init; }

    public required DateOnly EventDate { get; init; }

    /// <summary>"2026-11" (CR-16).</summary>
    public required string PostingPeriod { get; init; }

    public required EntryType EntryType { get; init; }

    /// <summary>The entry that this one takes back; null for others.</summary>
    public Guid? ReversesEntryId { get; init; }

    public required int Sequence { get; init; }

    public required CreditReason Reason { get; init; }

    public required string Rule { get; init; }

    public required int RuleSetVersion { get; init; }

    public required EvidenceState EvidenceState { get; init; }

    public required IReadOnlyList<CreditMarks> Flags { get; init; }

    public required DateTimeOffset PostedAt { get; init; }

    public static EntryView Of(CreditEntry entry, (string East, string West) names, Caller caller) => new()
    {
        SeenAs = SaleViewers.Of(caller, entry),
        EntryNo = entry.EntryNo,
        EntryId = entry.EntryId,
        EventNo = entry.EventNo,
        LineId = entry.LineId,
        AcceptanceNo = entry.AcceptanceNo,
        ShareNo = entry.ShareNo,
        Scheme = entry.Scheme,
        Tier = entry.Tier,
        HolderId = entry.HolderId,
        HolderVersion = entry.HolderVersion,
        EastName = names.East,
        WestName = names.West,
        Mode = entry.Mode,
        AmountFen = entry.AmountFen,
        SubsidisedFen = entry.SubsidisedFen,
        Quantity = entry.Quantity,
        RecognitionDate = entry.RecognitionDate,
        EventDate = entry.EventDate,
        PostingPeriod = entry.PostingPeriod,
        EntryType = entry.EntryType,
        ReversesEntryId = entry.ReversesEntryId,
        Sequence = entry.Sequence,
        Reason = entry.Reason,
        Rule = entry.Reason.Rule,
        RuleSetVersion = entry.RuleSetVersion,
        EvidenceState = entry.EvidenceState,
        Flags = [.. Enum.GetValues<CreditMarks>().Where(mark => mark != CreditMarks.None && entry.Flags.HasFlag(mark))],
        PostedAt = entry.PostedAt,
    };
}

/// <summary>An entry with the whole walk back, by way of acceptance, waybill, order line and batches to the cooperative.</summary>
public sealed record EntryWalk
{
    public required EntryView Entry { get; init; }

    /// <summary>The version of the pairing by which the entry was decided; null for designations and quotas.</summary>
    public PairingFacts? Pairing { get; init; }

    /// <summary>The evidence: invoices and payments of the shipment.</summary>
    public required IReadOnlyList<Document> Documents { get; init; }

    public required SaleFacts Sale { get; init; }

    /// <summary>Rule by rule, in words and as data, why the entry stands where it stands.</summary>
    public required IReadOnlyList<RuleApplied> Rules { get; init; }

    /// <param name="DocumentId">The invoice or payment.</param>
    /// <param name="Kind">Which of the two.</param>
    /// <param name="Number">Of the invoice, or the reference of the payment; officials of the west see its end.</param>
    /// <param name="AmountFen">What it is for.</param>
    /// <param name="Date">Its day.</param>
    public sealed record Document(
        Guid DocumentId,
        DocumentKind Kind,
        [property: SeenBy(SaleViewers.Papers, DataClass.Reference, IsMasked = true)] string? Number,
        [property: SeenBy(Viewers.Trade, DataClass.Commercial)] long? AmountFen,
        DateOnly Date) : IView
    {
        [JsonIgnore]
        public Viewers SeenAs { get; init; }

        internal static Document Of(EvidenceDocument document, Viewers seenAs) =>
            new(document.DocumentId, document.Kind, document.Number, document.AmountFen, document.Date) { SeenAs = seenAs };
    }

    public sealed record PairingFacts
    {
        public required Guid PairingId { get; init; }

        public required long Version { get; init; }

        /// <summary>False when the registry has changed the pairing since.</summary>
        public required bool IsCurrent { get; init; }

        public required Scheme Scheme { get; init; }

        public required PairingTier Tier { get; init; }

        public required Place East { get; init; }

        public required Place West { get; init; }

        public required DateOnly ValidFrom { get; init; }

        /// <summary>First day on which it was no longer valid; null while open.</summary>
        public DateOnly? ValidTo { get; init; }

        public DateOnly? TransitionUntil { get; init; }

        public string? SourceDocument { get; init; }

        public static PairingFacts Of(Pairing pairing) => new()
        {
            PairingId = pairing.PairingId,
            Version = pairing.Version,
            IsCurrent = pairing.IsCurrent,
            Scheme = pairing.Scheme,
            Tier = pairing.Tier,
            East = new(pairing.East, pairing.EastName),
            West = new(pairing.West, pairing.WestName),
            ValidFrom = pairing.ValidFrom,
            ValidTo = pairing.ValidTo,
            TransitionUntil = pairing.TransitionUntil,
            SourceDocument = pairing.SourceDocument,
        };
    }
}
