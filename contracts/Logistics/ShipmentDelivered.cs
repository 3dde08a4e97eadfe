namespace Marketplace.Contracts.Logistics;

/// <summary>The goods have arrived at the buyer (proof of delivery).</summary>
/// <remarks>From Logistics, once per shipment. To Ordering (state of the part) and Crediting (open orders).</remarks>
public sealed record ShipmentDelivered
{
    public required Guid ShipmentId { get; init; }

    public required Guid OrderId { get; init; }

    public required DateTimeOffset DeliveredAt { get; init; }
}
