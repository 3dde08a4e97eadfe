using System.Collections.Concurrent;

namespace Marketplace.Routing.Network;

/// <summary>
/// A network while it is planned: the route of each part, and the legs that follow from the routes. Legs do not depend on each other but by
/// the parts that they leave out and the lorries that they share.
/// </summary>
sealed class PlanState
{
    /// <summary>How often what one leg leaves out may change the others; then it stays as it is.</summary>
    const int RoundsMax = 6;

    /// <summary>A direct lorry is taken at once when it costs so much of what going by the nodes is likely to cost, in percent.</summary>
    const int ClearlyCheaperPercent = 80;

    readonly NetworkProblem _problem;
    readonly NetworkStrategy _strategy;
    readonly NetworkLimits _limits;
    readonly IProgress<NetworkProgress>? _progress;
    readonly long _deadline;
    readonly Itineraries _itineraries;
    Dictionary<string, Route> _routes = new(StringComparer.Ordinal);
    Dictionary<string, (LeftOutPart LeftOut, Route? Route)> _leftOut = new(StringComparer.Ordinal);
    SortedDictionary<LegKey, PlannedLeg> _legs = new(LegKey.Order);
    int _done;

    public PlanState(NetworkProblem problem, NetworkStrategy strategy, NetworkLimits limits, IProgress<NetworkProgress>? progress)
    {
        (_problem, _strategy, _limits, _progress) = (problem, strategy, limits, progress);
        _itineraries = new Itineraries(problem, strategy);
        _deadline = limits.Time is { } time ? Environment.TickCount64 + (long)time.TotalMilliseconds : long.MaxValue;
    }

    public Itineraries Itineraries => _itineraries;

    public IReadOnlyDictionary<string, Route> Routes => _routes;

    public IReadOnlyDictionary<LegKey, PlannedLeg> Legs => _legs;

    /// <summary>Of all tours, in thousandths of a fen.</summary>
    public long Cost => _legs.Values.Sum(leg => leg.Plan.Cost);

    public int LeftOutCount => _leftOut.Count;

    /// <summary>Tours of the written plan that can't be driven without the parts that other legs leave out.</summary>
    public List<(LegKey Key, LegTour Tour)> Broken { get; } = [];

    /// <summary>Chooses the way of a part before anything is planned.</summary>
    public void Begin(Part part)
    {
        var byNodes = _strategy.Direct == DirectLorries.Always ? null : _itineraries.ByNodes(part);
        var direct = _itineraries.MayGoDirect(part) ? _itineraries.Direct(part) : null;
        var isCheaper = direct is not null && byNodes is not null
            && _itineraries.DirectCost(part) * 100 < _itineraries.EstimateByNodes(byNodes) * ClearlyCheaperPercent;
        var route = isCheaper ? direct : byNodes ?? direct;
        if (route is null)
        {
            _leftOut[part.Id] = (_itineraries.NoWay(part), null);
        }
        else
        {
            _routes[part.Id] = route;
        }
    }

    /// <summary>Sends parts another way; <see cref="Settle"/> plans the legs anew that it concerns.</summary>
    public void Reroute(IEnumerable<Route> routes)
    {
        foreach (var route in routes)
        {
            _routes[route.Part.Id] = route;
        }
    }

    /// <summary>What can be gone back to.</summary>
    public Action Remember()
    {
        var (routes, leftOut, legs) = (_routes, _leftOut, _legs);
        (_routes, _leftOut, _legs) = (new(routes, StringComparer.Ordinal), new(leftOut, StringComparer.Ordinal), new(legs, LegKey.Order));
        return () => (_routes, _leftOut, _legs) = (routes, leftOut, legs);
    }

    /// <summary>Plans all legs whose parts or lorries have changed, until what they leave out changes nothing any more.</summary>
    public void Settle(CancellationToken ct)
    {
        for (var round = 1; round <= RoundsMax; round++)
        {
            var members = Members();
            foreach (var key in _legs.Keys.Where(key => !members.ContainsKey(key)).ToList())
            {
                _legs.Remove(key);
            }

            var changed = members.Where(leg => !_legs.TryGetValue(leg.Key, out var known) || !known.IsFor(leg.Value)
                || HasMoreVehicles(known)).Select(leg => (leg.Key, leg.Value)).ToList();
            if (changed.Count == 0)
            {
                return;
            }

            Solve(changed, ct);
            ShareVehicles(ct);
            TakeLeftOut(isLast: round == RoundsMax);
        }
    }

    public NetworkPlan Write()
    {
        var legs = new List<Leg>();
        foreach (var leg in _legs.Values)
        {
            var tours = leg.Plan.Tours.Select(tour => Write(leg, tour)).OfType<LegTour>().ToList();
            if (tours.Count > 0 || leg.Plan.LeftOut.Count > 0)
            {
                legs.Add(new Leg(leg.Key, tours));
            }
        }

        return new NetworkPlan(
            legs, [.. _leftOut.OrderBy(left => left.Key, StringComparer.Ordinal).Select(left => left.Value.LeftOut)]);
    }

    /// <summary>A tour without the parts that other legs leave out; null when nothing is left of it.</summary>
    LegTour? Write(PlannedLeg leg, Tour tour)
    {
        var stops = tour.Visits.Where(visit => _routes.ContainsKey(visit.Stop)).Select(visit => leg.Problem.StopOf(visit.Stop)).ToList();
        if (stops.Count == 0)
        {
            return null;
        }

        if (stops.Count == tour.Visits.Count)
        {
            return LegTours.Of(tour, stops[0].Class);
        }

        var vehicle = leg.Problem.VehicleOf(tour.Vehicle);
        var written = LegTours.Of(TourTimes.Of(leg.Problem, vehicle, stops), stops[0].Class);
        if (TourLimits.Keeps(leg.Problem, vehicle, stops) is null)
        {
            Broken.Add((leg.Key, written));
        }

        return written;
    }

