using Marketplace.Routing.Checking;

namespace Marketplace.Routing.Network;

/// <summary>A plan while it is mended: tours that nothing is taken from or added to stay as they are.</summary>
sealed partial class PlanRepair(NetworkProblem problem, NetworkPlan plan, RepairLimits repair, NetworkLimits limits, CancellationToken ct)
{
    readonly List<Slot> _slots =
        [.. plan.Legs.SelectMany(leg => leg.Tours.Select(tour => new Slot { Key = leg.Key, Before = tour, Now = tour }))];

    readonly Dictionary<string, Route> _routes = PlanRoutes.Of(problem, plan);
    readonly Itineraries _itineraries = new(problem, NetworkStrategy.Search);

    /// <summary>What the plan left out before it was mended.</summary>
    readonly List<LeftOutPart> _leftOut = [.. plan.LeftOut];

    /// <summary>Parts that can't go, with the leg that can't take them; null when there is no way at all.</summary>
    readonly List<(Part Part, LegKey? Leg, Route? Route)> _open = [];

    /// <summary>A tour is not driven: its parts go by others, where they can.</summary>
    public void EndTour(LegKey key, LegTour tour)
    {
        var ended = _slots.Find(slot => ReferenceEquals(slot.Before, tour))!;
        ended.Now = null;
        var parts = tour.Visits.Select(visit => problem.PartOf(visit.Stop)).ToList();
        foreach (var part in Serve(key, parts))
        {
            Mend(part, key, _routes[part.Id]);
        }

        ServeUnserved();
    }

    /// <summary>Tours are not driven, of which a part may be on several: each goes by others, another way, or stays.</summary>
    public void EndTours(IReadOnlyList<(LegKey Key, LegTour Tour)> tours)
    {
        foreach (var (_, tour) in tours)
        {
            _slots.Find(slot => ReferenceEquals(slot.Before, tour))!.Now = null;
        }

        foreach (var leg in tours.GroupBy(known => known.Key).OrderBy(leg => leg.Key, LegKey.Order))
        {
            // What went another way, or was left out, for a leg before is not on this one any more.
            List<Part> parts =
            [
                .. leg.SelectMany(known => known.Tour.Visits).Select(visit => problem.PartOf(visit.Stop)).Where(part =>
                    _routes.TryGetValue(part.Id, out var route) && IsOpenOn(leg.Key, route)),
            ];
            if (parts.Count > 0)
            {
                foreach (var part in Serve(leg.Key, parts))
                {
                    Mend(part, leg.Key, _routes[part.Id]);
                }
            }
        }

        ServeUnserved();
    }

    /// <summary>A part is ready later, as the problem says.</summary>
    public void Delay(Part part)
    {
        var route = _routes[part.Id];
        var stops = SlotsOf(part.Id).ToList();
        var first = stops.MinBy(slot => slot.Key.Kind)!;
        var isInTime = first.Key.Kind switch
        {
            LegKind.Collection => VisitOf(first, part.Id).Begin >= part.Ready,
            LegKind.Trunk => IsBroughtInTime(part, route, VisitOf(first, part.Id).Begin),
            LegKind.Direct => first.Now!.Departure >= Route.Leaves(problem, part.Ready),
            LegKind.Delivery => true,
        };
        if (!isInTime)
        {
            TakeOut(first, part.Id);
            Mend(part, first.Key, route);
            ServeUnserved();
        }
    }

    /// <summary>Moves a part to another tour of the leg, where it costs least.</summary>
    /// <returns>What that breaks; empty when it was moved.</returns>
    public IReadOnlyList<PlanFault> Move(LegKey key, Part part, LegTour to)
    {
        var from = SlotsOf(part.Id).FirstOrDefault(slot => slot.Key == key && !ReferenceEquals(slot.Before, to))
            ?? throw new ArgumentException($"Part {part.Id} is on no other tour of leg {key}.", nameof(part));
        var target = _slots.Find(slot => ReferenceEquals(slot.Before, to))!;
        TakeOut(from, part.Id);
        var leg = Leg(key, _routes[part.Id], vehicle => vehicle.Count);
        var stop = leg.StopOf(part.Id);
        var stops = StopsOf(leg, target.Now!);
        var orders = Enumerable.Range(0, stops.Length + 1).Select(at => (Stop[])[.. stops[..at], stop, .. stops[at..]]).ToList();
        var vehicle = leg.VehicleOf(to.Vehicle);
        if (orders.Select(order => TourLimits.Keeps(leg, vehicle, order)).OfType<Tour>().MinBy(tour => tour.Cost) is { } best
            && stop.Class == to.Class)
        {
            target.Now = LegTours.Of(best, to.Class);
            ServeUnserved();
            return [];
        }

        // Of the places in the order, the one where least is broken says what stands in the way.
        return orders.Select(order => Broken(leg, vehicle, order)).MinBy(faults => faults.Count) ?? [];
    }

