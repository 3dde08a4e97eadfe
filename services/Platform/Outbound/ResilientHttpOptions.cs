using System.ComponentModel.DataAnnotations;

namespace Marketplace.Platform.Outbound;

/// <summary>Section "Outbound:{client}": how patient a client is with others.</summary>
public sealed record ResilientHttpOptions
{
    /// <summary>How long one attempt may take, in milliseconds.</summary>
    [Range(1, 600_000)]
    public int AttemptTimeoutMs { get; init; } = 5_000;

    /// <summary>How often a failed attempt is repeated; only methods that are safe to repeat are.</summary>
    [Range(1, 10)]
    public int Retries { get; init; } = 3;

    /// <summary>The wait before the first repetition, in milliseconds; it doubles each time and is spread at random.</summary>
    [Range(1, 60_000)]
    public int RetryDelayMs { get; init; } = 200;

    /// <summary>The percentage of failures at which the other side is left alone for a while.</summary>
    [Range(1, 100)]
    public int BreakAtFailurePercent { get; init; } = 50;

    /// <summary>How many calls must have been seen before the percentage means anything.</summary>
    [Range(2, 10_000)]
    public int BreakAfterCalls { get; init; } = 10;

    /// <summary>How long the other side is left alone, in milliseconds.</summary>
    [Range(500, 600_000)]
    public int BreakForMs { get; init; } = 10_000;
}
