namespace Marketplace.Contracts.Crediting;

/// <summary>The ledger has further entries for a sale: a return, a correction, a void, a release, or a credit that came late.</summary>
/// <remarks>From Crediting, once per event that posted entries. To whoever follows credits.</remarks>
public sealed record CreditAdjusted
{
    public required Guid LineId { get; init; }

    public required int AcceptanceNo { get; init; }

    public required DateOnly EventDate { get; init; }

    public required IReadOnlyList<Entry> Entries { get; init; }

    public sealed record Entry
    {
        public required Guid EntryId { get; init; }

        /// <summary>"Return", "PriceAdjust", "Void", "ReclassOut", "ReclassIn", "Late" or "Original".</summary>
        public required string EntryType { get; init; }

        public required Scheme Scheme { get; init; }

        public required PairingTier Tier { get; init; }

        /// <summary>The pairing, designation or quota plan.</summary>
        public required Guid HolderId { get; init; }

        /// <summary>Signed.</summary>
        public required long AmountFen { get; init; }

        public required string PostingPeriod { get; init; }
    }
}
