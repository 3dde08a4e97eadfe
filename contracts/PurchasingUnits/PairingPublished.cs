namespace Marketplace.Contracts.PurchasingUnits;

/// <summary>A pairing as the registry knows it now: sent when it is registered and whenever it changes.</summary>
/// <remarks>
/// From PurchasingUnits. To Crediting (matching, CR-08 and CR-09; reports) and Ordering (approval of goods from outside the partner
/// region).
/// </remarks>
public sealed record PairingPublished
{
    public required Guid PairingId { get; init; }

    /// <summary>Rises with each change; a reader ignores what is not newer than what it has.</summary>
    public required long Version { get; init; }

    public required Scheme Scheme { get; init; }

    public required PairingTier Tier { get; init; }

    public required RegionPath EastPath { get; init; }

    public required string EastName { get; init; }

    public required RegionPath WestPath { get; init; }

    public required string WestName { get; init; }

    public required DateOnly ValidFrom { get; init; }

    /// <summary>First day on which it is no longer valid; null while open.</summary>
    public DateOnly? ValidTo { get; init; }

    /// <summary>Last day on which sales confirmed while it was valid still count (CR-09).</summary>
    public DateOnly? TransitionUntil { get; init; }

    public string? SourceDocument { get; init; }

    /// <summary>
    /// When this version was registered. Sales accepted earlier are corrected by approval only (CR-19); null for versions of old.
    /// </summary>
    public DateTimeOffset? RegisteredAt { get; init; }

    /// <summary>
    /// Who registered this version: the subject of the token. Whoever it is can't approve what it corrects
    /// (CR-19); null for versions of old.
    /// </summary>
    public string? RegisteredBy { get; init; }

    /// <summary>The region of the office of whoever registered it, "" for the nation's; null when it is not known.</summary>
    public string? RegisteredFor { get; init; }
}
