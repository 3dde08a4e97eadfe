namespace Marketplace.Contracts.Catalog;

/// <summary>All lines of the order are held, each from the batches named.</summary>
/// <remarks>From Catalog, in answer to OrderSubmitted. To Ordering (confirms when the budget is held too).</remarks>
public sealed record StockReserved
{
    public required Guid OrderId { get; init; }

    public required IReadOnlyList<Line> Lines { get; init; }

    public sealed record Line
    {
        public required Guid LineId { get; init; }

        /// <summary>Add up to the ordered quantity.</summary>
        public required IReadOnlyList<BatchShare> Batches { get; init; }
    }
}

/// <summary>So much of a batch.</summary>
public sealed record BatchShare
{
    public required Guid BatchId { get; init; }

    public required Quantity Quantity { get; init; }

    /// <summary>The supplier that the batch comes from. Who else sells from it resells (CR-14).</summary>
    public Guid? SupplierId { get; init; }

    /// <summary>What the batch holds as declared; more is not credited (CR-14, CR-17).</summary>
    public Quantity? Declared { get; init; }
}
