namespace Marketplace.Contracts.Crediting;

/// <summary>The lines of an acceptance have been entered into the ledger, or it was found why they earn no credit.</summary>
/// <remarks>From Crediting, once per acceptance. To whoever follows credits.</remarks>
public sealed record SalesCredited
{
    public required Guid AcceptanceId { get; init; }

    public required Guid OrderId { get; init; }

    public required Guid UnitId { get; init; }

    /// <summary>The day of the acceptance in Asia/Shanghai (CR-01).</summary>
    public required DateOnly RecognitionDate { get; init; }

    public required IReadOnlyList<Credit> Credits { get; init; }

    public sealed record Credit
    {
        public required Guid LineId { get; init; }

        /// <summary>The id of the ledger entry.</summary>
        public required Guid EntryId { get; init; }

        public required Scheme Scheme { get; init; }

        public required PairingTier Tier { get; init; }

        public required Guid HolderId { get; init; }

        public required long AmountFen { get; init; }
    }
}
