using Marketplace.Contracts.Catalog;

namespace Marketplace.Contracts.Logistics;

/// <summary>The buyer has inspected a shipment line by line: from now on the accepted value counts (CR-01).</summary>
/// <remarks>
/// From Logistics, once per acceptance; a shipment with disputed goods has several. To Crediting (credits it), PurchasingUnits (settles
/// the budget) and Ordering (completes the order).
/// </remarks>
public sealed record DeliveryAccepted
{
    public required Guid AcceptanceId { get; init; }

    /// <summary>Counts the acceptances of a shipment from 1; with the line it names a sale.</summary>
    public required int AcceptanceNo { get; init; }

    public required Guid ShipmentId { get; init; }

    public required Guid OrderId { get; init; }

    public required string OrderNumber { get; init; }

    public required Guid UnitId { get; init; }

    public required string UnitName { get; init; }

    public required int BudgetYear { get; init; }

    public required Guid SupplierId { get; init; }

    public required DateTimeOffset ConfirmedAt { get; init; }

    public required DateTimeOffset DispatchedAt { get; init; }

    public required DateTimeOffset DeliveredAt { get; init; }

    /// <summary>The instant whose day in Asia/Shanghai is the recognition date (CR-01).</summary>
    public required DateTimeOffset AcceptedAt { get; init; }

    /// <summary>
    /// Who accepted: the subject of the token, of the official who ruled on disputed goods, or "auto" when the buyer was silent.
    /// </summary>
    public required string AcceptedBy { get; init; }

    public required string Waybill { get; init; }

    public required RegionPath DeliveryPath { get; init; }

    /// <summary>True when the buyer was silent and the acceptance took effect by itself (CR-01).</summary>
    public bool? IsAutomatic { get; init; }

    /// <summary>
    /// True when disputed goods of the shipment still wait for a ruling, so that another acceptance
    /// follows; null when this is the last.
    /// </summary>
    public bool? IsPartial { get; init; }

    /// <summary>As the order was confirmed; null for a plain order for the buyer's own use.</summary>
    public OrderTerms? Terms { get; init; }

    /// <summary>What was known of breaches of its cold chain when it was accepted; null when there were none.</summary>
    public ColdChainPublished? ColdChain { get; init; }

    public required IReadOnlyList<Line> Lines { get; init; }

    public sealed record Line
    {
        public required Guid LineId { get; init; }

        public required int LineNumber { get; init; }

        public required GoodsFacts Goods { get; init; }

        public required Quantity Ordered { get; init; }

        /// <summary>
        /// What the order reserved for what is decided here, less the line's share of a discount. All acceptances of a line together
        /// make what the order reserved for it.
        /// </summary>
        public required long OrderedFen { get; init; }

        /// <summary>What of the dispatched quantity is decided here: accepted, short and rejected add up to it.</summary>
        public required Quantity Dispatched { get; init; }

        public required Quantity Accepted { get; init; }

        /// <summary>Dispatched but not arrived.</summary>
        public required Quantity Short { get; init; }

        /// <summary>Arrived but refused.</summary>
        public required Quantity Rejected { get; init; }

        /// <summary>Why goods were refused; null when none were.</summary>
        public string? RejectionReason { get; init; }

        /// <summary>What of the accepted quantity was given free ("buy ten, get one"); null when nothing was.</summary>
        public Quantity? Free { get; init; }

        /// <summary>
        /// Accepted quantity, without what was free, times unit price, rounded once (CR-03); before discount and subsidy.
        /// </summary>
        public required long AcceptedFen { get; init; }

        /// <summary>What a third party pays the supplier on top of what is accepted here (CR-02); null when nobody does.</summary>
        public long? SubsidyFen { get; init; }

        /// <summary>
        /// What the buyer owes for it: the accepted amount less the line's share of the order's discount in proportion to what was
        /// accepted (CR-02); null when it is the accepted amount.
        /// </summary>
        public long? PayableFen { get; init; }

        public required IReadOnlyList<BatchShare> Batches { get; init; }
    }
}
