using Marketplace.Contracts.Proofs;

namespace Marketplace.Contracts.Crediting;

/// <summary>A month of the ledger was closed and stays closed (CR-16).</summary>
/// <remarks>From Crediting, once per month, as soon as the head of the ledger is signed for it. To whoever follows credits.</remarks>
public sealed record PeriodClosed
{
    /// <summary>"2026-10".</summary>
    public required string Month { get; init; }

    public required DateTimeOffset ClosedAt { get; init; }

    /// <summary>The official who closed it; "schedule" when it closed by itself.</summary>
    public required string ClosedBy { get; init; }

    /// <summary>The last entry of the ledger at that time.</summary>
    public required long LastEntryNo { get; init; }

    /// <summary>The signed head of the ledger that ends with that entry; null when the ledger was empty.</summary>
    public SignedTreeHead? Head { get; init; }
}
