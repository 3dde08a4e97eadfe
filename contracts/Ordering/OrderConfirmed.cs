using Marketplace.Contracts.Catalog;

namespace Marketplace.Contracts.Ordering;

/// <summary>Stock and budget are held: the suppliers are to ship, each its part.</summary>
/// <remarks>
/// From Ordering, once per order. To Logistics (plans a shipment per part), PurchasingUnits (holds the quota) and Crediting (open orders).
/// </remarks>
public sealed record OrderConfirmed
{
    public required Guid OrderId { get; init; }

    /// <summary>The number that people use: "20261121-000123".</summary>
    public required string OrderNumber { get; init; }

    public required Guid UnitId { get; init; }

    public required string UnitName { get; init; }

    /// <summary>
    /// Where the unit belonged on the day of confirmation, for readers by region; the ledger looks at the day
    /// of recognition instead (CR-06).
    /// </summary>
    public required RegionPath UnitPath { get; init; }

    public required int BudgetYear { get; init; }

    public required DateTimeOffset ConfirmedAt { get; init; }

    /// <summary>For whom and by whose help; null for a plain order for the buyer's own use.</summary>
    public OrderTerms? Terms { get; init; }

    /// <summary>One part per supplier and delivery.</summary>
    public required IReadOnlyList<Part> Parts { get; init; }

    public sealed record Part
    {
        /// <summary>Also the id of the shipment.</summary>
        public required Guid PartId { get; init; }

        public required Guid SupplierId { get; init; }

        public required string SupplierName { get; init; }

        /// <summary>Where its goods go (CR-05e).</summary>
        public required RegionPath DeliveryPath { get; init; }

        public required string DeliveryAddress { get; init; }

        /// <summary>The dock of the buyer that takes them in; null when only an address was given.</summary>
        public Guid? DockId { get; init; }

        public string? DockName { get; init; }

        /// <summary>The day on which they are to arrive, in Asia/Shanghai; null when none was agreed.</summary>
        public DateOnly? DeliverOn { get; init; }

        /// <summary>The time of that day; null when any.</summary>
        public DeliveryWindow? Window { get; init; }

        public required IReadOnlyList<Line> Lines { get; init; }
    }

    public sealed record Line
    {
        public required Guid LineId { get; init; }

        /// <summary>From 1, unique in the order.</summary>
        public required int LineNumber { get; init; }

        public required GoodsFacts Goods { get; init; }

        public required Quantity Quantity { get; init; }

        /// <summary>What of the quantity the supplier quoted as free ("buy ten, get one"); null when all is paid.</summary>
        public Quantity? Free { get; init; }

        /// <summary>Quantity, less what is free of it, times unit price, rounded once (CR-03).</summary>
        public required long AmountFen { get; init; }

        /// <summary>
        /// What a third party pays the supplier on top when all of the line is accepted, and for a part of it that part (CR-02); null when
        /// nobody does.
        /// </summary>
        public long? SubsidyFen { get; init; }

        public required IReadOnlyList<BatchShare> Batches { get; init; }
    }
}
