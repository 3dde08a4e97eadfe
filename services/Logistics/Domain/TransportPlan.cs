using Marketplace.Contracts;
using Marketplace.Platform.Refusals;

namespace Marketplace.Logistics.Domain;

/// <summary>
/// How planned shipments of a region go over hubs, trunk lorries and depots. A proposal: each tour is offered to the carrier of its
/// vehicle, who accepts or refuses it.
/// </summary>
public sealed class TransportPlan
{
    readonly List<PlanPart> _parts = [];
    readonly List<PlanTour> _tours = [];
    readonly List<PlanRevision> _revisions = [];

    /// <summary>Made by whoever asks for it.</summary>
    public required Guid PlanId { get; init; }

    /// <summary>Whose goods are planned.</summary>
    public required string RegionId { get; init; }

    /// <summary>The region with its ancestors, such as "/510000/513400/513430/".</summary>
    public required string PathValue { get; init; }

    /// <summary>The first day of delivery.</summary>
    public required DateOnly DeliverFrom { get; init; }

    /// <summary>The last day of delivery.</summary>
    public required DateOnly DeliverUntil { get; init; }

    public required DateTimeOffset MadeAt { get; init; }

    public required string MadeBy { get; init; }

    public PlanState State { get; private set; } = PlanState.Proposed;

    /// <summary>
    /// What all tours that stand cost together, and those that broke down for what they were through with; with its tours loaded.
    /// </summary>
    public Money Freight => _tours.Where(tour => tour.IsStanding || tour.State == TourState.BrokenDown)
        .Aggregate(Money.Zero, (sum, tour) => sum + tour.Cost);

    /// <summary>Shipments that no tour takes, each with the reason.</summary>
    public required IReadOnlyList<PlanLeftOut> LeftOut { get; init; }

    /// <summary>The shipments that ride on its tours.</summary>
    public IReadOnlyList<PlanPart> Parts => _parts;

    /// <summary>By number, with those in whose place others have come.</summary>
    public IReadOnlyList<PlanTour> Tours => _tours;

    /// <summary>What was changed since it was made, by number.</summary>
    public IReadOnlyList<PlanRevision> Revisions => _revisions;

    /// <summary>Adds a tour with its stops, and what rides on it to the parts.</summary>
    /// <param name="tour">New.</param>
    /// <param name="stationOf">Where each shipment is taken in, of those that are not among the parts yet.</param>
    public void Add(PlanTour tour, Func<Guid, Guid?> stationOf)
    {
        _tours.Add(tour);
        _parts.AddRange(tour.Stops.Select(stop => stop.ShipmentId).Where(id => !_parts.Exists(part => part.ShipmentId == id))
            .Select(id => new PlanPart { PlanId = PlanId, ShipmentId = id, StationId = stationOf(id) }));
    }

    /// <summary>Takes the plan back: none of its tours is offered any longer, and its shipments can be planned anew.</summary>
    /// <exception cref="RuleBrokenException">It was withdrawn before.</exception>
    public void Withdraw(DateTimeOffset at)
    {
        RequireProposed();
        State = PlanState.Withdrawn;
        foreach (var part in _parts)
        {
            part.Release(at);
        }
    }

    /// <summary>
    /// Shipments that end before they were sent drop out: the others bear the cost of their tours, and tours on which nothing is left are
    /// cancelled. Needs these parts and their tours alone.
    /// </summary>
    public void Release(IReadOnlyCollection<Guid> shipmentIds, DateTimeOffset at)
    {
        if (State == PlanState.Withdrawn)
        {
            return;
        }

        foreach (var part in _parts.Where(part => shipmentIds.Contains(part.ShipmentId)))
        {
            part.Release(at);
        }

        foreach (var tour in _tours)
        {
            tour.Release(shipmentIds, at);
        }
    }

    /// <summary>Notes a change, and lets go what can't be carried any more. Needs its parts and revisions.</summary>
    public void Revise(PlanRevision revision)
    {
        _revisions.Add(revision);
        foreach (var left in revision.LeftOut)
        {
            _parts.Find(part => part.ShipmentId == left.ShipmentId)?.Release(revision.At);
        }
    }

    /// <exception cref="RuleBrokenException">It was withdrawn.</exception>
    public void RequireProposed()
    {
        if (State == PlanState.Withdrawn)
        {
            throw new RuleBrokenException("plan_withdrawn", "该调度计划已撤回，请使用新的计划。", "This plan was withdrawn; use the new one.");
        }
    }
}

/// <summary>A shipment in a plan. Until it is released no other plan takes it.</summary>
public sealed class PlanPart
{
    public required Guid PlanId { get; init; }

    public required Guid ShipmentId { get; init; }

    /// <summary>The station or hub where the plan takes it in; null when its supplier had named none.</summary>
    public Guid? StationId { get; init; }

    /// <summary>When the plan was withdrawn, or the shipment ended or could not go any more; null while it is in the plan.</summary>
    public DateTimeOffset? ReleasedAt { get; private set; }

    public void Release(DateTimeOffset at) => ReleasedAt ??= at;
}

/// <summary>Where a plan stands.</summary>
public enum PlanState
{
    /// <summary>Its tours are offered to carriers.</summary>
    Proposed = 1,

    /// <summary>已撤回: its shipments can be planned anew.</summary>
    Withdrawn = 2,
}

/// <summary>A shipment that a plan leaves where it is.</summary>
/// <param name="ShipmentId">Which.</param>
/// <param name="Reason">As a word that a program knows.</param>
/// <param name="Text">Why, in words.</param>
/// <param name="Cure">What would help.</param>
/// <param name="NextChance">When it could be handed over next; null when that takes other vehicles.</param>
public sealed record PlanLeftOut(Guid ShipmentId, string Reason, BilingualText Text, BilingualText Cure, DateTimeOffset? NextChance)
{
    /// <summary>The reason of goods that are on a lorry that broke down, where nobody takes them on.</summary>
    public const string OnBrokenLorry = "OnBrokenLorry";

    /// <summary>A shipment that no longer waited when the plan was through.</summary>
    public static PlanLeftOut Changed(Guid shipmentId) => new(
        shipmentId,
        "ChangedMeanwhile",
        new(
            "计划计算期间，该货物已发货、取消、滞留或被其他计划安排",
            "It was dispatched, cancelled, stranded or planned by others while the plan was made."),
        new("无需处理；仍待安排的可再次生成计划", "Nothing to do; what still waits can be planned again."),
        NextChance: null);
}
