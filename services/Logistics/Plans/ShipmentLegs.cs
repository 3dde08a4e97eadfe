using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.Plans;

/// <summary>How a shipment is planned to go, and when it is expected.</summary>
public sealed record ShipmentLegs
{
    /// <summary>In the order in which it goes; empty while it is in no plan.</summary>
    public required IReadOnlyList<Leg> Items { get; init; }

    /// <summary>By when it is to arrive: the end of its window, or of its day; null when no day was agreed.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>When it arrived, or is expected to: by its plan, or the next chance when it dropped out; null when nobody knows.</summary>
    public DateTimeOffset? ExpectedAt { get; init; }

    /// <summary>Whether it came, or is expected, later than it is due, or can't go as it was planned.</summary>
    public required bool IsLate { get; init; }

    /// <summary>When its goods are ready to be taken in, as was said.</summary>
    public DateTimeOffset? ReadyAt { get; init; }

    /// <summary>Why it dropped out of its plan; null while it is in one, and when it never did.</summary>
    public PlanView.LeftOutView? LeftOut { get; init; }

    /// <summary>Of a shipment that the caller sees.</summary>
    internal static async Task<ShipmentLegs> OfAsync(LogisticsDb db, Shipment shipment, DateTimeOffset now, CancellationToken ct)
    {
        var legs = await (
            from stop in db.PlanStops.AsNoTracking()
            join tour in db.PlanTours.AsNoTracking()
                on new { stop.PlanId, Number = stop.TourNumber } equals new { tour.PlanId, tour.Number }
            join part in db.PlanParts on new { stop.PlanId, stop.ShipmentId } equals new { part.PlanId, part.ShipmentId }
            where stop.ShipmentId == shipment.ShipmentId && part.ReleasedAt == null && stop.ReleasedAt == null
                && tour.State != TourState.Failed && tour.State != TourState.Replaced
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
        var isUnderWay = shipment.State is ShipmentState.Planned or ShipmentState.Dispatched;
        var left = legs.Count == 0 && isUnderWay ? shipment.LeftOut : null;
        var expected = shipment.DeliveredAt ?? (isUnderWay ? legs.LastOrDefault()?.ArrivesAt ?? left?.NextChance : null);
        return new ShipmentLegs
        {
            Items = legs,
            DueAt = shipment.DueAt,
            ExpectedAt = expected,
            IsLate = left is not null || expected > shipment.DueAt || (isUnderWay && now > shipment.DueAt),
            ReadyAt = shipment.ReadyAt,
            LeftOut = left is null ? null : PlanView.LeftOutView.Of(left),
        };
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
}
