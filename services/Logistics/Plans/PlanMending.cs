using Marketplace.Contracts;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Storage;
using Marketplace.Routing;
using Marketplace.Routing.Network;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.Plans;

/// <summary>
/// A stored plan as the planner of networks knows it, and what became of it written back: of the tours that stand each stays as it is, or
/// is ended and others are made. The caller has locked the plan, and loaded it with its parts.
/// </summary>
sealed class PlanMending
{
    readonly TransportPlan _plan;
    readonly PlanNetwork _network;
    readonly IReadOnlyDictionary<Guid, CarrierVehicle> _vehicles;
    readonly Dictionary<LegTour, PlanTour> _tours = new(ReferenceEqualityComparer.Instance);

    PlanMending(TransportPlan plan, PlanNetwork network, IReadOnlyDictionary<Guid, CarrierVehicle> vehicles, RepairTimes times)
    {
        (_plan, _network, _vehicles) = (plan, network, vehicles);
        var parts = network.Problem.Parts.Select(part => part.Id).ToHashSet(StringComparer.Ordinal);
        var legs = new SortedDictionary<LegKey, List<LegTour>>(LegKey.Order);
        foreach (var tour in plan.Tours.Where(IsKnown).OrderBy(tour => tour.Number))
        {
            List<PlanStop> stops = [.. tour.Remaining.Where(stop => parts.Contains($"{stop.ShipmentId}")).OrderBy(stop => stop.Number)];
            if (stops.Count > 0 && KeyOf(tour, stops) is { } key)
            {
                var known = ToLegTour(tour, stops);
                _tours[known] = tour;
                legs.TryAdd(key, []);
                legs[key].Add(known);
            }
        }

        Planned = new NetworkPlan([.. legs.Select(leg => new Leg(leg.Key, leg.Value))], []);
        Limits = new RepairLimits(
            tour => _tours[tour] is var known && (known.State == TourState.Accepted || known.DepartsAt < times.Soonest
                || known.Transfer is not null
                || tour.Visits.Any(visit => times.Left.Contains(visit.Stop))),
            part => times.Left.Contains(part)
                || _tours.Values.Any(tour => (tour.DepartsAt <= times.Now || tour.Transfer is not null)
                    && tour.Remaining.Any(stop => $"{stop.ShipmentId}" == part)));
    }

    public NetworkProblem Problem => _network.Problem;

    public NetworkPlan Planned { get; }

    /// <summary>What has been accepted, begun or dispatched stays.</summary>
    public RepairLimits Limits { get; }

