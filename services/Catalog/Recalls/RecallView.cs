using Marketplace.Catalog.Domain;

namespace Marketplace.Catalog.Recalls;

/// <summary>A recall as everybody sees it: whoever has goods of it has to know.</summary>
public sealed record RecallView
{
    public required Guid RecallId { get; init; }

    /// <summary>The batch that was named.</summary>
    public required Guid BatchId { get; init; }

    /// <summary>That batch, and those that were bought from it to be sold on.</summary>
    public required IReadOnlyList<Guid> BatchIds { get; init; }

    public required Guid ProductId { get; init; }

    public required string ProductName { get; init; }

    public required Guid SupplierId { get; init; }

    public required string SupplierName { get; init; }

    /// <summary>Whether the supplier itself declared it; an office otherwise.</summary>
    public required bool IsBySupplier { get; init; }

    public required string Reason { get; init; }

    public string? Document { get; init; }

    public required DateTimeOffset RecalledAt { get; init; }

    /// <summary>Null while it lasts.</summary>
    public DateTimeOffset? LiftedAt { get; init; }

    public string? LiftingReason { get; init; }

    public string? LiftingDocument { get; init; }

    internal static RecallView Of(Recall recall) => new()
    {
        RecallId = recall.RecallId,
        BatchId = recall.BatchId,
        BatchIds = [.. recall.Batches.Select(batch => batch.BatchId).Order()],
        ProductId = recall.ProductId,
        ProductName = recall.ProductName,
        SupplierId = recall.SupplierId,
        SupplierName = recall.SupplierName,
        IsBySupplier = recall.OfficePath is null,
        Reason = recall.Reason,
        Document = recall.Document,
        RecalledAt = recall.RecalledAt,
        LiftedAt = recall.LiftedAt,
        LiftingReason = recall.LiftingReason,
        LiftingDocument = recall.LiftingDocument,
    };
}
