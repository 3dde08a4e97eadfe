using Marketplace.Contracts;
using Marketplace.Platform.Refusals;

namespace Marketplace.Logistics.Domain;

/// <summary>What one vehicle of a plan does, and which carrier is asked to do it.</summary>
public sealed class PlanTour
{
    readonly List<PlanStop> _stops = [];

    public required Guid PlanId { get; init; }

    /// <summary>From 1 in the plan.</summary>
    public required int Number { get; init; }

    public required TourKind Kind { get; init; }

    /// <summary>The hub of collection, the depot of trunk and delivery; null for direct lorries.</summary>
    public Guid? NodeId { get; init; }

    /// <summary>What the node, or the place of delivery of a direct lorry, is called.</summary>
    public required string PlaceName { get; init; }

    public required string Class { get; init; }

    /// <summary>The day for which vehicles are counted: of collection, otherwise of delivery.</summary>
    public required DateOnly Day { get; init; }

    public required DateTimeOffset DepartsAt { get; init; }

    public required DateTimeOffset ReturnsAt { get; init; }

    public required long Metres { get; init; }

    public Guid VehicleId { get; private set; }

    public Guid CarrierId { get; private set; }

    /// <summary>What the tour costs with the vehicle that is asked for now; the freight of its stops adds up to it.</summary>
    public Money Cost { get; private set; }

    public TourState State { get; private set; }

    /// <summary>Carriers that refused it, the first first.</summary>
    public IReadOnlyList<TourRefusal> Refusals { get; private set; } = [];

    /// <summary>Carriers that are not asked again.</summary>
    public IReadOnlyList<Guid> RefusedBy => [.. Refusals.Select(refusal => refusal.CarrierId)];

    /// <summary>With which change of the plan it was made; 0 when it is of the plan as it was made.</summary>
    public int Revision { get; init; }

    /// <summary>With which change of the plan its lorry failed, or another tour took its place; null while it stands.</summary>
    public int? EndedIn { get; private set; }

    /// <summary>The last day on which its lorry, which failed, can't be used; null when it did not fail.</summary>
    public DateOnly? VehicleOutUntil { get; private set; }

    /// <summary>Where it takes its goods over from a lorry that broke down on its way; null for all other tours.</summary>
    public TourTransfer? Transfer { get; init; }

    /// <summary>Whether it is driven, or is to be.</summary>
    public bool IsStanding => State is TourState.Offered or TourState.Accepted or TourState.WithoutCarrier;

    /// <summary>In order, with those that have dropped out.</summary>
    public IReadOnlyList<PlanStop> Stops => _stops;

    /// <summary>The stops that it still makes.</summary>
    public IEnumerable<PlanStop> Remaining => _stops.Where(stop => stop.ReleasedAt is null);

    public int LoadKg => Remaining.Sum(stop => stop.WeightKg);

    public int LoadLitres => Remaining.Sum(stop => stop.VolumeLitres);

    public void Add(PlanStop stop) => _stops.Add(stop);

    /// <summary>Asks a carrier; the freight of the stops becomes what its vehicle costs.</summary>
    public void Offer(CarrierVehicle vehicle)
    {
        (VehicleId, CarrierId, State) = (vehicle.Id, vehicle.CarrierId, TourState.Offered);
        Cost = new Money(vehicle.CostOf(Metres));
        Share();
    }

    /// <summary>Goods drop out; the others bear the cost, and when there are none it is cancelled.</summary>
    public void Release(IReadOnlyCollection<Guid> shipmentIds, DateTimeOffset at)
    {
        if (!IsStanding || shipmentIds.Count == 0)
        {
            return;
        }

        foreach (var stop in Remaining.Where(stop => shipmentIds.Contains(stop.ShipmentId)).ToList())
        {
            (stop.ReleasedAt, stop.Freight) = (at, Money.Zero);
        }

        if (Remaining.Any())
        {
            Share();
        }
        else
        {
            (State, Cost) = (TourState.Cancelled, Money.Zero);
        }
    }

    /// <summary>Its lorry fails before it has begun; its goods go by others, or stay.</summary>
    /// <param name="revision">The change of the plan.</param>
    /// <param name="outUntil">The last day on which the lorry can't be used.</param>
    public void Fail(int revision, DateOnly outUntil) => (State, EndedIn, VehicleOutUntil) = (TourState.Failed, revision, outUntil);

    /// <summary>
    /// Its lorry breaks down on its way. What it was through with stays as it is, with the freight that was shared; the rest drops out, and
    /// its freight with it.
    /// </summary>
    /// <param name="revision">The change of the plan.</param>
    /// <param name="outUntil">The last day on which the lorry can't be used.</param>
    /// <param name="leaving">What was on board, or waited to be taken in.</param>
    /// <param name="at">The server's clock.</param>
    public void BreakDown(int revision, DateOnly outUntil, IReadOnlyCollection<Guid> leaving, DateTimeOffset at)
    {
        (State, EndedIn, VehicleOutUntil) = (TourState.BrokenDown, revision, outUntil);
        foreach (var stop in Remaining.Where(stop => leaving.Contains(stop.ShipmentId)).ToList())
        {
            (stop.ReleasedAt, stop.Freight) = (at, Money.Zero);
        }

        Cost = Remaining.Aggregate(Money.Zero, (sum, stop) => sum + stop.Freight);
    }

    /// <summary>Other tours take its place.</summary>
    /// <param name="revision">The change of the plan.</param>
    public void Replace(int revision) => (State, EndedIn) = (TourState.Replaced, revision);