    public RepairedPlan Write()
    {
        var leftOut = _open.ConvertAll(open => open.Leg is { } key ? Explain(open.Part, key, open.Route!) : _itineraries.NoWay(open.Part));
        var legs = _slots.Where(slot => slot.Now is not null).GroupBy(slot => slot.Key)
            .ToDictionary(slots => slots.Key, slots => slots.Select(slot => slot.Now!).ToList());
        foreach (var key in plan.Legs.Select(leg => leg.Key).Concat(leftOut.Select(left => left.Leg).OfType<LegKey>()))
        {
            legs.TryAdd(key, []);
        }

        var written = legs.OrderBy(leg => leg.Key, LegKey.Order).Select(leg => new Leg(leg.Key, leg.Value));
        return new RepairedPlan(
            new NetworkPlan([.. written], [.. _leftOut, .. leftOut]),
            [
                .. _slots.Where(slot => !ReferenceEquals(slot.Before, slot.Now))
                    .Select(slot => new TourChange(slot.Key, slot.Before, slot.Now)),
            ],
            leftOut)
        {
            Stranded = _stranded,
        };
    }

    /// <summary>By vehicles at rest, then by room in other tours.</summary>
    /// <returns>What neither can take.</returns>
    List<Part> Serve(LegKey key, List<Part> parts)
    {
        var uses = Uses();
        var small = LegProblems.Of(
            problem, key, [.. parts.Select(part => _routes[part.Id])], vehicle => uses.LeftOf(problem, vehicle, key.Day));
        var found = new LegSolver(NetworkStrategy.Search, limits, long.MaxValue).Solve(small, limits.Seed, ct);
        foreach (var tour in found.Tours)
        {
            _slots.Add(new Slot { Key = key, Now = LegTours.Of(tour, small.StopOf(tour.Visits[0].Stop).Class) });
        }

        return [.. found.LeftOut.Select(stop => problem.PartOf(stop.Stop)).Where(part => !Insert(key, _routes[part.Id], mayBegin: false))];
    }

    /// <summary>A part that a leg can't take goes to the hub on another day, or another way, or stays where it is.</summary>
    void Mend(Part part, LegKey key, Route route)
    {
        if (repair.IsUnderWay(part.Id))
        {
            Leave(part, key, route);
            return;
        }

        if (key.Kind == LegKind.Collection && Recollect(part, key, route))
        {
            return;
        }

        foreach (var slot in SlotsOf(part.Id).ToList())
        {
            TakeOut(slot, part.Id);
        }

        Send(part);
    }

    /// <summary>A part that is on no tour goes by the first way that has room, or stays with the reason of the first.</summary>
    void Send(Part part)
    {
        (LegKey? Leg, Route? Route) first = (null, null);
        foreach (var way in Ways(part))
        {
            if (Take(way) is not { } missed)
            {
                return;
            }

            first = first.Leg is null ? (missed, way) : first;
        }

        Leave(part, first.Leg, first.Route);
    }

    IEnumerable<Route> Ways(Part part)
    {
        if (_itineraries.ByNodes(part) is { } byNodes)
        {
            yield return byNodes;
        }

        if (_itineraries.MayGoDirect(part) && _itineraries.Direct(part) is { } direct)
        {
            yield return direct;
        }
    }

    /// <summary>Whether its supplier brings a part to the hub before its trunk lorry loads, be it a day later.</summary>
    bool IsBroughtInTime(Part part, Route route, int loads)
    {
        var day = Math.Max(route.CollectionDay, _itineraries.FirstCollection(part, route.Hub!));
        if (Route.AtHub(problem, route.Hub!, day) > loads)
        {
            return false;
        }

        _routes[part.Id] = route with { CollectionDay = day };
        return true;
    }

    /// <summary>Fetches a part on another day, or by another tour, if its trunk lorry loads late enough.</summary>
    bool Recollect(Part part, LegKey key, Route route)
    {
        var trunk = SlotsOf(part.Id).FirstOrDefault(slot => slot.Key.Kind == LegKind.Trunk);
        if (trunk is null)
        {
            return false;
        }

        var loads = VisitOf(trunk, part.Id).Begin;
        for (var day = _itineraries.FirstCollection(part, route.Hub!); Route.AtHub(problem, route.Hub!, day) <= loads; day++)
        {
            var later = route with { CollectionDay = day };
            if (Insert(key with { Day = day }, later, mayBegin: true))
            {
                _routes[part.Id] = later;
                return true;
            }
        }

        return false;
    }

    /// <summary>Adds a part to all legs of a way, or to none.</summary>
    /// <returns>The leg that can't take it; null when it was added.</returns>
    LegKey? Take(Route way)
    {
        var before = _slots.Select(slot => slot.Now).ToList();
        foreach (var key in way.Legs())
        {
            if (!Insert(key, way, mayBegin: true))
            {
                _slots.RemoveRange(before.Count, _slots.Count - before.Count);
                foreach (var (slot, tour) in _slots.Zip(before))
                {
                    slot.Now = tour;
                }

                return key;
            }
        }

        _routes[way.Part.Id] = way;
        return null;
    }

