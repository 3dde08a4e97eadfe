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

    /// <summary>The region directly above; of a functional zone its host.</summary>
    public string? ParentId { get; init; }

    /// <summary>The ids from the province down to the region itself: "/330000/330200/330211/".</summary>
    public required string Path { get; init; }

    /// <summary>Degrees east of the centroid (WGS 84); null where none is known.</summary>
    public decimal? Longitude { get; init; }

    /// <summary>Degrees north of the centroid (WGS 84); null where none is known.</summary>
    public decimal? Latitude { get; init; }

    /// <summary>First day on which it no longer exists, since it was merged or split; null while it does.</summary>
    public DateOnly? EndedOn { get; init; }

    /// <summary>Its codes and names over time, ordered by day; null in lists, and when only the ones of the day are known.</summary>
    public IReadOnlyList<CodeVersionView>? CodeVersions { get; init; }

    /// <summary>What became of it, and what it came from, ordered by day; null in lists, and when nothing is known.</summary>
    public IReadOnlyList<LineageView>? Lineage { get; init; }

    /// <summary>
    /// Since when and until when it is on the list of former poverty counties (832 脱贫县); null in lists, and when it never was.
    /// </summary>
    public IReadOnlyList<ListingView>? FormerPovertyCounty { get; init; }

    public sealed record CodeVersionView(string? Code, string Name, string? ParentId, DateOnly ValidFrom, DateOnly? ValidTo);

    public sealed record LineageView(
        LineageKind Kind, string FromRegionId, string ToRegionId, DateOnly On, string? Document, DateTimeOffset? RegisteredAt);

    public sealed record ListingView(DateOnly ValidFrom, DateOnly? ValidTo, string? Document);

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
        EndedOn = region.EndedOn,
    };
}
