namespace Marketplace.Logistics.Domain;

/// <summary>That goods of a shipment are from a batch: how all that was sold of a batch is found.</summary>
public sealed class ShipmentBatch
{
    public required Guid BatchId { get; init; }

    public required Guid ShipmentId { get; init; }
}
