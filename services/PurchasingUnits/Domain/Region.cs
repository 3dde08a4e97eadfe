using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;

namespace Marketplace.PurchasingUnits.Domain;

/// <summary>A region as the registry knows it now.</summary>
public sealed record Region
{
    /// <summary>
    /// The stable id: the six-digit code under which the region was first registered. It outlives renames and new codes (CR-20).
    /// </summary>
    public required string Id { get; init; }

    /// <summary>Rises with each change.</summary>
    public required long Version { get; init; }

    /// <summary>
    /// The GB/T 2260 code of the day; null for a functional zone, which has none. A region that has ended keeps its last one.
    /// </summary>
    public string? Code { get; init; }

    /// <summary>Not unique: 普陀区 is in Shanghai and in Zhoushan. Nothing is ever matched by name.</summary>
    public required string Name { get; init; }

    public required RegionLevel Level { get; init; }

    /// <summary>The region directly above; of a functional zone its host.</summary>
    public string? ParentId { get; init; }

    /// <summary>The ids from the province down to the region itself, as <see cref="RegionPath"/> writes them.</summary>
    public required string Path { get; init; }

    /// <summary>Of the centroid, in millionths of a degree (WGS 84); null where none is known.</summary>
    public int? LongitudeMicroDegrees { get; init; }

    /// <inheritdoc cref="LongitudeMicroDegrees"/>
    public int? LatitudeMicroDegrees { get; init; }

    /// <summary>First day on which it no longer exists, since it was merged or split; null while it does.</summary>
    public DateOnly? EndedOn { get; init; }

    /// <summary>True while it is as a reference list says: then a newer list may change it. What people have filed is theirs.</summary>
    public bool FollowsReference { get; init; }

    /// <summary>When this version was registered; null for what the registry started with.</summary>
    public DateTimeOffset? ChangedAt { get; init; }

    /// <summary>The same region as people have changed it.</summary>
    public Region ChangedBy(DateTimeOffset now) => this with { Version = Version + 1, FollowsReference = false, ChangedAt = now };
}
