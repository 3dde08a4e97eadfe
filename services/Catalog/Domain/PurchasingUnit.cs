using Marketplace.Contracts;

namespace Marketplace.Catalog.Domain;

/// <summary>A purchasing unit as the registry last published it: its officials may put it on the negative list.</summary>
public sealed class PurchasingUnit
{
    public required Guid Id { get; init; }

    /// <summary>The version that is kept; older ones are ignored.</summary>
    public required long Version { get; init; }

    public required string Name { get; init; }

    /// <summary>Where it belonged and belongs, without overlap.</summary>
    public required IReadOnlyList<Affiliation> Affiliations { get; init; }
}
