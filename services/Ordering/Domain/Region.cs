using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;

namespace Marketplace.Ordering.Domain;

/// <summary>A region as the registry last published it.</summary>
public sealed class Region
{
    public required string RegionId { get; init; }

    public required long Version { get; init; }

    /// <summary>The GB/T 2260 code of the day; null for a functional zone.</summary>
    public string? Code { get; init; }

    public required RegionLevel Level { get; init; }

    public required RegionPath Path { get; init; }

    /// <summary>
    /// True for places that a lorry can go to. A province is too vague, and codes like 429000 only stand in the table of codes as
    /// the parent of counties that a province administers directly.
    /// </summary>
    public bool CanBeDeliveredTo => Level != RegionLevel.Province && Code is not [_, _, '9', '0', '0', '0'];
}
