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

    /// <summary>Shipments that no tour takes, or takes any more, each with the reason; null for carriers.</summary>
    public IReadOnlyList<LeftOutView>? LeftOut { get; init; }

    /// <summary>What was changed since it was made, by number; null for carriers, who see it by their tours.</summary>
    public IReadOnlyList<RevisionView>? Revisions { get; init; }

    /// <summary>With its tours, stops and revisions loaded.</summary>
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
                .. plan.Tours.Where(tour => !isCarrier || tour.CarrierId == caller.Org).OrderBy(tour => tour.Number)
                    .Select(tour => TourView.Of(tour) with { Refusals = isCarrier ? null : tour.Refusals }),
            ],
            LeftOut = isCarrier
                ? null
                : [.. plan.LeftOut.Concat(plan.Revisions.SelectMany(revision => revision.LeftOut)).Select(LeftOutView.Of)],
            Revisions = isCarrier ? null : [.. plan.Revisions.OrderBy(revision => revision.Number).Select(RevisionView.Of)],
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

        /// <summary>With which change of the plan it was made; 0 when it is of the plan as it was made.</summary>
        public required int Revision { get; init; }

        /// <summary>With which change its lorry failed or other tours took its place; absent while it stands.</summary>
        public int? EndedIn { get; init; }

        /// <summary>Where it takes its goods over from a lorry that broke down; absent for all other tours.</summary>
        public TransferView? Transfer { get; init; }

        public required IReadOnlyList<StopView> Stops { get; init; }

        /// <summary>Carriers that were asked and refused, the first first; null for carriers.</summary>
        public IReadOnlyList<TourRefusal>? Refusals { get; init; }

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
            Revision = tour.Revision,
            EndedIn = tour.EndedIn,
            Transfer = tour.Transfer is { } transfer ? TransferView.Of(transfer) : null,
            Stops = [.. tour.Stops.OrderBy(stop => stop.Number).Select(StopView.Of)],
        };
    }

    /// <summary>Where goods are taken over from a lorry that broke down on its way.</summary>
    public sealed record TransferView
    {
        /// <summary>The number of the tour whose lorry broke down.</summary>
        public required int FromTour { get; init; }

        public required string PlaceName { get; init; }

        /// <summary>WGS 84, in degrees.</summary>
        public required decimal Latitude { get; init; }

        /// <inheritdoc cref="Latitude"/>
        public required decimal Longitude { get; init; }

        internal static TransferView Of(TourTransfer transfer) => new()
        {
            FromTour = transfer.FromTour,
            PlaceName = transfer.PlaceName,
            Latitude = Degrees.OfMicro(transfer.LatitudeMicroDegrees)!.Value,
            Longitude = Degrees.OfMicro(transfer.LongitudeMicroDegrees)!.Value,
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

    /// <summary>A change of the plan; the tours that it ended and made name it.</summary>
    public sealed record RevisionView
    {
        public required int Number { get; init; }

        public required PlanChangeCause Cause { get; init; }

        public required PlanChanger By { get; init; }

        public required DateTimeOffset At { get; init; }

        /// <summary>The tour that it is about.</summary>
        public int? TourNumber { get; init; }

        /// <summary>The shipment that it is about.</summary>
        public Guid? ShipmentId { get; init; }

        public string? Note { get; init; }

        /// <summary>Where a lorry broke down on its way; absent for other causes, as the coordinates are.</summary>
        public string? PlaceName { get; init; }

        /// <summary>WGS 84, in degrees.</summary>
        public decimal? Latitude { get; init; }

        /// <inheritdoc cref="Latitude"/>
        public decimal? Longitude { get; init; }

        /// <summary>What can't go any more; the reasons stand in leftOut of the plan.</summary>
        public required IReadOnlyList<Guid> LeftOut { get; init; }

        internal static RevisionView Of(PlanRevision revision) => new()
        {
            Number = revision.Number,
            Cause = revision.Cause,
            By = revision.By,
            At = revision.At,
            TourNumber = revision.TourNumber,
            ShipmentId = revision.ShipmentId,
            Note = revision.Note,
            PlaceName = revision.PlaceName,
            Latitude = Degrees.OfMicro(revision.LatitudeMicroDegrees),
            Longitude = Degrees.OfMicro(revision.LongitudeMicroDegrees),
            LeftOut = [.. revision.LeftOut.Select(left => left.ShipmentId)],
        };
    }

    /// <summary>A shipment that stays where it is.</summary>
    public sealed record LeftOutView
    {
        public required Guid ShipmentId { get; init; }

        /// <summary>
        /// NoVehicleOfClass, TooLarge, WindowUnreachable, ShiftTooShort, CapacityUsedUp, TimeUsedUp, PlaceUnknown, MixedClasses,
        /// ChangedMeanwhile or OnBrokenLorry.
        /// </summary>
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
