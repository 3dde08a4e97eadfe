using Marketplace.Contracts.PurchasingUnits;
using Marketplace.PurchasingUnits.Domain;

namespace Marketplace.PurchasingUnits.Regions;

/// <summary>A region as callers see it.</summary>
public sealed record RegionView
{
    const decimal MicroDegrees = 1_000_000m;

    /// <summary>The stable id. It outlives renames and new codes.</summary>
    public required string RegionId { get; init; }

    public required long Version { get; init; }

    /// <summary>The GB/T 2260 code of the day; null for a functional zone.</summary>
    public string? Code { get; init; }

    public required string Name { get; init; }

    public required RegionLevel Level { get; init; }

    public string? ParentId { get; init; }

    /// <summary>The ids from the province down to the region itself: "/330000/330200/330211/".</summary>
    public required string Path { get; init; }

    /// <summary>Degrees east of the centroid (WGS 84); null where none is known.</summary>
    public decimal? Longitude { get; init; }

    /// <summary>Degrees north of the centroid (WGS 84); null where none is known.</summary>
    public decimal? Latitude { get; init; }

    public static RegionView Of(Region region) => new()
    {
        RegionId = region.Id,
        Version = region.Version,
        Code = region.Code,
        Name = region.Name,
        Level = region.Level,
        ParentId = region.ParentId,
        Path = region.Path,
        Longitude = region.LongitudeMicroDegrees / MicroDegrees,
        Latitude = region.LatitudeMicroDegrees / MicroDegrees,
    };
}
