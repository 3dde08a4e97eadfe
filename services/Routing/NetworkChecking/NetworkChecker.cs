using Marketplace.Routing.Network;

namespace Marketplace.Routing.NetworkChecking;

/// <summary>What is broken in a plan of a network.</summary>
/// <param name="Code">Which limit, as a word that a program knows.</param>
/// <param name="Leg">Null when no single leg is meant.</param>
/// <param name="Part">Null when no single part is meant.</param>
public sealed record NetworkFault(string Code, LegKey? Leg, string? Part, string Zh, string En);

/// <summary>
/// Says what is broken in a plan of a network, whoever made it. It goes by the definitions alone and follows each part on its way, each
/// lorry on its tour, and the kilograms through each node; only the reasons of what a leg leaves out are tried by the leg's own checker.
/// </summary>
public static class NetworkChecker
{
    /// <returns>Empty when nothing is broken.</returns>
    public static IReadOnlyList<NetworkFault> Check(NetworkProblem problem, NetworkPlan plan)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(plan);
        var parts = problem.Parts.Select(part => part.Id).ToHashSet(StringComparer.Ordinal);
        var vehicles = problem.Vehicles.Select(vehicle => vehicle.Id).ToHashSet(StringComparer.Ordinal);
        var named = plan.Legs.SelectMany(leg => leg.Tours).ToList();
        if (named.SelectMany(tour => tour.Visits).Select(visit => visit.Stop).Concat(plan.LeftOut.Select(left => left.Part))
            .FirstOrDefault(id => !parts.Contains(id)) is { } stranger)
        {
            return [new("part_unknown", null, stranger, $"没有货物 {stranger}", $"There is no part {stranger}.")];
        }

        if (named.Find(tour => !vehicles.Contains(tour.Vehicle)) is { } unknown)
        {
            return [new("vehicle_unknown", null, null, $"没有车型 {unknown.Vehicle}", $"There are no vehicles {unknown.Vehicle}.")];
        }

        var faults = new List<NetworkFault>();
        foreach (var leg in plan.Legs)
        {
            foreach (var tour in leg.Tours)
            {
                faults.AddRange(new LegTourCheck(problem, plan, leg.Key, tour).Faults());
            }
        }

        faults.AddRange(CheckVehicles(problem, plan));
        faults.AddRange(WaysOf(problem, plan).SelectMany(way => way.Faults()));
        faults.AddRange(CheckBalance(problem, plan));
        faults.AddRange(CheckFreight(problem, plan));
        faults.AddRange(plan.LeftOut.SelectMany(left => new LeftOutPartCheck(problem, plan, left).Faults()));
        return faults;
    }

    static IEnumerable<PartWay> WaysOf(NetworkProblem problem, NetworkPlan plan)
    {
        var stops = plan.Legs
            .SelectMany(leg => leg.Tours.SelectMany(tour => tour.Visits.Select(visit => (leg.Key, Tour: tour, Visit: visit))))
            .ToLookup(stop => stop.Visit.Stop, StringComparer.Ordinal);
        var leftOut = plan.LeftOut.CountBy(left => left.Part, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        return problem.Parts.Select(part => new PartWay(
            problem, part, [.. stops[part.Id].OrderBy(stop => stop.Key.Kind)], leftOut.GetValueOrDefault(part.Id)));
    }

    static IEnumerable<NetworkFault> CheckVehicles(NetworkProblem problem, NetworkPlan plan) =>
        from leg in plan.Legs
        from tour in leg.Tours
        group leg.Key by (tour.Vehicle, leg.Key.Day) into used
        let there = problem.CountOf(problem.VehicleOf(used.Key.Vehicle), used.Key.Day)
        where used.Count() > there
        select new NetworkFault(
            "too_many_vehicles", used.First(), null, $"第 {used.Key.Day} 天车型 {used.Key.Vehicle} 用了 {used.Count()} 辆，只有 {there} 辆",
            $"On day {used.Key.Day} {used.Count()} tours need vehicles {used.Key.Vehicle}, of which there are {there}.");

    /// <summary>What comes to each hub and depot for a day leaves it.</summary>
    static IEnumerable<NetworkFault> CheckBalance(NetworkProblem problem, NetworkPlan plan)
    {
        var hubOf = FreightShares.HubsOf(problem, plan);
        var balance = new Dictionary<int, long>();
        foreach (var leg in plan.Legs)
        {
            foreach (var part in leg.Tours.SelectMany(tour => tour.Visits).Select(visit => problem.PartOf(visit.Stop)))
            {
                var (from, to) = leg.Key.Kind switch
                {
                    LegKind.Collection => (part.Origin, leg.Key.At),
                    LegKind.Trunk => (hubOf[part.Id], leg.Key.At),
                    LegKind.Delivery => (leg.Key.At, part.Dock),
                    LegKind.Direct => (part.Origin, part.Dock),
                };
                balance[from] = balance.GetValueOrDefault(from) - part.WeightKg;
                balance[to] = balance.GetValueOrDefault(to) + part.WeightKg;
            }
        }

        var carried = plan.LeftOut.Select(left => left.Part).ToHashSet(StringComparer.Ordinal);
        foreach (var part in problem.Parts.Where(part => !carried.Contains(part.Id)))
        {
            balance[part.Origin] = balance.GetValueOrDefault(part.Origin) + part.WeightKg;
            balance[part.Dock] = balance.GetValueOrDefault(part.Dock) - part.WeightKg;
        }

        return balance.Where(place => place.Value != 0).Select(place => new NetworkFault(
            "not_balanced", null, null, $"地点 {place.Key} 收发相差 {place.Value} kg", $"At place {place.Key} {place.Value} kg are left over."));
    }

    static IEnumerable<NetworkFault> CheckFreight(NetworkProblem problem, NetworkPlan plan)
    {
        var shares = FreightShares.Of(problem, plan);
        if (shares.Sum(share => share.Fen) != plan.CostFen || shares.Any(share => share.Fen < 0))
        {
            yield return new NetworkFault(
                "freight_wrong", null, null, $"运费分摊合计不等于 {plan.CostFen} 分", $"The shares of freight do not add up to {plan.CostFen} fen.");
        }
    }
}
