using Marketplace.Routing.Search;

namespace Marketplace.Routing.SimpleRules;

/// <summary>Sends the cheapest vehicle to each stop alone, as long as there are vehicles.</summary>
public sealed class DirectTours : SimpleRule
{
    private protected override void Apply(SearchData data, SearchState state, CancellationToken ct)
    {
        foreach (var stop in state.Absent.ToList())
        {
            ct.ThrowIfCancellationRequested();
            if (CheapestEmpty(data, state, stop) is { } tour)
            {
                Take(state, stop, tour, 0);
            }
        }
    }
}
