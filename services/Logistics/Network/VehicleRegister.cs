using Marketplace.Logistics.Carriers;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Regions;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Refusals;

namespace Marketplace.Logistics.Network;

/// <summary>What the verbs of vehicles have in common.</summary>
static class VehicleRegister
{
    /// <summary>Offers vehicles of a carrier that is active today, without saving.</summary>
    /// <exception cref="RefusalException">The carrier may not, or where they begin is unknown or unfit.</exception>
    public static async Task<CarrierVehicle> OfferAsync(
        this LogisticsDb db, VehicleStatement asked, Guid vehicleId, Guid carrierId, DateOnly today, CancellationToken ct)
    {
        var carrier = await db.CarrierAsync(carrierId, ct) ?? throw CarrierRegister.NotFound(carrierId);
        carrier.RequireActive(today, "carrierId");
        if (asked.RegionId is { } regionId)
        {
            await db.CurrentRegionNamedAsync(regionId, "regionId", ct);
        }

        if (asked.NodeId is { } nodeId)
        {
            var node = await db.NodeAsync(nodeId, ct);
            if (node.Kind != (asked.Use == VehicleUse.Collection ? NodeKind.Hub : NodeKind.Depot))
            {
                throw new InvalidRequestException(
                    "node_unfit", "nodeId", "集货车辆从县级仓出发，配送车辆从城市仓出发。",
                    "Collection begins at a hub, delivery at a depot.");
            }
        }

        var vehicle = new CarrierVehicle
        {
            Id = vehicleId,
            CarrierId = carrierId,
            Name = asked.Name,
            Use = asked.Use,
            NodeId = asked.NodeId,
            RegionId = asked.RegionId,
            Count = asked.Count,
            PayloadKg = asked.PayloadKg,
            VolumeLitres = asked.VolumeLitres,
            IsRefrigerated = asked.IsRefrigerated,
            IsFreezer = asked.IsFreezer,
            HoursMax = asked.HoursMax,
            FixedFen = asked.FixedFen,
            FenPerKm = asked.FenPerKm,
            ValidFrom = asked.ValidFrom,
        };
        db.Add(vehicle);
        return vehicle;
    }
}
