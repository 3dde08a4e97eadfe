using Marketplace.Contracts;

namespace Marketplace.Logistics.Domain;

/// <summary>
/// A region that a shipment concerns, since its buyer belongs there, it is delivered there, or goods of it come from there. Officials see a
/// shipment by these rows, and find the newest shipments of their region by them.
/// </summary>
public sealed class ShipmentRegion
{
    public required string RegionId { get; init; }

    /// <summary>The shipment's, so that the rows of a region lie in the order of the list.</summary>
    public required DateTimeOffset PlannedAt { get; init; }

    public required Guid ShipmentId { get; init; }

    internal static IReadOnlyList<ShipmentRegion> Of(Shipment shipment)
    {
        IEnumerable<RegionPath> paths = [shipment.UnitPath, shipment.DeliveryPath, .. shipment.Lines.SelectMany(line => line.Origins)];
        return
        [
            .. RegionPath.IdsIn(paths.Select(path => path.Value)).Select(regionId => new ShipmentRegion
            {
                RegionId = regionId,
                PlannedAt = shipment.PlannedAt,
                ShipmentId = shipment.ShipmentId,
            }),
        ];
    }
}
