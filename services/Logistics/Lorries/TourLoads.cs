using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Shipments;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Refusals;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.Lorries;

/// <summary>What a supplier gives to a tour of a plan.</summary>
static class TourLoads
{
    /// <summary>
    /// The shipments that the caller sees on a tour that brings them to their docks and that wait for their dispatch, each with all that
    /// was ordered. The carrier named is that of the tour, since it records the deliveries.
    /// </summary>
    /// <exception cref="RuleBrokenException">There are none, or more than one call takes, or the tour is another carrier's.</exception>
    public static async Task<List<DispatchShipments.Item>> OnTourAsync(
        this LogisticsDb db, DispatchShipments.PlannedTour asked, Guid carrierId, CancellationToken ct)
    {
        // What a withdrawn plan let go is no part of it any more, whatever its tours were promised.
        var waiting = await db.Shipments.AsNoTracking().Include(shipment => shipment.Lines)
            .Where(shipment => shipment.State == ShipmentState.Planned
                && db.PlanParts.Any(part => part.PlanId == asked.PlanId && part.ShipmentId == shipment.ShipmentId
                    && part.ReleasedAt == null)
                && db.PlanStops.Any(stop => stop.PlanId == asked.PlanId && stop.TourNumber == asked.Number
                    && stop.ShipmentId == shipment.ShipmentId && stop.ReleasedAt == null))
            .OrderBy(shipment => shipment.ShipmentId).Take(ShipmentItems.ItemsMax + 1).AsSplitQuery().ToListAsync(ct);
        var tour = await db.PlanTours.AsNoTracking().SingleOrDefaultAsync(
            known => known.PlanId == asked.PlanId && known.Number == asked.Number, ct);
        if (waiting.Count is 0 or > ShipmentItems.ItemsMax || tour is not { Kind: TourKind.Delivery or TourKind.Direct })
        {
            throw new RuleBrokenException(
                "no_load_for_tour",
                waiting.Count > ShipmentItems.ItemsMax
                    ? $"该趟次上待发货的超过 {ShipmentItems.ItemsMax} 单，请用 items 分批发货。"
                    : "该配送或直达趟次上没有贵单位待发货的货物。",
                waiting.Count > ShipmentItems.ItemsMax
                    ? $"More than {ShipmentItems.ItemsMax} shipments wait for the tour; name them in items, some at a time."
                    : "Nothing of yours waits for this tour; name one that delivers, or a direct one.",
                "tour");
        }

        return tour.CarrierId == carrierId && tour.State == TourState.Accepted
            ? [.. waiting.Select(AsOrdered)]
            : throw new RuleBrokenException(
                "tour_not_accepted",
                "此承运商没有接受该趟次，请改用接受它的承运商，或待其答复。",
                "This carrier has not accepted the tour: name the one that has, or wait for its answer.",
                "carrierId");
    }

    static DispatchShipments.Item AsOrdered(Shipment shipment) => new()
    {
        ShipmentId = shipment.ShipmentId,
        Lines =
        [
            .. shipment.OpenLines.Select(line => new DispatchShipment.Line
            {
                LineId = line.LineId,
                Quantity = line.Ordered,
                Free = line.OrderedFree,
            }),
        ],
    };
}
