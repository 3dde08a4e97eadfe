using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;

namespace Marketplace.Ordering.Domain;

/// <summary>A unit that may order, as the registry last published it.</summary>
public sealed class PurchasingUnit
{
    public required Guid UnitId { get; init; }

    public required long Version { get; init; }

    public required string Name { get; init; }

    public required UnitKind Kind { get; init; }

    /// <summary>Where it belonged and belongs, without overlap.</summary>
    public required IReadOnlyList<Affiliation> Affiliations { get; init; }

    /// <summary>Where it belongs on the day (归属地); null when it belongs nowhere then.</summary>
    public RegionPath? PathOn(DateOnly day) => Affiliations.On(day);
}
