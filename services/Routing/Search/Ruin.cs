namespace Marketplace.Routing.Search;

/// <summary>
/// Takes strings of stops out of tours that are near each other, so that there is room and time for something else (slack induction by
/// string removals, after Christiaens and Vanden Berghe, Transportation Science 2020).
/// </summary>
sealed class Ruin(SearchData data, SearchState state, SearchRandom random)
{
    /// <summary>So many stops are taken out on average.</summary>
    const int AverageStops = 10;

    const int LongestString = 10;

    /// <summary>Share of the strings in which some stops stay.</summary>
    const double SplitShare = 0.5;

    /// <summary>Chance that one more stop stays in a string that is split.</summary>
    const double StayMore = 0.01;

    /// <summary>Share of the steps in which a whole tour is dissolved besides, since strings alone seldom spare a vehicle.</summary>
    const double DissolveShare = 0.02;

    readonly HashSet<SearchTour> _ruined = [];

    public void Step()
    {
        _ruined.Clear();
        var seed = data.Servable[random.Below(data.Servable.Count)];
        if (random.Unit() < DissolveShare && state.TourOf(seed) is { } dissolved)
        {
            state.Remove(dissolved, 0, dissolved.Count);
            _ruined.Add(dissolved);
        }

        var (longest, tours) = Extent();
        foreach (var stop in data.Neighbours[seed])
        {
            if (_ruined.Count >= tours)
            {
                break;
            }

            if (state.TourOf(stop) is { } tour && _ruined.Add(tour))
            {
                RemoveString(tour, tour.IndexOf(stop), Math.Min(tour.Count, longest));
            }
        }
    }

    /// <summary>How long strings are at most, and from how many tours they are taken.</summary>
    (double Longest, int Tours) Extent()
    {
        var (stops, used) = (0, 0);
        foreach (var tour in state.Tours)
        {
            stops += tour.Count;
            used += tour.Count > 0 ? 1 : 0;
        }

        var longest = Math.Min(LongestString, used == 0 ? 1.0 : (double)stops / used);
        var most = 4.0 * AverageStops / (1 + longest) - 1;
        return (longest, (int)(1 + random.Unit() * most));
    }

    void RemoveString(SearchTour tour, int index, double longest)
    {
        var length = (int)(1 + random.Unit() * longest);
        var stay = length > 1 && length < tour.Count && random.Unit() < SplitShare ? 1 : 0;
        while (stay > 0 && length + stay < tour.Count && random.Unit() < StayMore)
        {
            stay++;
        }

        var whole = length + stay;
        var first = Math.Max(0, index - whole + 1);
        var last = Math.Min(index, tour.Count - whole);
        var begin = first + random.Below(last - first + 1);
        if (stay == 0)
        {
            state.Remove(tour, begin, length);
            return;
        }

        var kept = 1 + random.Below(length - 1);
        state.Remove(tour, begin + kept + stay, length - kept);
        state.Remove(tour, begin, kept);
    }
}
