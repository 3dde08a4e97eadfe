namespace Marketplace.Contracts.Catalog;

/// <summary>A batch of a product with its harvest window and the quantity that may be sold from it.</summary>
/// <remarks>From Catalog, once per batch. To Logistics (for which batches stations take goods in).</remarks>
public sealed record BatchOffered
{
    public required Guid BatchId { get; init; }

    public required Guid ProductId { get; init; }

    public required Guid SupplierId { get; init; }

    public required RegionPath OriginPath { get; init; }

    public required Quantity Quantity { get; init; }

    public required DateOnly HarvestFrom { get; init; }

    /// <summary>Last day of the harvest window, inclusive.</summary>
    public required DateOnly HarvestUntil { get; init; }
}
