using Marketplace.Catalog.Domain;
using Marketplace.Contracts;

namespace Marketplace.Catalog.Specialties;

/// <summary>A specialty product of the reference list.</summary>
public sealed record SpecialtyView
{
    public required string OriginCountyId { get; init; }

    public required string OriginName { get; init; }

    public required string Name { get; init; }

    public required ProductCategory Category { get; init; }

    public required ProcessingLevel ProcessingLevel { get; init; }

    /// <summary>The unit in which it is usually sold.</summary>
    public required string SaleUnit { get; init; }

    /// <summary>What one sale unit usually costs, in yuan; for orientation, nobody offers at this price.</summary>
    public required UnitPrice ReferencePrice { get; init; }

    internal static SpecialtyView Of(Specialty specialty) => new()
    {
        OriginCountyId = specialty.OriginId,
        OriginName = specialty.OriginName,
        Name = specialty.Name,
        Category = specialty.Category,
        ProcessingLevel = specialty.ProcessingLevel,
        SaleUnit = specialty.SaleUnit,
        ReferencePrice = specialty.ReferencePrice,
    };
}
