namespace Marketplace.Catalog.Domain;

/// <summary>
/// 召回: a batch, and what was bought from it to be sold on, is called back. Kept for good; lifted by an office, never deleted.
/// </summary>
public sealed class Recall
{
    public required Guid RecallId { get; init; }

    /// <summary>The batch that was named.</summary>
    public required Guid BatchId { get; init; }

    public required Guid ProductId { get; init; }

    public required string ProductName { get; init; }

    /// <summary>Who sells the batch that was named.</summary>
    public required Guid SupplierId { get; init; }

    public required string SupplierName { get; init; }

    /// <summary>Where its goods come from.</summary>
    public required string OriginPath { get; init; }

    /// <summary>The path of the office that declared it, "" of the nation's; null when the supplier itself did.</summary>
    public string? OfficePath { get; init; }

    public required string Reason { get; init; }

    /// <summary>The document that it rests on; always there when an office declared it.</summary>
    public string? Document { get; init; }

    public required string RecalledBy { get; init; }

    public required DateTimeOffset RecalledAt { get; init; }

    /// <summary>1, and 2 once it is lifted.</summary>
    public long Version { get; private set; } = 1;

    /// <summary>Null while it lasts.</summary>
    public DateTimeOffset? LiftedAt { get; private set; }

    public string? LiftingReason { get; private set; }

    public string? LiftingDocument { get; private set; }

    public string? LiftedBy { get; private set; }

    /// <summary>All that it calls back.</summary>
    public required IReadOnlyList<RecalledBatch> Batches { get; init; }

    /// <summary>It is over.</summary>
    public void Lift(string reason, string document, string by, DateTimeOffset at) =>
        (Version, LiftingReason, LiftingDocument, LiftedBy, LiftedAt) = (Version + 1, reason, document, by, at);
}

/// <summary>A batch that a recall calls back.</summary>
public sealed class RecalledBatch
{
    public required Guid RecallId { get; init; }

    public required Guid BatchId { get; init; }
}