    /// <param name="db">In the transaction that holds the lock.</param>
    /// <param name="options">How goods are weighed.</param>
    /// <param name="plan">With tours, stops, parts and revisions.</param>
    /// <param name="now">The server's clock.</param>
    /// <param name="unfit">Vehicles that can't be used on a day.</param>
    /// <param name="refusedBy">Carriers that are not asked again, as of the day.</param>
    /// <param name="breakdown">Where a lorry broke down now; null when none did.</param>
    public static async Task<PlanMending> OfAsync(
        LogisticsDb db, PlanOptions options, TransportPlan plan, DateTimeOffset now, IReadOnlyList<TakenVehicle> unfit,
        (IReadOnlyList<Guid> Carriers, DateOnly Day) refusedBy, CancellationToken ct, BreakdownPlace? breakdown = null)
    {
        // Whoever asks sees its own alone; the plan is mended with all that is in it.
        Guid[] ids = [.. plan.Parts.Where(part => part.ReleasedAt is null).Select(part => part.ShipmentId)];
        var shipments = await db.Shipments.IgnoreQueryFilters().Include(shipment => shipment.Lines)
            .Where(shipment => ids.Contains(shipment.ShipmentId)
                && (shipment.State == ShipmentState.Planned || shipment.State == ShipmentState.Dispatched))
            .OrderBy(shipment => shipment.ShipmentId).AsSplitQuery().ToListAsync(ct);
        var (firstDay, today) = (BusinessDay.Of(plan.MadeAt), BusinessDay.Of(now));
        var standing = plan.Tours.Where(IsKnown).ToList();
        var vehicles = await db.PlanVehiclesAsync(plan.PathValue, today, ct);
        List<TakenVehicle> taken = [.. unfit, .. await db.TakenAsync(firstDay, plan.DeliverUntil, ct, except: plan.PlanId)];
        // The lorry of a tour that broke down is out of service, and its tour, which is in the plan, is no second one.
        foreach (var broken in standing.Where(tour => tour.State == TourState.BrokenDown))
        {
            taken.Remove(new TakenVehicle(broken.VehicleId, broken.Day));
        }

        Guid[] gone = [.. standing.Select(tour => tour.VehicleId).Distinct().Where(id => !vehicles.ContainsKey(id))];
        foreach (var vehicle in await db.Vehicles.AsNoTracking().Where(vehicle => gone.Contains(vehicle.Id)).ToListAsync(ct))
        {
            // What is asked for stays so, and nothing else is asked of it.
            vehicles[vehicle.Id] = vehicle;
            taken.AddRange(
                from day in Enumerable.Range(0, plan.DeliverUntil.DayNumber - firstDay.DayNumber + 1)
                from _ in Enumerable.Range(0, vehicle.Count)
                select new TakenVehicle(vehicle.Id, firstDay.AddDays(day)));
        }

        taken.AddRange(
            from vehicle in vehicles.Values
            where refusedBy.Carriers.Contains(vehicle.CarrierId)
            from _ in Enumerable.Range(0, vehicle.Count)
            select new TakenVehicle(vehicle.Id, refusedBy.Day));
        var network = PlanNetwork.Of(
            options, shipments,
            await db.PlanNodesAsync(today, [.. standing.Select(tour => tour.NodeId).OfType<Guid>().Distinct()], ct),
            [.. vehicles.Values.OrderBy(vehicle => vehicle.Id)], taken,
            await db.Regions.AsNoTracking().ToDictionaryAsync(known => known.Id, ct), await db.DockSitesAsync(shipments, ct),
            await db.StationsAsync(plan.Parts, ct), firstDay, now, await db.PlanLanesAsync(firstDay, ct),
            [.. standing.Select(tour => tour.Transfer).OfType<TourTransfer>().Select(BreakdownPlace.Of), .. BreakdownsOf(breakdown)]);
        var left = shipments.Where(shipment => shipment.State != ShipmentState.Planned).Select(shipment => $"{shipment.ShipmentId}");
        return new PlanMending(
            plan, network, vehicles, new RepairTimes(now, now + options.Notice, left.ToHashSet(StringComparer.Ordinal)));
    }

    static IEnumerable<BreakdownPlace> BreakdownsOf(BreakdownPlace? place) => place is null ? [] : [place];

    /// <summary>Whether a tour is driven or is to be, or has brought goods a stretch of their way before it broke down.</summary>
    static bool IsKnown(PlanTour tour) => tour.IsStanding || (tour.State == TourState.BrokenDown && tour.Remaining.Any());

    /// <summary>Mends the plan after a lorry broke down: what is on board goes on from where it is, what waits goes by others.</summary>
    /// <param name="tour">Of the lorry, of which something is in the plan.</param>
    /// <param name="loads">What is on board, by where it is.</param>
    /// <param name="waiting">What was to be taken in yet.</param>
    public RepairedPlan BreakDown(
        PlanTour tour, IReadOnlyList<(BreakdownPlace Place, IReadOnlyList<Guid> Shipments)> loads, IReadOnlyList<Guid> waiting,
        NetworkLimits limits, CancellationToken ct)
    {
        var (key, number) = PlaceOf(tour)!.Value;
        return NetworkReplanner.BrokenDown(
            Problem, Planned, key, number,
            [.. loads.Select(load => new LoadOnBoard(_network.PlaceOf(load.Place), [.. load.Shipments.Select(id => $"{id}")]))],
            [.. waiting.Select(id => $"{id}")], Limits, limits, ct);
    }

    /// <summary>Whether nothing can be added to a tour any more, or moved from it by hand.</summary>
    public bool IsFixed(PlanTour tour) => _tours.FirstOrDefault(known => known.Value == tour).Key is not { } leg || Limits.IsFixed(leg);

    /// <summary>Where a tour is in the plan; null when there is nothing on it that could go otherwise.</summary>
    public (LegKey Key, int Number)? PlaceOf(PlanTour tour) => (
        from leg in Planned.Legs
        from known in leg.Tours.Index()
        where _tours[known.Item] == tour
        select ((LegKey, int)?)(leg.Key, known.Index)).FirstOrDefault();

