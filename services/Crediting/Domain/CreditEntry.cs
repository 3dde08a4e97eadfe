using System.Globalization;
using Marketplace.Contracts;

namespace Marketplace.Crediting.Domain;

/// <summary>
/// 计量分录: so much of a sale, credited to a pairing, a designation or a quota. Never changed and never deleted: it has no setter, the
/// schema refuses both, and so does the role with which the service reaches the database. A correction is another entry.
/// </summary>
public sealed class CreditEntry
{
    /// <summary>Counts all entries from 1 without a gap, in the order in which they were committed.</summary>
    public required long EntryNo { get; init; }

    /// <summary>Follows from what makes the entry unique (CR-21): a replay gives the same ids.</summary>
    public required Guid EntryId { get; init; }

    /// <summary>The event of the journal that led to it.</summary>
    public required long EventNo { get; init; }

    public required Guid LineId { get; init; }

    public required int AcceptanceNo { get; init; }

    /// <summary>Which origin of the line (CR-04), from 1.</summary>
    public required int ShareNo { get; init; }

    public required Scheme Scheme { get; init; }

    public required PairingTier Tier { get; init; }

    /// <summary>The pairing, the designation, or the quota account of a unit and year.</summary>
    public required Guid HolderId { get; init; }

    /// <summary>The version by which it was decided.</summary>
    public required long HolderVersion { get; init; }

    /// <summary>The eastern side at that time.</summary>
    public required string EastPath { get; init; }

    /// <summary>The western side at that time.</summary>
    public required string WestPath { get; init; }

    public required CreditMode Mode { get; init; }

    /// <summary>Signed: what goes back is negative.</summary>
    public required long AmountFen { get; init; }

    /// <summary>What of the amount is subsidy that a third party paid at the sale; signed as the amount is (CR-13).</summary>
    public required long SubsidisedFen { get; init; }

    /// <summary>In the trade unit of the line; signed as the amount is.</summary>
    public required Quantity Quantity { get; init; }

    /// <summary>The day of the original acceptance in Asia/Shanghai, also for entries that correct it (CR-01).</summary>
    public required DateOnly RecognitionDate { get; init; }

    /// <summary>The day of this event (CR-16).</summary>
    public required DateOnly EventDate { get; init; }

    /// <summary>The month in which it counts as posted, "2026-11" (CR-16).</summary>
    public required string PostingPeriod { get; init; }

    public required EntryType EntryType { get; init; }

    /// <summary>The entry that this one takes back, wholly or in part.</summary>
    public Guid? ReversesEntryId { get; init; }

    /// <summary>Counts entries of one type for a share, scheme and tier, from 1 (CR-21).</summary>
    public required int Sequence { get; init; }

    /// <summary>Why it was posted; the reason names the rule.</summary>
    public required CreditReason Reason { get; init; }

    public required int RuleSetVersion { get; init; }

    public required EvidenceState EvidenceState { get; init; }

    public required CreditMarks Flags { get; init; }

    /// <summary>Never earlier than that of the entry before.</summary>
    public required DateTimeOffset PostedAt { get; init; }

    /// <summary>The id of the entry with that key (CR-21).</summary>
    public static Guid IdOf(SaleKey sale, Scheme scheme, PairingTier tier, EntryType type, int sequence) =>
        StableIds.Of(string.Create(CultureInfo.InvariantCulture, $"entry/{sale}/{scheme}/{tier}/{type}/{sequence}"), sale.LineId);

    /// <summary>The sale of which it is an entry.</summary>
    public SaleKey SaleKey => new(LineId, AcceptanceNo, ShareNo);

    /// <summary>
    /// What the seal of the ledger is reckoned from: every column, in this order, each on a line of its own. Changing a byte of any of them
    /// changes the text.
    /// </summary>
    public string Canonical() => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        {EntryNo}
        {EntryId}
        {EventNo}
        {LineId}
        {AcceptanceNo}
        {ShareNo}
        {Scheme}
        {Tier}
        {HolderId}
        {HolderVersion}
        {EastPath}
        {WestPath}
        {Mode}
        {AmountFen}
        {SubsidisedFen}
        {Quantity.Thousandths}
        {RecognitionDate:yyyy-MM-dd}
        {EventDate:yyyy-MM-dd}
        {PostingPeriod}
        {EntryType}
        {ReversesEntryId}
        {Sequence}
        {Reason}
        {RuleSetVersion}
        {EvidenceState}
        {Flags}
        {PostedAt.ToUnixTimeMilliseconds()}
        """);
}
