namespace Marketplace.Logistics.Cancellations;

/// <summary>What of a shipment is cancelled or declined.</summary>
public sealed record EndedShipment
{
    public required Guid ShipmentId { get; init; }

    /// <summary>Which lines, whole; absent for all that are left.</summary>
    public IReadOnlyList<Guid>? LineIds { get; init; }
}