    void Share()
    {
        List<PlanStop> stops = [.. Remaining];
        foreach (var (stop, share) in stops.Zip(Splits.LargestRemainder(Cost.Fen, [.. stops.Select(stop => stop.FreightWeight)])))
        {
            stop.Freight = new Money(share);
        }
    }

    /// <summary>The carrier that is asked does it.</summary>
    /// <exception cref="RuleBrokenException">It was answered before, or has begun.</exception>
    public void Accept(DateTimeOffset now)
    {
        RequireAhead(now);
        if (State != TourState.Offered)
        {
            throw Answered();
        }

        State = TourState.Accepted;
    }

    /// <summary>
    /// The carrier that is asked does not do it, or gives back what it had accepted, until the tour begins; nobody is asked until another
    /// is.
    /// </summary>
    /// <param name="note">Why, for the office; null when nothing is said.</param>
    /// <param name="now">The server's clock.</param>
    /// <exception cref="RuleBrokenException">Nobody is asked, or it has begun.</exception>
    public void Refuse(string? note, DateTimeOffset now)
    {
        RequireAhead(now);
        if (State is not (TourState.Offered or TourState.Accepted))
        {
            throw Answered();
        }

        (State, Refusals) = (TourState.WithoutCarrier, [.. Refusals, new TourRefusal(CarrierId, now, note)]);
    }

    static RuleBrokenException Answered() => new(
        "tour_answered",
        "该趟次已接受、已取消、已改派或无人承运，不能再次答复。",
        "This tour was accepted, cancelled or replaced, or nobody is asked to drive it.");

    /// <exception cref="RuleBrokenException">It has not begun.</exception>
    public void RequireBegun(DateTimeOffset now)
    {
        if (now < DepartsAt)
        {
            throw new RuleBrokenException(
                "tour_not_begun",
                $"该趟次定于 {BusinessDay.Text(DepartsAt)}（北京时间）发车，尚未开始；请改用“报告车辆故障”（failure）。",
                $"This tour begins at {BusinessDay.Text(DepartsAt)} (UTC+8); until then report its failure (…/failure).");
        }
    }

    /// <exception cref="RuleBrokenException">It is not driven any more.</exception>
    public void RequireStanding()
    {
        if (!IsStanding)
        {
            throw new RuleBrokenException(
                "tour_ended",
                $"第 {Number} 趟已取消、已改派或车辆已故障，不能再变更。",
                $"Tour {Number} was cancelled or replaced, or its lorry has failed; it can't be changed any more.");
        }
    }

    /// <exception cref="RuleBrokenException">It has begun.</exception>
    public void RequireAhead(DateTimeOffset now)
    {
        if (now >= DepartsAt)
        {
            throw new RuleBrokenException(
                "tour_begun",
                $"该趟次已于 {BusinessDay.Text(DepartsAt)}（北京时间）发车，不能再答复或变更。",
                $"This tour began at {BusinessDay.Text(DepartsAt)} (UTC+8) and can't be answered or changed any more.");
        }
    }
}

/// <summary>Where a tour takes its goods over from a lorry that broke down on its way.</summary>
/// <param name="FromTour">The number of the tour whose lorry broke down.</param>
/// <param name="PlaceName">What the place is called.</param>
/// <param name="LongitudeMicroDegrees">WGS 84.</param>
/// <param name="LatitudeMicroDegrees">WGS 84.</param>
public sealed record TourTransfer(int FromTour, string PlaceName, int LongitudeMicroDegrees, int LatitudeMicroDegrees);

/// <summary>One shipment on a tour.</summary>
public sealed class PlanStop
{
    public required Guid PlanId { get; init; }

    public required int TourNumber { get; init; }

    /// <summary>From 1 in the tour.</summary>
    public required int Number { get; init; }

    public required Guid ShipmentId { get; init; }

    /// <summary>Where it is taken in, or handed over on delivery.</summary>
    public required string PlaceName { get; init; }

    public required DateTimeOffset ArrivesAt { get; init; }

    public required DateTimeOffset LeavesAt { get; init; }

    public required int WeightKg { get; init; }

    public required int VolumeLitres { get; init; }

    /// <summary>When its shipment dropped out; null while it is on the tour.</summary>
    public DateTimeOffset? ReleasedAt { get; internal set; }

    /// <summary>Chargeable kilograms times metres: in proportion to it the cost of the tour is shared.</summary>
    public required long FreightWeight { get; init; }

    /// <summary>Its share of what the tour costs; itemised, and never credited (CR-02).</summary>
    public Money Freight { get; internal set; }
}

/// <summary>What a tour does.</summary>
public enum TourKind
{
    /// <summary>集货: from the origins to the hub.</summary>
    Collection = 1,

    /// <summary>干线: from hubs to a depot.</summary>
    Trunk = 2,

    /// <summary>配送: from the depot to the docks.</summary>
    Delivery = 3,

    /// <summary>直达: from the origin to the dock.</summary>
    Direct = 4,
}

/// <summary>Where a tour stands.</summary>
public enum TourState
{
    /// <summary>已询车: its carrier is asked.</summary>
    Offered = 1,

    /// <summary>已接受.</summary>
    Accepted = 2,

    /// <summary>无人承运: all that could drive it have refused; the dispatcher withdraws the plan and makes another.</summary>
    WithoutCarrier = 3,

    /// <summary>已取消: all of its goods have dropped out.</summary>
    Cancelled = 4,

    /// <summary>车辆故障: its lorry failed before it began.</summary>
    Failed = 5,

    /// <summary>已改派: other tours have taken its place.</summary>
    Replaced = 6,

    /// <summary>途中抛锚: its lorry broke down on its way; what it was through with stays.</summary>
    BrokenDown = 7,
}
