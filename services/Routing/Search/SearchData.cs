namespace Marketplace.Routing.Search;

/// <summary>
/// A problem laid out for the search. Nodes are the stops, in their order, and then a start and an end for each type of vehicles.
/// Stops that no vehicle could serve even alone belong to no type and take no part.
/// </summary>
sealed class SearchData
{
    /// <summary>So many neighbours of a stop are known.</summary>
    const int NeighboursMax = 250;

    readonly Arc[] _to;
    readonly Arc[] _from;
    readonly bool[] _fits;

    public SearchData(RoutingProblem problem)
    {
        Problem = problem;
        StopCount = problem.Stops.Count;
        Nodes = StopCount + 2 * problem.Vehicles.Count;
        Early = new int[Nodes];
        Late = new int[Nodes];
        Service = new int[Nodes];
        Demand = [.. problem.Stops.Select(stop => stop.Demand.ToArray())];
        var classes = problem.Stops.Select(stop => stop.Class).Distinct(StringComparer.Ordinal).ToList();
        Class = [.. problem.Stops.Select(stop => classes.IndexOf(stop.Class))];
        var places = new int[Nodes];
        for (var stop = 0; stop < StopCount; stop++)
        {
            var given = problem.Stops[stop];
            (places[stop], Early[stop], Late[stop], Service[stop]) = (given.Place, given.Earliest, given.Latest, given.Service);
        }

        for (var type = 0; type < problem.Vehicles.Count; type++)
        {
            var given = problem.Vehicles[type];
            foreach (var (node, place) in new[] { (StartOf(type), given.Start), (EndOf(type), given.End) })
            {
                (places[node], Early[node], Late[node]) = (place, given.ShiftFrom, given.ShiftUntil);
            }
        }

        (_to, _from) = Arcs(problem.Travel, places);
        _fits = new bool[problem.Vehicles.Count * StopCount];
        for (var type = 0; type < problem.Vehicles.Count; type++)
        {
            for (var stop = 0; stop < StopCount; stop++)
            {
                _fits[type * StopCount + stop] = LeftOutReasons.StopReason(problem, problem.Stops[stop], [problem.Vehicles[type]]) is null;
            }
        }

        Servable = [.. Enumerable.Range(0, StopCount).Where(stop => problem.Vehicles.Where((_, type) => Fits(type, stop)).Any())];
        Neighbours = [.. Enumerable.Range(0, StopCount).Select(NeighboursOf)];
        Penalty = Penalties();
    }

    public RoutingProblem Problem { get; }

    public int StopCount { get; }

    public int Nodes { get; }

    public int[] Early { get; }

    public int[] Late { get; }

    public int[] Service { get; }

    public int[][] Demand { get; }

    public int[] Class { get; }

    /// <summary>Stops that at least one type of vehicles could serve alone.</summary>
    public IReadOnlyList<int> Servable { get; }

    /// <summary>For each stop itself and those that are near, the nearest first.</summary>
    public int[][] Neighbours { get; }

    /// <summary>What leaving out a stop costs the search: its penalty, or more than all that any plan costs.</summary>
    public long[] Penalty { get; }

    public int StartOf(int type) => StopCount + 2 * type;

    public int EndOf(int type) => StopCount + 2 * type + 1;

    /// <summary>From a node to each other.</summary>
    public ReadOnlySpan<Arc> To(int from) => _to.AsSpan(from * Nodes, Nodes);

    /// <summary>To a node from each other.</summary>
    public ReadOnlySpan<Arc> From(int to) => _from.AsSpan(to * Nodes, Nodes);

    public bool Fits(int type, int stop) => _fits[type * StopCount + stop];

    (Arc[] To, Arc[] From) Arcs(TravelMatrix travel, int[] places)
    {
        var to = new Arc[Nodes * Nodes];
        var from = new Arc[Nodes * Nodes];
        for (var a = 0; a < Nodes; a++)
        {
            for (var b = 0; b < Nodes; b++)
            {
                var arc = new Arc(travel.Distance(places[a], places[b]), travel.Duration(places[a], places[b]));
                to[a * Nodes + b] = arc;
                from[b * Nodes + a] = arc;
            }
        }

        return (to, from);
    }

    int[] NeighboursOf(int stop)
    {
        var distances = new long[StopCount];
        var others = Servable.ToArray();
        foreach (var other in others)
        {
            distances[other] = other == stop ? -1 : (long)To(stop)[other].Distance + From(stop)[other].Distance;
        }

        Array.Sort(others, (one, other) => (distances[one], one).CompareTo((distances[other], other)));
        return others.Length <= NeighboursMax ? others : others[..NeighboursMax];
    }

    long[] Penalties()
    {
        // Each stop adds at most two arcs and one tour to a plan.
        long most = 1;
        for (var type = 0; type < Problem.Vehicles.Count; type++)
        {
            var longest = _to.Max(arc => (long)arc.Distance);
            most = Math.Max(most, Problem.Vehicles[type].FixedCost + 2 * longest * Problem.Vehicles[type].CostPerDistance + 1);
        }

        var optional = Problem.Stops.Sum(stop => stop.SkipPenalty ?? 0);
        var required = most * (StopCount + 1) + optional;
        return [.. Problem.Stops.Select(stop => stop.SkipPenalty ?? required)];
    }
}
