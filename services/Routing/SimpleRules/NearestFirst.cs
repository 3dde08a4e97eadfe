using Marketplace.Routing.Search;

namespace Marketplace.Routing.SimpleRules;

/// <summary>
/// Begins a tour with the stop whose window closes first, and goes on to the nearest that it can still serve, until there is none.
/// </summary>
public sealed class NearestFirst : SimpleRule
{
    private protected override void Apply(SearchData data, SearchState state, CancellationToken ct)
    {
        foreach (var first in state.Absent.OrderBy(stop => data.Late[stop]).ToList())
        {
            ct.ThrowIfCancellationRequested();
            if (state.TourOf(first) is null && CheapestEmpty(data, state, first) is { } tour)
            {
                Take(state, first, tour, 0);
                for (var last = first; NextOf(data, state, tour, last) is { } next; last = next)
                {
                    Take(state, next, tour, tour.Count);
                }
            }
        }
    }

    static int? NextOf(SearchData data, SearchState state, SearchTour tour, int last)
    {
        foreach (var next in data.Neighbours[last])
        {
            if (state.TourOf(next) is null && tour.HasRoomFor(next) && tour.CanEndWith(next))
            {
                return next;
            }
        }

        return null;
    }
}
