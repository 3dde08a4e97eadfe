namespace Marketplace.Routing.Network;

/// <summary>Mends a plan when a lorry fails before it has left, and leaves alone whatever it can.</summary>
public static class NetworkReplanner
{
    /// <summary>
    /// Gives the parts of the tour to vehicles at rest; what they can't take is added to other tours of the leg where it costs least, and
    /// what is left then stays where it is, with the reason. Tours that have nothing to do with it are the same afterwards.
    /// </summary>
    /// <param name="problem">As it was planned for.</param>
    /// <param name="plan">A plan of the problem.</param>
    /// <param name="key">The leg of the lorry.</param>
    /// <param name="number">Of its tour in the leg, from 0.</param>
    /// <param name="limits">How long.</param>
    /// <returns>The problem without that lorry, and its plan.</returns>
    /// <exception cref="ArgumentException">The plan has no such tour.</exception>
    public static (NetworkProblem Problem, NetworkPlan Plan) WithoutLorry(
        NetworkProblem problem, NetworkPlan plan, LegKey key, int number, NetworkLimits limits, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(limits);
        var leg = plan.Legs.FirstOrDefault(known => known.Key == key);
        if (leg is null || number < 0 || number >= leg.Tours.Count)
        {
            throw new ArgumentException($"The plan has no tour {number} on leg {key}.", nameof(number));
        }

        var failed = leg.Tours[number];
        var left = problem.Without(failed.Vehicle, key.Day);
        List<LegTour> others = [.. leg.Tours.Where(tour => tour != failed)];
        return (left, new Repair(left, plan, key, others, limits, ct).Of(failed));
    }

