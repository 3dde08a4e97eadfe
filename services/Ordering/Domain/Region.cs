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

    /// <summary>
    /// True for places that goods can be delivered to. A province is too vague, and a placeholder such as 429000 is no place.
    /// </summary>
    public bool CanBeDeliveredTo => Level != RegionLevel.Province && !RegionCode.IsPlaceholder(Code);
}
