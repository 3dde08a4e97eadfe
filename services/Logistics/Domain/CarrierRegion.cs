namespace Marketplace.Logistics.Domain;

/// <summary>
/// A region, from the province down, in which a carrier is registered: lists of carriers of a region are found by these rows.
/// </summary>
public sealed class CarrierRegion
{
    public required string RegionId { get; init; }

    public required Guid CarrierId { get; init; }
}
