using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;

namespace Marketplace.Catalog.Domain;

/// <summary>A region as the registry last published it.</summary>
public sealed class Region
{
    public required string Id { get; init; }

    /// <summary>The version that is kept; older ones are ignored.</summary>
    public required long Version { get; init; }

    /// <summary>The GB/T 2260 code of the day; null for a functional zone.</summary>
    public string? Code { get; init; }

    public required string Name { get; init; }

    public required RegionLevel Level { get; init; }

    /// <summary>The first day on which it no longer exists; null while it does.</summary>
    public DateOnly? EndedOn { get; init; }

    /// <summary>The path as text, as databases search it.</summary>
    public required string PathValue { get; init; }

    public RegionPath Path => new(PathValue);
}
