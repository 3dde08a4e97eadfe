namespace Marketplace.Routing.Network;

/// <summary>What a part bears of the cost of one tour.</summary>
/// <param name="Part">Its id.</param>
/// <param name="Leg">Of the tour.</param>
/// <param name="ChargeableKg">Weight, or what the volume counts as.</param>
/// <param name="Metres">From where the tour takes it in to where it leaves it, straight there.</param>
/// <param name="Fen">Its share.</param>
public sealed record FreightShare(string Part, LegKey Leg, long ChargeableKg, int Metres, long Fen);

/// <summary>
/// Shares the cost of each tour over its parts by chargeable weight times distance, by largest remainder, so that the shares add up to the
/// fen. What others on the tour weigh or how it winds is nobody's own cost.
/// </summary>
public static class FreightShares
{
    /// <summary>The shares of all tours of a plan, leg by leg.</summary>
    public static IReadOnlyList<FreightShare> Of(NetworkProblem problem, NetworkPlan plan)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(plan);
        var hubs = HubsOf(problem, plan);
        return [.. plan.Legs.SelectMany(leg => leg.Tours.SelectMany(tour => Of(problem, leg.Key, tour, hubs)))];
    }

    /// <summary>The shares of one tour.</summary>
    /// <param name="problem">The network.</param>
    /// <param name="leg">Of the tour.</param>
    /// <param name="tour">Whose cost is shared.</param>
    /// <param name="hubOf">Where trunk lorries take in each part.</param>
    public static IReadOnlyList<FreightShare> Of(
        NetworkProblem problem, LegKey leg, LegTour tour, IReadOnlyDictionary<string, int> hubOf)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(tour);
        ArgumentNullException.ThrowIfNull(hubOf);
        var parts = tour.Visits.Select(visit => problem.PartOf(visit.Stop)).ToList();
        int[] metres = [.. parts.Select(part => MetresOf(problem, leg, part, hubOf))];
        // A kilometre at least, so that goods of the same place bear something.
        long[] weights = [.. parts.Zip(metres, (part, way) => problem.Rules.ChargeableKg(part) * Math.Max(1_000, way))];
        var shares = LargestRemainder(tour.CostFen, weights);
        return
        [
            .. parts.Select((part, index) =>
                new FreightShare(part.Id, leg, problem.Rules.ChargeableKg(part), metres[index], shares[index])),
        ];
    }

    static int MetresOf(NetworkProblem problem, LegKey leg, Part part, IReadOnlyDictionary<string, int> hubOf) => leg.Kind switch
    {
        LegKind.Collection => problem.Roads.Distance(part.Origin, leg.At),
        LegKind.Trunk => problem.Roads.Distance(hubOf[part.Id], leg.At),
        LegKind.Delivery => problem.Roads.Distance(leg.At, part.Dock),
        LegKind.Direct => problem.Roads.Distance(part.Origin, part.Dock),
    };

    /// <summary>The hub of each part that is collected; what its supplier brings to the hub has its origin there.</summary>
    public static IReadOnlyDictionary<string, int> HubsOf(NetworkProblem problem, NetworkPlan plan)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(plan);
        var hubs = problem.Parts.ToDictionary(part => part.Id, part => part.Origin, StringComparer.Ordinal);
        foreach (var leg in plan.Legs.Where(leg => leg.Key.Kind == LegKind.Collection))
        {
            foreach (var visit in leg.Tours.SelectMany(tour => tour.Visits))
            {
                hubs[visit.Stop] = leg.Key.At;
            }
        }

        return hubs;
    }

    static long[] LargestRemainder(long total, long[] weights)
    {
        var sum = weights.Aggregate(Int128.Zero, (all, weight) => all + weight);
        var parts = new long[weights.Length];
        var remainders = new Int128[weights.Length];
        var left = total;
        for (var index = 0; index < weights.Length; index++)
        {
            var (whole, remainder) = Int128.DivRem((Int128)total * weights[index], sum);
            (parts[index], remainders[index]) = ((long)whole, remainder);
            left -= (long)whole;
        }

        foreach (var index in Enumerable.Range(0, weights.Length).OrderByDescending(index => remainders[index]).Take((int)left))
        {
            parts[index]++;
        }

        return parts;
    }
}
