using Marketplace.Routing.Search;

namespace Marketplace.Routing.SimpleRules;

/// <summary>
/// What simple rules have in common: they go through the stops once, and what they leave is inserted where it costs least.
/// </summary>
public abstract class SimpleRule : IRouteSolver
{
    public RoutePlan Solve(RoutingProblem problem, SolverLimits limits, IProgress<SolverProgress>? progress, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(limits);
        var data = new SearchData(problem);
        var state = new SearchState(data);
        Apply(data, state, ct);
        new Recreate(data, state, new SearchRandom(limits.Seed)).InsertAll();
        return PlanWriter.Write(data, state);
    }

    private protected abstract void Apply(SearchData data, SearchState state, CancellationToken ct);

    /// <summary>Takes a stop that was absent into a tour.</summary>
    private protected static void Take(SearchState state, int stop, SearchTour tour, int index)
    {
        state.Insert(stop, tour, index);
        state.Absent.Remove(stop);
    }

    /// <summary>The vehicle at rest that serves a stop alone at the least cost; null when there is none, or its penalty is less.</summary>
    private protected static SearchTour? CheapestEmpty(SearchData data, SearchState state, int stop)
    {
        var (best, bestCost) = ((SearchTour?)null, data.Penalty[stop] + 1);
        foreach (var tour in state.Tours.Where(tour => tour.Count == 0 && tour.HasRoomFor(stop)))
        {
            if (tour.FindPlace(stop, bestCost, blinks: null) is { Index: 0 } found)
            {
                (best, bestCost) = (tour, found.Cost);
            }
        }

        return best;
    }
}
