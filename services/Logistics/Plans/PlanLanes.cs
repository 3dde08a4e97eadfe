using Marketplace.Routing.Network;

namespace Marketplace.Logistics.Plans;

/// <summary>What is declared and observed of ways between nodes and regions, as the planner of networks knows it.</summary>
/// <param name="Declared">Of two ends one at most.</param>
/// <param name="Observed">Of two ends one at most; without metres.</param>
sealed record PlanLanes(IReadOnlyList<PlanLanes.Way> Declared, IReadOnlyList<PlanLanes.Way> Observed)
{
    /// <summary>The ways between places.</summary>
    /// <param name="sites">Where they are.</param>
    /// <param name="areas">Of each the ids of its node, when it is one, and of its regions from the smallest to the largest.</param>
    public SiteRoads RoadsOf(IReadOnlyList<Site> sites, IReadOnlyList<IReadOnlyList<string>> areas)
    {
        var numbers = areas.SelectMany(own => own).Distinct(StringComparer.Ordinal).Index()
            .ToDictionary(area => area.Item, area => area.Index, StringComparer.Ordinal);
        // A lane of which an end is nowhere in the network holds between none of its places.
        return new SiteRoads(
            sites,
            [
                .. from way in Declared
                   where numbers.ContainsKey(way.From) && numbers.ContainsKey(way.To)
                   select new DeclaredLane(numbers[way.From], numbers[way.To], way.Metres, way.Seconds),
            ],
            [.. areas.Select(own => own.Select(area => numbers[area]).ToArray())],
            [
                .. from way in Observed
                   where numbers.ContainsKey(way.From) && numbers.ContainsKey(way.To)
                   select new ObservedDuration(numbers[way.From], numbers[way.To], way.Seconds),
            ]);
    }

    /// <summary>From one end to the other.</summary>
    /// <param name="From">The id of a node or region.</param>
    /// <param name="To">The id of a node or region.</param>
    /// <param name="Metres">0 where it is only known how long it took.</param>
    /// <param name="Seconds">How long a lorry takes.</param>
    internal sealed record Way(string From, string To, int Metres, int Seconds);
}