    SortedDictionary<LegKey, List<Route>> Members()
    {
        var members = new SortedDictionary<LegKey, List<Route>>(LegKey.Order);
        foreach (var part in _problem.Parts)
        {
            if (_routes.TryGetValue(part.Id, out var route))
            {
                foreach (var key in route.Legs())
                {
                    Add(key, route);
                }
            }
            else if (_leftOut.GetValueOrDefault(part.Id) is { LeftOut.Leg: { } leg, Route: { } wanted })
            {
                Add(leg, wanted);
            }
        }

        return members;

        void Add(LegKey key, Route route)
        {
            if (!members.TryGetValue(key, out var routes))
            {
                members[key] = routes = [];
            }

            routes.Add(route);
        }
    }

    void Solve(List<(LegKey Key, List<Route> Routes)> legs, CancellationToken ct)
    {
        foreach (var (key, _) in legs)
        {
            _legs.Remove(key);
        }

        _done = 0;
        var uses = VehicleUse.Of(_legs.Values);
        var solver = new LegSolver(_strategy, _limits, _deadline);
        var solved = new PlannedLeg[legs.Count];
        // The large ones first, so that no process waits for one at the end.
        var order = Enumerable.Range(0, legs.Count).OrderByDescending(index => legs[index].Routes.Count).ToList();
        Parallel.ForEach(
            Partitioner.Create(order, EnumerablePartitionerOptions.NoBuffering),
            new ParallelOptions { MaxDegreeOfParallelism = _limits.Parallel, CancellationToken = ct },
            index =>
            {
                var (key, routes) = legs[index];
                solved[index] = Solve(solver, key, routes, vehicle => uses.LeftOf(_problem, vehicle, key.Day), ct);
                _progress?.Report(new NetworkProgress(Interlocked.Increment(ref _done), legs.Count));
            });
        foreach (var leg in solved)
        {
            _legs[leg.Key] = leg;
        }
    }

    PlannedLeg Solve(LegSolver solver, LegKey key, List<Route> routes, Func<NetworkVehicle, int> countOf, CancellationToken ct)
    {
        var problem = LegProblems.Of(_problem, key, routes, countOf);
        return new PlannedLeg(key, routes, problem, solver.Solve(problem, SeedOf(key), ct));
    }

    /// <summary>Legs that use more lorries together than there are on a day are planned one after the other, with what is left.</summary>
    void ShareVehicles(CancellationToken ct)
    {
        var over = VehicleUse.Of(_legs.Values).Over(_problem);
        if (over.Count == 0)
        {
            return;
        }

        var legs = _legs.Values.Where(leg => over.Exists(pair => pair.Day == leg.Key.Day && leg.UseOf(pair.Vehicle) > 0)).ToList();
        foreach (var leg in legs)
        {
            _legs.Remove(leg.Key);
        }

        var solver = new LegSolver(_strategy, _limits, _deadline);
        foreach (var leg in legs)
        {
            var uses = VehicleUse.Of(_legs.Values);
            _legs[leg.Key] = Solve(solver, leg.Key, [.. leg.Routes], vehicle => uses.LeftOf(_problem, vehicle, leg.Key.Day), ct);
        }
    }

    /// <summary>Whether a leg left something out for want of vehicles, of which it could have more by now.</summary>
    bool HasMoreVehicles(PlannedLeg leg)
    {
        if (leg.Plan.LeftOut.Count == 0)
        {
            return false;
        }

        var uses = VehicleUse.Of(_legs.Values.Where(other => other.Key != leg.Key));
        return leg.Problem.Vehicles.Any(vehicle =>
            Math.Min(leg.Routes.Count, uses.LeftOf(_problem, _problem.VehicleOf(vehicle.Id), leg.Key.Day)) > vehicle.Count);
    }

    /// <summary>Parts that a leg leaves out go direct if they may, and leave the other legs otherwise.</summary>
    void TakeLeftOut(bool isLast)
    {
        foreach (var leg in _legs.Values)
        {
            var leftOut = leg.Plan.LeftOut.ToDictionary(stop => stop.Stop, StringComparer.Ordinal);
            foreach (var route in leg.Routes)
            {
                var id = route.Part.Id;
                if (leftOut.TryGetValue(id, out var stop))
                {
                    if (_routes.Remove(id) && !isLast && !route.IsDirect && _itineraries.MayGoDirect(route.Part)
                        && _itineraries.Direct(route.Part) is { } direct)
                    {
                        _routes[id] = direct;
                    }
                    else
                    {
                        _leftOut[id] = (LegReasons.Of(_problem, leg.Key, route, stop), route);
                    }
                }
                else if (_leftOut.GetValueOrDefault(id) is { LeftOut.Leg: { } missed } && missed == leg.Key && !isLast)
                {
                    _leftOut.Remove(id);
                    _routes[id] = route;
                }
            }
        }
    }

    /// <summary>Each leg has its own numbers, so that the order in which they are planned does not matter (FNV-1a).</summary>
    ulong SeedOf(LegKey key)
    {
        var seed = 14_695_981_039_346_656_037UL ^ _limits.Seed;
        foreach (var number in (int[])[(int)key.Kind, key.At, key.Day, key.From, key.Ready])
        {
            seed = unchecked((seed ^ (uint)number) * 1_099_511_628_211UL);
        }

        return seed;
    }
}
