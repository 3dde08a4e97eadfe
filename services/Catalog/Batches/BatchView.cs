using System.Text.Json.Serialization;
using Marketplace.Catalog.Domain;
using Marketplace.Catalog.Recognitions;
using Marketplace.Contracts;
using Marketplace.Platform.Web;

namespace Marketplace.Catalog.Batches;

/// <summary>
/// A batch as callers see it; quantities are in the product's trade unit. How much was offered, is held and is gone is for its supplier and
/// the officials of its origin; others see whether there is any left.
/// </summary>
public sealed record BatchView : IView
{
    const Viewers Own = Viewers.Supplier | Viewers.OriginRegion | Viewers.Auditor | Viewers.Operator;

    [JsonIgnore]
    public Viewers SeenAs { get; init; }

    public required Guid BatchId { get; init; }

    public required Guid ProductId { get; init; }

    /// <summary>The supplier that the goods first came from; another than the product's when they are resold (CR-14).</summary>
    public required Guid SupplierId { get; init; }

    public Guid? SourceBatchId { get; init; }

    public required DateOnly HarvestFrom { get; init; }

    /// <summary>Last day of the harvest window, inclusive.</summary>
    public required DateOnly HarvestUntil { get; init; }

    /// <summary>What was offered: available, reserved and taken add up to it.</summary>
    [SeenBy(Own, DataClass.Commercial)]
    public required Quantity? Quantity { get; init; }

    /// <summary>Held for orders that were not dispatched yet.</summary>
    [SeenBy(Own, DataClass.Commercial)]
    public required Quantity? Reserved { get; init; }

    /// <summary>Dispatched.</summary>
    [SeenBy(Own, DataClass.Commercial)]
    public required Quantity? Taken { get; init; }

    [SeenBy(Own, DataClass.Commercial)]
    public required Quantity? Available { get; init; }

    /// <summary>Whether any of it can still be ordered.</summary>
    public required bool IsAvailable { get; init; }

    /// <summary>It is called back; see GET /catalog/recalls.</summary>
    public required bool IsRecalled { get; init; }

    public required DateTimeOffset OfferedAt { get; init; }

    /// <summary>The certificates of the batch, such as that of conformity, each with its state; null when it has none.</summary>
    public IReadOnlyList<CertificateView>? Certificates { get; init; }

    internal static BatchView Of(Batch batch, Viewers seenAs) => new()
    {
        SeenAs = seenAs,
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
        IsAvailable = batch.Available > Contracts.Quantity.Zero,
        IsRecalled = batch.IsRecalled,
        OfferedAt = batch.OfferedAt,
    };

    /// <summary>As what a caller sees the batches of a product that is loaded with its origin.</summary>
    internal static Viewers ViewersOf(Product product, Caller caller) => caller.Oversight
        | (caller.Has(Roles.Supplier) && caller.Org == product.SupplierId ? Viewers.Supplier : Viewers.None)
        | (caller.AnswersFor(product.Origin.Path.Value) ? Viewers.OriginRegion : Viewers.None);
}
