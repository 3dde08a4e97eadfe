using Marketplace.Contracts;

namespace Marketplace.Crediting.Domain;

/// <summary>
/// A pairing (结对关系) as one version of the registry knew it. Versions are kept, so that an entry can show the one it was decided by.
/// </summary>
public sealed class Pairing
{
    public required Guid PairingId { get; init; }

    public required long Version { get; init; }

    public required Scheme Scheme { get; init; }

    public required PairingTier Tier { get; init; }

    /// <summary>The region path of the eastern party (帮扶方).</summary>
    public required string EastPath { get; init; }

    public required string EastName { get; init; }

    /// <summary>The region path of the western party (受援方).</summary>
    public required string WestPath { get; init; }

    public required string WestName { get; init; }

    public required DateOnly ValidFrom { get; init; }

    /// <summary>First day on which it is no longer valid; null while open.</summary>
    public DateOnly? ValidTo { get; init; }

    /// <summary>Last day on which sales confirmed while it was valid still count (CR-09).</summary>
    public DateOnly? TransitionUntil { get; init; }

    public string? SourceDocument { get; init; }

    /// <summary>When the registry recorded this version; null when it doesn't say.</summary>
    public DateTimeOffset? RegisteredAt { get; init; }

    /// <summary>When the ledger learned it: reports of an earlier instant don't know it.</summary>
    public DateTimeOffset LearnedAt { get; init; }

    /// <summary>False once a newer version is known.</summary>
    public bool IsCurrent { get; private set; } = true;

    /// <summary>An official let it correct sales that were accepted before it was registered (CR-19).</summary>
    public bool IsApproved { get; private set; }

    public RegionPath East => new(EastPath);

    public RegionPath West => new(WestPath);

    /// <summary>The day after the last one on which a sale can be credited to it; null while open.</summary>
    public DateOnly? CreditsBefore => ValidTo is { } end && TransitionUntil is { } last && last >= end ? last.AddDays(1) : ValidTo;

    public void Supersede() => IsCurrent = false;

    public void Approve() => IsApproved = true;

    /// <summary>Known when the sale was accepted, or approved to count for it (CR-19).</summary>
    public bool IsUsableFor(DateTimeOffset accepted) => IsApproved || RegisteredAt is null || RegisteredAt <= accepted;

    /// <summary>Within [ValidFrom, ValidTo) (CR-09).</summary>
    public bool IsValidOn(DateOnly day) => ValidFrom <= day && (ValidTo is null || day < ValidTo);

    /// <summary>Ended, but the order was confirmed while it was valid and accepted by the last day of the transition (CR-09).</summary>
    public bool IsInTransition(DateOnly confirmed, DateOnly recognised) =>
        ValidTo <= recognised && recognised <= TransitionUntil && IsValidOn(confirmed);
}
