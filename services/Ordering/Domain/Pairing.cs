using Marketplace.Contracts;

namespace Marketplace.Ordering.Domain;

/// <summary>A pairing of an eastern and a western region as the registry last published it.</summary>
public sealed class Pairing
{
    public required Guid PairingId { get; init; }

    public required long Version { get; init; }

    /// <summary>The last of its path.</summary>
    public required string EastRegionId { get; init; }

    public required RegionPath EastPath { get; init; }

    public required RegionPath WestPath { get; init; }

    public required DateOnly ValidFrom { get; init; }

    /// <summary>The first day on which it is no longer valid; null while open.</summary>
    public DateOnly? ValidTo { get; init; }
}
