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

    /// <summary>The days on which it may not sell, because it was suspended or removed.</summary>
    public required IReadOnlyList<Suspension> Suspensions { get; init; }

    /// <summary>True when it may sell on the day.</summary>
    public bool SellsOn(DateOnly day) =>
        !Suspensions.Any(suspension => suspension.From <= day && (suspension.Until is null || day < suspension.Until));
}

/// <summary>Days on which a supplier may not sell.</summary>
/// <param name="From">The first day.</param>
/// <param name="Until">The first day on which it may sell again; null while nobody knows.</param>
public sealed record Suspension(DateOnly From, DateOnly? Until);
