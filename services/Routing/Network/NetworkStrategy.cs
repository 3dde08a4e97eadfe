using Marketplace.Routing.Search;
using Marketplace.Routing.SimpleRules;

namespace Marketplace.Routing.Network;

/// <summary>How a network is planned: the search, and simple rules to compare with.</summary>
/// <param name="Name">As it is called in comparisons.</param>
/// <param name="Solver">Of the tours of each leg.</param>
/// <param name="Direct">Which parts get a lorry of their own.</param>
/// <param name="TrunksCallAtSeveralHubs">False when each trunk lorry serves one hub.</param>
/// <param name="Improves">Whether fleets and direct lorries are tried one against the other.</param>
public sealed record NetworkStrategy(
    string Name, IRouteSolver Solver, DirectLorries Direct, bool TrunksCallAtSeveralHubs, bool Improves)
{
    /// <summary>What plans are made by.</summary>
    public static NetworkStrategy Search { get; } = new("search", new RuinAndRecreate(), DirectLorries.WhenCheaper, true, true);

    /// <summary>一单一车: a lorry from the origin to the dock for each part.</summary>
    public static NetworkStrategy LorryPerPart { get; } = new("lorry per part", new DirectTours(), DirectLorries.Always, true, false);

    /// <summary>逐线直发: by the nodes, with trunk lorries of one hub only; tours by cheapest insertion.</summary>
    public static NetworkStrategy LaneByLane { get; } =
        new("lane by lane", new CheapestInsertion(), DirectLorries.Never, false, false);

    /// <summary>就近串点: by the nodes; each vehicle goes on to the nearest stop.</summary>
    public static NetworkStrategy NearestStop { get; } = new("nearest stop", new NearestFirst(), DirectLorries.WhenCheaper, true, false);

    /// <summary>最省插入: by the nodes; each part is added where it costs least.</summary>
    public static NetworkStrategy LeastInsertion { get; } =
        new("least insertion", new CheapestInsertion(), DirectLorries.WhenCheaper, true, false);
}

/// <summary>Which parts get a lorry of their own.</summary>
public enum DirectLorries
{
    Never = 1,

    /// <summary>Where it costs less, and where there is no other way.</summary>
    WhenCheaper = 2,

    Always = 3,
}

/// <summary>How long to plan. The plan depends on the problem, the strategy, the seed and the steps alone.</summary>
/// <param name="StepsPerStop">Steps of the search for each stop of a leg, with each fleet that is tried.</param>
/// <param name="Seed">Another one gives another plan, about as good.</param>
/// <param name="Parallel">Legs that are planned at the same time; it bounds the memory, and does not change the plan.</param>
/// <param name="Time">Ends the search sooner, with the best plan so far.</param>
public sealed record NetworkLimits(int StepsPerStop = 200, ulong Seed = 1, int Parallel = 2, TimeSpan? Time = null);

/// <summary>How far planning is.</summary>
/// <param name="Done">Legs that are planned.</param>
/// <param name="All">Legs that there are; a second round may add some.</param>
public sealed record NetworkProgress(int Done, int All);
