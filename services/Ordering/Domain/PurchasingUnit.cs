using Marketplace.Contracts;

namespace Marketplace.Ordering.Domain;

/// <summary>A unit that may order, as the registry last published it.</summary>
public sealed class PurchasingUnit
{
    public required Guid UnitId { get; init; }

    public required long Version { get; init; }

    public required string Name { get; init; }

    /// <summary>Where it belonged and belongs, without overlap.</summary>
    public required IReadOnlyList<Affiliation> Affiliations { get; init; }

    /// <summary>Where it belongs on the day (归属地); null when it belongs nowhere then.</summary>
    public RegionPath? PathOn(DateOnly day) =>
        Affiliations.LastOrDefault(one => one.ValidFrom <= day && (one.ValidTo is null || day < one.ValidTo))?.Path;
}

/// <summary>Where a unit belongs from a day on.</summary>
/// <param name="Path">The region.</param>
/// <param name="ValidFrom">First day.</param>
/// <param name="ValidTo">First day on which it no longer holds; null while it does.</param>
public sealed record Affiliation(RegionPath Path, DateOnly ValidFrom, DateOnly? ValidTo);
