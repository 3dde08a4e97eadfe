namespace Marketplace.Crediting.Domain;

/// <summary>A closed month (CR-16).</summary>
public sealed class ClosedPeriod
{
    /// <summary>"2026-10".</summary>
    public required string Month { get; init; }

    public required DateTimeOffset ClosedAt { get; init; }

    /// <summary>The official, or "schedule".</summary>
    public required string ClosedBy { get; init; }

    /// <summary>The last entry of the ledger at that time.</summary>
    public required long LastEntryNo { get; init; }
}
