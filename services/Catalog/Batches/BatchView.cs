using Marketplace.Catalog.Domain;
using Marketplace.Catalog.Recognitions;
using Marketplace.Contracts;

namespace Marketplace.Catalog.Batches;

/// <summary>A batch as callers see it; quantities are in the product's trade unit.</summary>
public sealed record BatchView
{
    public required Guid BatchId { get; init; }

    public required Guid ProductId { get; init; }

    /// <summary>The supplier that the goods first came from; another than the product's when they are resold (CR-14).</summary>
    public required Guid SupplierId { get; init; }

    public Guid? SourceBatchId { get; init; }

    public required DateOnly HarvestFrom { get; init; }

    /// <summary>Last day of the harvest window, inclusive.</summary>
    public required DateOnly HarvestUntil { get; init; }

    /// <summary>What was offered: available, reserved and taken add up to it.</summary>
    public required Quantity Quantity { get; init; }

    /// <summary>Held for orders that were not dispatched yet.</summary>
    public required Quantity Reserved { get; init; }

    /// <summary>Dispatched.</summary>
    public required Quantity Taken { get; init; }

    public required Quantity Available { get; init; }

    public required DateTimeOffset OfferedAt { get; init; }

    /// <summary>The certificates of the batch, such as that of conformity, each with its state; null when it has none.</summary>
    public IReadOnlyList<CertificateView>? Certificates { get; init; }

    internal static BatchView Of(Batch batch) => new()
    {
        BatchId = batch.Id,
        ProductId = batch.ProductId,
        SupplierId = batch.SupplierId,
        SourceBatchId = batch.SourceBatchId,
        HarvestFrom = batch.HarvestFrom,
        HarvestUntil = batch.HarvestUntil,
        Quantity = batch.Quantity,
        Reserved = batch.Reserved,
        Taken = batch.Taken,
        Available = batch.Available,
        OfferedAt = batch.OfferedAt,
    };
}
