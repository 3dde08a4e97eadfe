namespace Marketplace.Crediting.Domain;

/// <summary>
/// A snapshot that a closing asks for: whether it was taken, and what was in the way. Each is an act of its own, so that one that fails
/// keeps no other from being taken (CR-21).
/// </summary>
public sealed class DueSnapshot
{
    static readonly TimeSpan RetryAfterMax = TimeSpan.FromHours(1);

    /// <summary>That of the snapshot: "R1-2026-10-330200".</summary>
    public required string Number { get; init; }

    /// <summary>The month that was closed, "2026-10".</summary>
    public required string Month { get; init; }

    /// <summary>Whose pairings it is to show; null for the nation.</summary>
    public string? RegionId { get; init; }

    public required string RegionPath { get; init; }

    /// <summary>Everything known up to this instant counts: that of the closing.</summary>
    public required DateTimeOffset CutOffAt { get; init; }

    /// <summary>The ledger up to this entry counts.</summary>
    public required long LastEntryNo { get; init; }

    /// <summary>Of the nation: the other parties of the closing are listed, each by a row of its own. True for all others.</summary>
    public required bool IsListed { get; init; }

    /// <summary>Null while it is missing.</summary>
    public DateTimeOffset? TakenAt { get; init; }

    /// <summary>How often it could not be taken.</summary>
    public int Failures { get; init; }

    /// <summary>When it last could not be taken, and why, in English; null when it was not tried yet.</summary>
    public DateTimeOffset? FailedAt { get; init; }

    public string? Reason { get; init; }

    /// <summary>It isn't tried before.</summary>
    public required DateTimeOffset NextAttemptAt { get; init; }

    /// <summary>Twice as long after each failure, from two seconds to an hour.</summary>
    public static TimeSpan RetryAfter(int failures) =>
        TimeSpan.FromSeconds(Math.Min(RetryAfterMax.TotalSeconds, Math.Pow(2, Math.Min(failures, 12))));
}
