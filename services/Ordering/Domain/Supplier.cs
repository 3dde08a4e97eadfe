using Marketplace.Contracts;

namespace Marketplace.Ordering.Domain;

/// <summary>A supplier as the catalogue last published it.</summary>
public sealed class Supplier
{
    public required Guid SupplierId { get; init; }

    public required long Version { get; init; }

    public required string Name { get; init; }

    /// <summary>Where it is registered; it never decides the origin (CR-12).</summary>
    public required RegionPath RegistrationPath { get; init; }

    public required bool IsActive { get; init; }
}
