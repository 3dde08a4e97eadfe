namespace Marketplace.Crediting.Domain;

/// <summary>
/// 核实撤回: a share that was verified is not any more, since what proved it was taken back (CR-16). Written once: it says from when to when
/// the share was verified, so that reports as they were known then stay what they were.
/// </summary>
public sealed class VerificationWithdrawal
{
    public required Guid LineId { get; init; }

    public required int AcceptanceNo { get; init; }

    public required int ShareNo { get; init; }

    /// <summary>The event by which it was withdrawn.</summary>
    public required long EventNo { get; init; }

    public required DateTimeOffset VerifiedAt { get; init; }

    /// <summary>The month in which it counted as verified, "2026-11".</summary>
    public required string VerifiedPeriod { get; init; }

    public required DateTimeOffset WithdrawnAt { get; init; }

    /// <summary>The month in which that is taken back: the same while it is open, else the open month.</summary>
    public required string WithdrawnPeriod { get; init; }

    /// <summary>The last entry of the ledger then: entries of the share up to it had been counted.</summary>
    public required long LastEntryNo { get; init; }
}
