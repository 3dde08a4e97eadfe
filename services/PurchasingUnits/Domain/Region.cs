using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;

namespace Marketplace.PurchasingUnits.Domain;

/// <summary>A region as the registry knows it now.</summary>
public sealed record Region
{
    /// <summary>The stable id: the six-digit code under which the region was first registered. It outlives renames and new codes (CR-20).</summary>
    public required string Id { get; init; }

    /// <summary>Rises with each change.</summary>
    public required long Version { get; init; }

    /// <summary>The GB/T 2260 code of the day; null for a functional zone, which has none.</summary>
    public string? Code { get; init; }

    /// <summary>Not unique: 普陀区 is in Shanghai and in Zhoushan. Nothing is ever matched by name.</summary>
    public required string Name { get; init; }

    public required RegionLevel Level { get; init; }

    public string? ParentId { get; init; }

    /// <summary>The ids from the province down to the region itself, as <see cref="RegionPath"/> writes them.</summary>
    public required string Path { get; init; }

    /// <summary>Of the centroid, in millionths of a degree (WGS 84); null where none is known.</summary>
    public int? LongitudeMicroDegrees { get; init; }

    /// <inheritdoc cref="LongitudeMicroDegrees"/>
    public int? LatitudeMicroDegrees { get; init; }
}
