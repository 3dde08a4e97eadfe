namespace Marketplace.Contracts.Logistics;

/// <summary>A supplier's part of an order is to be shipped.</summary>
/// <remarks>From Logistics, once per part. To whoever follows deliveries.</remarks>
public sealed record ShipmentPlanned
{
    public required Guid ShipmentId { get; init; }

    public required Guid OrderId { get; init; }

    public required Guid SupplierId { get; init; }

    public required Guid UnitId { get; init; }
}
