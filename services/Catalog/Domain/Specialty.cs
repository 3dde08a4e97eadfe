using Marketplace.Contracts;

namespace Marketplace.Catalog.Domain;

/// <summary>A specialty product that a county is known for: reference data, not an offer.</summary>
public sealed class Specialty
{
    Specialty()
    {
    }

    /// <summary>The county.</summary>
    public string OriginId { get; private init; } = "";

    public string Name { get; private init; } = "";

    /// <summary>The county's name as the list gives it.</summary>
    public string OriginName { get; private init; } = "";

    public ProductCategory Category { get; private init; }

    public ProcessingLevel ProcessingLevel { get; private init; }

    /// <summary>The unit in which it is usually sold.</summary>
    public string SaleUnit { get; private init; } = "";

    /// <summary>What one sale unit usually costs; for orientation.</summary>
    public UnitPrice ReferencePrice { get; private init; }
}