    /// <summary>Adds a part where it costs least: to a tour of its class, in the order that it has, or to a vehicle at rest.</summary>
    bool Insert(LegKey key, Route route, bool mayBegin)
    {
        var leg = Leg(key, route, vehicle => vehicle.Count);
        var stop = leg.StopOf(route.Part.Id);
        var best = (Cost: long.MaxValue, Slot: (Slot?)null, Found: (Tour?)null);
        foreach (var slot in SlotsOf(key).Where(slot => slot.Now!.Class == stop.Class && !IsFixed(slot)))
        {
            var stops = StopsOf(leg, slot.Now!);
            for (var at = 0; at <= stops.Length; at++)
            {
                var longer = TourLimits.Keeps(leg, leg.VehicleOf(slot.Now!.Vehicle), [.. stops[..at], stop, .. stops[at..]]);
                if (longer is not null && longer.Cost - slot.Now.CostFen * LegProblems.CostScale < best.Cost)
                {
                    best = (longer.Cost - slot.Now.CostFen * LegProblems.CostScale, slot, longer);
                }
            }
        }

        if (mayBegin)
        {
            var uses = Uses();
            foreach (var vehicle in leg.Vehicles.Where(vehicle => uses.LeftOf(problem, problem.VehicleOf(vehicle.Id), key.Day) > 0))
            {
                if (TourLimits.Keeps(leg, vehicle, [stop]) is { } own && own.Cost < best.Cost)
                {
                    best = (own.Cost, null, own);
                }
            }
        }

        if (best.Found is null)
        {
            return false;
        }

        var taken = LegTours.Of(best.Found, stop.Class);
        if (best.Slot is { } into)
        {
            into.Now = taken;
        }
        else
        {
            _slots.Add(new Slot { Key = key, Now = taken });
        }

        return true;
    }

    bool IsFixed(Slot slot) => slot.Before is { } tour && repair.IsFixed(tour);

    void Leave(Part part, LegKey? key, Route? route)
    {
        foreach (var slot in SlotsOf(part.Id).ToList())
        {
            TakeOut(slot, part.Id);
        }

        _routes.Remove(part.Id);
        _open.Add((part, key, route));
    }

    LeftOutPart Explain(Part part, LegKey key, Route route)
    {
        var others = VehicleUse.Of(
            _slots.Where(slot => slot.Key != key && slot.Now is not null).Select(slot => new Leg(slot.Key, [slot.Now!])));
        var leg = Leg(key, route, vehicle => others.LeftOf(problem, vehicle, key.Day));
        List<Tour> served = [.. SlotsOf(key).Select(slot => TourTimes.Of(
            leg, leg.VehicleOf(slot.Now!.Vehicle), StopsOf(leg, slot.Now)))];
        return LegReasons.Of(problem, key, route, LeftOutReasons.Explain(leg, served, leg.StopOf(part.Id)));
    }

    static List<PlanFault> Broken(RoutingProblem leg, VehicleType vehicle, Stop[] order) =>
        [.. new TourCheck(leg, TourTimes.Of(leg, vehicle, order), 0).Faults()];

    /// <summary>The leg with all that is on it, and a part that may not be yet.</summary>
    RoutingProblem Leg(LegKey key, Route route, Func<NetworkVehicle, int> countOf) => LegProblems.Of(
        problem,
        key,
        [
            .. SlotsOf(key).SelectMany(slot => slot.Now!.Visits).Where(visit => visit.Stop != route.Part.Id)
                .Select(visit => _routes[visit.Stop]),
            route,
        ],
        countOf);

    VehicleUse Uses() =>
        VehicleUse.Of(_slots.Where(slot => slot.Now is not null).Select(slot => new Leg(slot.Key, [slot.Now!])));

    IEnumerable<Slot> SlotsOf(LegKey key) => _slots.Where(slot => slot.Key == key && slot.Now is not null);

    IEnumerable<Slot> SlotsOf(string part) => _slots.Where(slot => slot.Now?.Visits.Any(visit => visit.Stop == part) == true);

    static Visit VisitOf(Slot slot, string part) => slot.Now!.Visits.First(visit => visit.Stop == part);

    static Stop[] StopsOf(RoutingProblem leg, LegTour tour) => [.. tour.Visits.Select(visit => leg.StopOf(visit.Stop))];

    /// <summary>A tour before and now.</summary>
    sealed class Slot
    {
        public required LegKey Key { get; init; }

        /// <summary>Null when it is new.</summary>
        public LegTour? Before { get; init; }

        /// <summary>Null when it is gone.</summary>
        public LegTour? Now { get; set; }
    }
}
