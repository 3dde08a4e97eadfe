using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.Plans;

/// <summary>GET /logistics/shipments/{shipmentId}/legs: how it is planned to go, for all who see the shipment.</summary>
public static class GetShipmentLegs
{
    public static void Map(RouteGroupBuilder shipments) => shipments.MapGet("/{shipmentId:guid}/legs", HandleAsync)
        .WithName(nameof(GetShipmentLegs)).WithSummary("发货单的运输路径 How a shipment is planned to go").For(Refusals.Readers);

    /// <summary>In the order in which it goes; empty while it is in no plan.</summary>
    public sealed record Legs
    {
        public required IReadOnlyList<Leg> Items { get; init; }
    }

    /// <summary>One stretch of its way.</summary>
    public sealed record Leg
    {
        public required Guid PlanId { get; init; }

        /// <summary>The number of the tour in the plan.</summary>
        public required int TourNumber { get; init; }

        public required TourKind Kind { get; init; }

        public required TourState State { get; init; }

        public required Guid CarrierId { get; init; }

        /// <summary>Where it is taken in; of delivery and direct lorries where it is handed over.</summary>
        public required string PlaceName { get; init; }

        /// <summary>When the lorry is expected there.</summary>
        public required DateTimeOffset ArrivesAt { get; init; }
    }

    static async Task<Ok<Legs>> HandleAsync(Guid shipmentId, LogisticsDb db, CancellationToken ct)
    {
        if (!await db.Shipments.AnyAsync(shipment => shipment.ShipmentId == shipmentId, ct))
        {
            throw Refusals.NotFound(shipmentId);
        }

        var legs = await (
            from stop in db.PlanStops.AsNoTracking()
            join tour in db.PlanTours.AsNoTracking()
                on new { stop.PlanId, Number = stop.TourNumber } equals new { tour.PlanId, tour.Number }
            join part in db.PlanParts on new { stop.PlanId, stop.ShipmentId } equals new { part.PlanId, part.ShipmentId }
            where stop.ShipmentId == shipmentId && part.ReleasedAt == null
            orderby stop.ArrivesAt
            select new Leg
            {
                PlanId = stop.PlanId,
                TourNumber = tour.Number,
                Kind = tour.Kind,
                State = tour.State,
                CarrierId = tour.CarrierId,
                PlaceName = stop.PlaceName,
                ArrivesAt = stop.ArrivesAt,
            }).ToListAsync(ct);
        return TypedResults.Ok(new Legs { Items = legs });
    }
}