    /// <summary>Writes what became of the plan.</summary>
    /// <param name="repaired">By the planner.</param>
    /// <param name="ended">A tour that was ended already; null when there is none.</param>
    /// <param name="revision">The number of the change.</param>
    /// <param name="now">The server's clock.</param>
    /// <returns>What can't go any more.</returns>
    public IReadOnlyList<PlanLeftOut> Apply(RepairedPlan repaired, PlanTour? ended, int revision, DateTimeOffset now)
    {
        var write = new WritePlan(_network, repaired.Plan, _vehicles);
        var number = _plan.Tours.Max(tour => tour.Number);
        foreach (var change in repaired.Changes)
        {
            var stored = change.Before is { } before ? _tours[before] : null;
            if (stored is not null && stored != ended && Dropped(change) is { } dropped)
            {
                // What a tour that has begun carries it has carried, and its freight stays as it was shared.
                stored.Release(stored.DepartsAt <= now ? [] : dropped, now);
                continue;
            }

            if (stored is not null && stored != ended)
            {
                stored.Replace(revision);
            }

            if (change.Now is { } tour)
            {
                _plan.Add(write.Of(_plan.PlanId, ++number, change.Leg, tour, revision, LorryOf(ended, tour)), write.StationOf);
            }
        }

        return [.. repaired.LeftOut.Select(write.LeftOut), .. repaired.Stranded.Select(write.LeftOut)];
    }

    /// <summary>On whose lorry goods are that another takes over: that of the tour that ended, or the one it was to relieve.</summary>
    int? LorryOf(PlanTour? ended, LegTour tour) => ended?.Transfer is { } transfer && tour.TakenOverAt is { } place
        && _network.PlaceOf(BreakdownPlace.Of(transfer)) == place ? transfer.FromTour : ended?.Number;

    /// <summary>What drops out of a tour that is otherwise as it was; null when it is changed in another way.</summary>
    static List<Guid>? Dropped(TourChange change)
    {
        List<string> had = [.. change.Before!.Visits.Select(visit => visit.Stop)];
        List<string> has = [.. change.Now?.Visits.Select(visit => visit.Stop) ?? []];
        return has.SequenceEqual(had.Where(has.Contains)) && has.Count < had.Count ? [.. had.Except(has).Select(Guid.Parse)] : null;
    }

    LegKey? KeyOf(PlanTour tour, List<PlanStop> stops)
    {
        var kind = (LegKind)tour.Kind;
        var day = tour.Day.DayNumber - BusinessDay.Of(_plan.MadeAt).DayNumber;
        if (kind != LegKind.Direct)
        {
            return tour.NodeId is { } node && _network.PlaceOf(node) is { } at ? new LegKey(kind, at, day) : null;
        }

        var parts = stops.ConvertAll(stop => Problem.PartOf($"{stop.ShipmentId}"));
        return new LegKey(kind, parts[0].Dock, day, parts[0].Origin, parts.Max(part => part.Ready));
    }

    LegTour ToLegTour(PlanTour tour, List<PlanStop> stops) => new(
        $"{tour.VehicleId}",
        tour.Class,
        _network.SecondsOf(tour.DepartsAt),
        _network.SecondsOf(tour.ReturnsAt),
        [
            .. stops.Select(stop => new Visit(
                $"{stop.ShipmentId}", _network.SecondsOf(stop.ArrivesAt), _network.SecondsOf(stop.ArrivesAt),
                _network.SecondsOf(stop.LeavesAt))),
        ],
        tour.Metres,
        tour.Cost.Fen)
    {
        TakenOverAt = tour.Transfer is { } transfer ? _network.PlaceOf(BreakdownPlace.Of(transfer)) : null,
    };

    /// <summary>What bounds the change in time.</summary>
    /// <param name="Now">The server's clock.</param>
    /// <param name="Soonest">Tours that begin before are not added to: carriers have to answer.</param>
    /// <param name="Left">Shipments that their suppliers have handed over.</param>
    sealed record RepairTimes(DateTimeOffset Now, DateTimeOffset Soonest, IReadOnlySet<string> Left);
}
