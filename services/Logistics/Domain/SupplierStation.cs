namespace Marketplace.Logistics.Domain;

/// <summary>Where the goods of a supplier are taken in, unless it names another place for a shipment.</summary>
public sealed class SupplierStation
{
    public required Guid SupplierId { get; init; }

    /// <summary>A station, or the hub to which the supplier brings them itself.</summary>
    public required Guid NodeId { get; set; }
}
