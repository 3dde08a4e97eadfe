using Marketplace.Contracts;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.Custody;

/// <summary>Shipments whose goods pass through the hands of a caller.</summary>
static class HandledShipments
{
    /// <summary>Those with which the caller has to do: as a party, by a tour that it has accepted, or at its station.</summary>
    public static IQueryable<Shipment> HandledBy(this LogisticsDb db, Caller caller, IReadOnlyCollection<Guid> shipmentIds)
    {
        var asked = db.Shipments.IgnoreQueryFilters().Where(shipment => shipmentIds.Contains(shipment.ShipmentId));
        return caller.Role switch
        {
            Roles.Supplier => asked.Where(shipment => shipment.SupplierId == caller.Org),
            Roles.Purchaser => asked.Where(shipment => shipment.UnitId == caller.Org || shipment.PrincipalUnitId == caller.Org),
            Roles.Keeper => asked.Where(shipment => shipment.StationId == caller.Org
                || db.PlanParts.Any(part => part.ShipmentId == shipment.ShipmentId && part.StationId == caller.Org)),
            _ => asked.Where(shipment => shipment.CarrierId == caller.Org
                // What a lorry had on board when it broke down is scanned until another has taken it over, and late scans come.
                || db.PlanStops.Any(stop => stop.ShipmentId == shipment.ShipmentId
                    && db.PlanTours.Any(tour => tour.PlanId == stop.PlanId && tour.Number == stop.TourNumber
                        && tour.CarrierId == caller.Org && (tour.State == TourState.BrokenDown
                            || (tour.State == TourState.Accepted && stop.ReleasedAt == null))))),
        };
    }

    /// <summary>As what the caller has goods in its hands.</summary>
    public static CustodyHolder HolderOf(Caller caller) => caller.Role switch
    {
        Roles.Supplier => CustodyHolder.Supplier,
        Roles.Keeper => CustodyHolder.Station,
        Roles.Purchaser => CustodyHolder.Buyer,
        _ => CustodyHolder.Carrier,
    };
}
