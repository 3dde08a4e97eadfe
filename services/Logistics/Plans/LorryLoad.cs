using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.Plans;

/// <summary>What is on the lorry of a tour that has begun, and what it was to take in yet; the tour is through with all others.</summary>
sealed record LorryLoad(IReadOnlyList<Guid> OnBoard, IReadOnlyList<Guid> Waiting)
{
    /// <summary>As the scans of hand-overs say.</summary>
    /// <param name="db">In the transaction that holds the locks.</param>
    /// <param name="plan">With tours and stops.</param>
    /// <param name="tour">Of the lorry.</param>
    public static async Task<LorryLoad> OfAsync(LogisticsDb db, TransportPlan plan, PlanTour tour, CancellationToken ct)
    {
        Guid[] ids = [.. tour.Remaining.OrderBy(stop => stop.Number).Select(stop => stop.ShipmentId)];
        var shipments = await db.Shipments.IgnoreQueryFilters().AsNoTracking().Where(known => ids.Contains(known.ShipmentId))
            .ToDictionaryAsync(known => known.ShipmentId, ct);
        var scans = (await db.CustodyEvents.AsNoTracking().Where(scan => ids.Contains(scan.ShipmentId)).ToListAsync(ct))
            .ToLookup(scan => scan.ShipmentId);
        var places = ids.ToDictionary(id => id, id => PlaceOf(shipments[id], [.. scans[id]], tour, BeforeOf(plan, tour, id)));
        return new LorryLoad(
            [.. ids.Where(id => places[id] == GoodsPlace.OnBoard)], [.. ids.Where(id => places[id] == GoodsPlace.Waiting)]);
    }

    /// <summary>
    /// Goods are on board while the carrier has them by its own word, and through when another has taken them over from it, or they were
    /// delivered. Where the same carrier drove the stretch before, its word counts for this tour from the end of that one on, or at the
    /// node where the goods change lorries.
    /// </summary>
    /// <param name="shipment">On the tour.</param>
    /// <param name="scans">Of the shipment.</param>
    /// <param name="tour">Of the lorry.</param>
    /// <param name="before">
    /// Until when the same carrier had the goods on the tour before, and the node to which that brings them; null when another drove it.
    /// </param>
    internal static GoodsPlace PlaceOf(
        Shipment shipment, IReadOnlyList<CustodyEvent> scans, PlanTour tour, (DateTimeOffset Until, Guid? NodeId)? before)
    {
        if (shipment.State is not (ShipmentState.Planned or ShipmentState.Dispatched))
        {
            return GoodsPlace.Through;
        }

        var periods = CustodyChain.Of(shipment.SupplierId, shipment.ConfirmedAt, scans).Periods;
        var taken = periods.LastOrDefault(period => period.Holder == CustodyHolder.Carrier && period.HolderId == tour.CarrierId
            && (before is not { } own || period.From >= own.Until || scans.Any(scan =>
                scan.Act == CustodyAct.TakenOver && scan.StatedAt == period.From && scan.NodeId is not null && scan.NodeId == own.NodeId)));
        return periods[^1].Holder == CustodyHolder.Buyer ? GoodsPlace.Through
            : taken is null ? GoodsPlace.Waiting
            : taken == periods[^1] ? GoodsPlace.OnBoard
            : GoodsPlace.Through;
    }

    static (DateTimeOffset Until, Guid? NodeId)? BeforeOf(TransportPlan plan, PlanTour tour, Guid shipmentId)
    {
        if (tour.Transfer is { } transfer)
        {
            return plan.Tours.First(known => known.Number == transfer.FromTour).CarrierId == tour.CarrierId ? (tour.DepartsAt, null) : null;
        }

        var before = plan.Tours.Where(known => known.Kind < tour.Kind && known.CarrierId == tour.CarrierId
                && (known.IsStanding || known.State == TourState.BrokenDown)
                && known.Remaining.Any(stop => stop.ShipmentId == shipmentId))
            .MaxBy(known => known.Kind);
        return before is null ? null : (before.ReturnsAt, before.NodeId);
    }
}

/// <summary>Where goods of a tour that has begun are.</summary>
enum GoodsPlace
{
    /// <summary>Where the lorry was to take them in.</summary>
    Waiting = 1,

    OnBoard = 2,

    /// <summary>Where the tour was to bring them, or farther.</summary>
    Through = 3,
}
