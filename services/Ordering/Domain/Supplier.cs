using Marketplace.Contracts;
using Marketplace.Contracts.Catalog;

namespace Marketplace.Ordering.Domain;

/// <summary>A supplier as the catalogue last published it.</summary>
public sealed class Supplier
{
    public required Guid SupplierId { get; init; }

    public required long Version { get; init; }

    public required string Name { get; init; }

    /// <summary>Where it is registered; it never decides the origin (CR-12).</summary>
    public required RegionPath RegistrationPath { get; init; }

    /// <summary>The days on which it may not sell, because it was suspended or removed.</summary>
    public required IReadOnlyList<SupplierPublished.Suspension> Suspensions { get; init; }

    /// <summary>True when it may sell on the day.</summary>
    public bool SellsOn(DateOnly day) => !Suspensions.Any(suspension => suspension.Covers(day));
}
