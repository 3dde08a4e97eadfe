namespace Marketplace.Contracts.Catalog;

/// <summary>At least one line of the order can't be held; nothing of the order is.</summary>
/// <remarks>From Catalog, in answer to OrderSubmitted. To Ordering (cancels the order with this reason).</remarks>
public sealed record StockRefused
{
    public required Guid OrderId { get; init; }

    /// <summary>The lines that fell short.</summary>
    public required IReadOnlyList<Line> ShortLines { get; init; }

    public sealed record Line
    {
        public required Guid LineId { get; init; }

        public required Guid ProductId { get; init; }

        public required Quantity Ordered { get; init; }

        public required Quantity Available { get; init; }
    }
}
