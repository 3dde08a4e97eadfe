using Marketplace.Contracts;

namespace Marketplace.Crediting.Domain;

/// <summary>
/// 计量分录: so much of a sale, credited to a pairing. Never changed and never deleted: it has no setter, the schema refuses both,
/// and so does the role with which the service reaches the database. A correction is another entry.
/// </summary>
public sealed class CreditEntry
{
    /// <summary>A version 7 id: entries sort by the time at which they were posted.</summary>
    public required Guid EntryId { get; init; }

    public required Guid LineId { get; init; }

    public required int AcceptanceNo { get; init; }

    /// <summary>Which origin of the line (CR-04), from 1.</summary>
    public required int ShareNo { get; init; }

    public required Scheme Scheme { get; init; }

    public required PairingTier Tier { get; init; }

    public required Guid PairingId { get; init; }

    /// <summary>The version of the pairing by which it was decided.</summary>
    public required long PairingVersion { get; init; }

    /// <summary>The eastern party of the pairing at that time.</summary>
    public required string EastPath { get; init; }

    /// <summary>The western party of the pairing at that time.</summary>
    public required string WestPath { get; init; }

    public required CreditMode Mode { get; init; }

    /// <summary>Signed: what goes back is negative.</summary>
    public required long AmountFen { get; init; }

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

    public required DateTimeOffset PostedAt { get; init; }

    /// <summary>The credit of a sale at the scheme and tier of a decision that names a pairing.</summary>
    public static CreditEntry For(SaleLine line, TierDecision decision, PostingMonths months, DateTimeOffset now)
    {
        var pairing = decision.Pairing ?? throw new ArgumentException("Only a decision that names a pairing earns credit.", nameof(decision));
        var (period, type) = months.For(line.RecognitionDate);
        return new CreditEntry
        {
            EntryId = Guid.CreateVersion7(),
            LineId = line.LineId,
            AcceptanceNo = line.AcceptanceNo,
            ShareNo = RuleBook.OnlyShare,
            Scheme = decision.Scheme,
            Tier = decision.Tier,
            PairingId = pairing.PairingId,
            PairingVersion = pairing.Version,
            EastPath = pairing.EastPath,
            WestPath = pairing.WestPath,
            Mode = CreditMode.DirectPurchase,
            AmountFen = line.AmountFen,
            Quantity = line.Accepted,
            RecognitionDate = line.RecognitionDate,
            EventDate = line.RecognitionDate,
            PostingPeriod = period.ToString(),
            EntryType = type,
            Sequence = 1,
            Reason = decision.Reason,
            RuleSetVersion = RuleBook.Version,
            EvidenceState = EvidenceState.Recognised,
            Flags = line.IsUnitDesignated && decision.Scheme == Scheme.EastWest ? CreditMarks.Designated : CreditMarks.None,
            PostedAt = now,
        };
    }
}
