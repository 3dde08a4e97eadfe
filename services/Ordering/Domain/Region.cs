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

    /// <summary>The first day on which it no longer exists; null while it does.</summary>
    public DateOnly? EndedOn { get; init; }

    /// <summary>True for places that goods can be delivered to.</summary>
    /// <param name="hasCounties">Whether counties lie in it.</param>
    public bool CanBeDeliveredTo(bool hasCounties) => PlaceRegion.IsPossible(Level, Code, hasCounties);
}
