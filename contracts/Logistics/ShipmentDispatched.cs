using Marketplace.Contracts.Catalog;

namespace Marketplace.Contracts.Logistics;

/// <summary>The goods have left the supplier.</summary>
/// <remarks>
/// From Logistics, once per shipment. To Catalog (takes what was shipped from the held stock, frees the rest)
/// and Ordering (state of the part).
/// </remarks>
public sealed record ShipmentDispatched
{
    /// <summary>Equals the id of the order's part.</summary>
    public required Guid ShipmentId { get; init; }

    public required Guid OrderId { get; init; }

    public required Guid SupplierId { get; init; }

    public required Guid CarrierId { get; init; }

    public required string Waybill { get; init; }

    public required DateTimeOffset DispatchedAt { get; init; }

    public required IReadOnlyList<Line> Lines { get; init; }

    public sealed record Line
    {
        public required Guid LineId { get; init; }

        /// <summary>May be more than was ordered (多发): what the buyer does not want of it is refused at acceptance.</summary>
        public required Quantity Dispatched { get; init; }

        /// <summary>From which batches the goods were held; what was dispatched is taken from them in this order.</summary>
        public required IReadOnlyList<BatchShare> Batches { get; init; }
    }
}