    sealed class Repair(
        NetworkProblem problem, NetworkPlan plan, LegKey key, List<LegTour> others, NetworkLimits limits, CancellationToken ct)
    {
        public NetworkPlan Of(LegTour failed)
        {
            var parts = failed.Visits.Select(visit => problem.PartOf(visit.Stop)).ToList();
            var all = others.SelectMany(tour => tour.Visits).Select(visit => problem.PartOf(visit.Stop)).Concat(parts).ToList();
            var routes = all.ToDictionary(part => part.Id, RouteOf, StringComparer.Ordinal);
            var uses = VehicleUse.Of(plan.Legs.Select(leg => leg.Key == key ? leg with { Tours = others } : leg));
            var small = LegProblems.Of(
                problem, key, [.. parts.Select(part => routes[part.Id])], vehicle => uses.LeftOf(problem, vehicle, key.Day));
            var solver = new LegSolver(NetworkStrategy.Search, limits, long.MaxValue);
            var found = solver.Solve(small, limits.Seed, ct);
            var whole = LegProblems.Of(
                problem, key, [.. all.Select(part => routes[part.Id])], vehicle => vehicle.Count);
            List<LegTour> tours = [.. others, .. found.Tours.Select(tour => LegTours.Of(tour, failed.Class))];
            var open = found.LeftOut.Where(stop => !Insert(whole, tours, stop.Stop)).Select(stop => stop.Stop).ToList();
            return Write(tours, open, routes);
        }

        /// <summary>Adds a part where it costs least to a tour of its class, with the order of the others kept.</summary>
        static bool Insert(RoutingProblem leg, List<LegTour> tours, string part)
        {
            var stop = leg.StopOf(part);
            var best = (Cost: long.MaxValue, Tour: -1, Found: (Tour?)null);
            for (var number = 0; number < tours.Count; number++)
            {
                if (tours[number].Class != stop.Class)
                {
                    continue;
                }

                Stop[] stops = [.. tours[number].Visits.Select(visit => leg.StopOf(visit.Stop))];
                for (var at = 0; at <= stops.Length; at++)
                {
                    var longer = TourLimits.Keeps(leg, leg.VehicleOf(tours[number].Vehicle), [.. stops[..at], stop, .. stops[at..]]);
                    if (longer is not null && longer.Cost - tours[number].CostFen * LegProblems.CostScale < best.Cost)
                    {
                        best = (longer.Cost - tours[number].CostFen * LegProblems.CostScale, number, longer);
                    }
                }
            }

            if (best.Found is null)
            {
                return false;
            }

            tours[best.Tour] = LegTours.Of(best.Found, stop.Class);
            return true;
        }

        NetworkPlan Write(List<LegTour> tours, List<string> open, Dictionary<string, Route> routes)
        {
            var uses = VehicleUse.Of(plan.Legs.Where(leg => leg.Key != key));
            var leg = LegProblems.Of(
                problem, key, [.. routes.Values], vehicle => uses.LeftOf(problem, vehicle, key.Day));
            List<Tour> served = [.. tours.Select(tour => TourTimes.Of(
                leg, leg.VehicleOf(tour.Vehicle), [.. tour.Visits.Select(visit => leg.StopOf(visit.Stop))]))];
            var leftOut = open.Select(part =>
            {
                var stop = LeftOutReasons.Explain(leg, served, leg.StopOf(part));
                return LegReasons.Of(problem, key, routes[part], stop);
            }).ToList();
            var gone = open.ToHashSet(StringComparer.Ordinal);
            var legs = plan.Legs.Select(known => known.Key == key ? known with { Tours = tours } : Without(known, gone));
            return new NetworkPlan(
                [.. legs.Where(known => known.Tours.Count > 0 || known.Key == key)], [.. plan.LeftOut, .. leftOut]);
        }

        /// <summary>A leg without parts that do not come; its other tours stay as they are.</summary>
        Leg Without(Leg leg, HashSet<string> gone)
        {
            if (!leg.Tours.SelectMany(tour => tour.Visits).Any(visit => gone.Contains(visit.Stop)))
            {
                return leg;
            }

            var routes = leg.Tours.SelectMany(tour => tour.Visits).Select(visit => RouteOf(problem.PartOf(visit.Stop), leg.Key)).ToList();
            var legProblem = LegProblems.Of(problem, leg.Key, routes, vehicle => vehicle.Count);
            return leg with
            {
                Tours =
                [
                    .. leg.Tours.Select(tour =>
                    {
                        Stop[] stops =
                            [.. tour.Visits.Where(visit => !gone.Contains(visit.Stop)).Select(visit => legProblem.StopOf(visit.Stop))];
                        return stops.Length == tour.Visits.Count ? tour
                            : stops.Length == 0 ? null
                            : LegTours.Of(TourTimes.Of(legProblem, legProblem.VehicleOf(tour.Vehicle), stops), tour.Class);
                    }).OfType<LegTour>(),
                ],
            };
        }

        Route RouteOf(Part part) => RouteOf(part, key);

        /// <summary>As the plan has it.</summary>
        Route RouteOf(Part part, LegKey leg)
        {
            if (leg.Kind == LegKind.Direct)
            {
                return new Route(part, null, null, 0, leg.Day);
            }

            var keys = _keysOfParts.Value[part.Id].ToList();
            var collection = keys.Find(known => known.Kind == LegKind.Collection);
            var isCollected = collection.Kind == LegKind.Collection;
            var hub = NodeAt(NodeKind.Hub, isCollected ? collection.At : part.Origin);
            var delivery = keys.Find(known => known.Kind == LegKind.Delivery);
            return new Route(
                part, hub, NodeAt(NodeKind.Depot, delivery.At), isCollected ? collection.Day : DayAtHub(part, hub), delivery.Day);
        }

        int DayAtHub(Part part, NetworkNode hub)
        {
            var trunk = plan.Legs.Where(leg => leg.Key.Kind == LegKind.Trunk).SelectMany(leg => leg.Tours).SelectMany(tour => tour.Visits)
                .First(visit => visit.Stop == part.Id);
            return (trunk.Begin - hub.OpenUntil - problem.Rules.HandlingSeconds) / NetworkProblem.Day;
        }

        NetworkNode NodeAt(NodeKind kind, int place) => problem.Nodes.First(node => node.Kind == kind && node.Place == place);

        readonly Lazy<ILookup<string, LegKey>> _keysOfParts = new(() => plan.Legs
            .SelectMany(leg => leg.Tours.SelectMany(tour => tour.Visits.Select(visit => (visit.Stop, leg.Key))))
            .ToLookup(stop => stop.Stop, stop => stop.Key, StringComparer.Ordinal));
    }
}
