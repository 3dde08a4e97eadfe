using Marketplace.Contracts;
using Marketplace.Logistics.Domain;
using Marketplace.Platform.Web;

namespace Marketplace.Logistics.Plans;

/// <summary>A plan as callers see it: a carrier sees the tours that have asked it, and nothing of the others.</summary>
public sealed record PlanView
{
    public required Guid PlanId { get; init; }

    public required string RegionId { get; init; }

    public required DateOnly DeliverFrom { get; init; }

    public required DateOnly DeliverUntil { get; init; }

    public required PlanState State { get; init; }

    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>What all tours cost together with the vehicles that are asked now; null for carriers.</summary>
    public long? FreightFen { get; init; }

    public required IReadOnlyList<TourView> Tours { get; init; }

    /// <summary>Shipments that no tour takes, each with the reason; null for carriers.</summary>
    public IReadOnlyList<LeftOutView>? LeftOut { get; init; }

    /// <summary>With its tours and stops loaded.</summary>
    internal static PlanView Of(TransportPlan plan, Caller caller)
    {
        var isCarrier = caller.Has(Roles.Carrier);
        return new PlanView
        {
            PlanId = plan.PlanId,
            RegionId = plan.RegionId,
            DeliverFrom = plan.DeliverFrom,
            DeliverUntil = plan.DeliverUntil,
            State = plan.State,
            MadeAt = plan.MadeAt,
            FreightFen = isCarrier ? null : plan.Freight.Fen,
            Tours =
            [
                .. plan.Tours.Where(tour => !isCarrier || tour.CarrierId == caller.Org).OrderBy(tour => tour.Number).Select(TourView.Of),
            ],
            LeftOut = isCarrier ? null : [.. plan.LeftOut.Select(LeftOutView.Of)],
        };
    }

    /// <summary>What one vehicle does.</summary>
    public sealed record TourView
    {
        public required int Number { get; init; }

        public required TourKind Kind { get; init; }

        public required TourState State { get; init; }

        public Guid? NodeId { get; init; }

        public required string PlaceName { get; init; }

        public required string Class { get; init; }

        public required DateTimeOffset DepartsAt { get; init; }

        public required DateTimeOffset ReturnsAt { get; init; }

        public required long Metres { get; init; }

        public required int LoadKg { get; init; }

        public required Guid VehicleId { get; init; }

        public required Guid CarrierId { get; init; }

        public required long CostFen { get; init; }

        public required IReadOnlyList<StopView> Stops { get; init; }

        internal static TourView Of(PlanTour tour) => new()
        {
            Number = tour.Number,
            Kind = tour.Kind,
            State = tour.State,
            NodeId = tour.NodeId,
            PlaceName = tour.PlaceName,
            Class = tour.Class,
            DepartsAt = tour.DepartsAt,
            ReturnsAt = tour.ReturnsAt,
            Metres = tour.Metres,
            LoadKg = tour.LoadKg,
            VehicleId = tour.VehicleId,
            CarrierId = tour.CarrierId,
            CostFen = tour.Cost.Fen,
            Stops = [.. tour.Stops.OrderBy(stop => stop.Number).Select(StopView.Of)],
        };
    }

    /// <summary>A shipment on a tour.</summary>
    public sealed record StopView
    {
        public required Guid ShipmentId { get; init; }

        /// <summary>Where it is taken in, or handed over on delivery.</summary>
        public required string PlaceName { get; init; }

        public required DateTimeOffset ArrivesAt { get; init; }

        public required DateTimeOffset LeavesAt { get; init; }

        public required int WeightKg { get; init; }

        /// <summary>When the shipment dropped out, since it ended before it was sent; null while it is on the tour.</summary>
        public DateTimeOffset? ReleasedAt { get; init; }

        /// <summary>Its share of the cost of the tour.</summary>
        public required long FreightFen { get; init; }

        internal static StopView Of(PlanStop stop) => new()
        {
            ShipmentId = stop.ShipmentId,
            PlaceName = stop.PlaceName,
            ArrivesAt = stop.ArrivesAt,
            LeavesAt = stop.LeavesAt,
            WeightKg = stop.WeightKg,
            ReleasedAt = stop.ReleasedAt,
            FreightFen = stop.Freight.Fen,
        };
    }

    /// <summary>A shipment that stays where it is.</summary>
    public sealed record LeftOutView
    {
        public required Guid ShipmentId { get; init; }

        /// <summary>NoVehicleOfClass, TooLarge, WindowUnreachable, ShiftTooShort, CapacityUsedUp, TimeUsedUp or PlaceUnknown.</summary>
        public required string Reason { get; init; }

        public required BilingualText Text { get; init; }

        /// <summary>What would help.</summary>
        public required BilingualText Cure { get; init; }

        /// <summary>When it could be handed over next; null when that takes other vehicles.</summary>
        public DateTimeOffset? NextChance { get; init; }

        internal static LeftOutView Of(PlanLeftOut left) => new()
        {
            ShipmentId = left.ShipmentId,
            Reason = left.Reason,
            Text = left.Text,
            Cure = left.Cure,
            NextChance = left.NextChance,
        };
    }
}
