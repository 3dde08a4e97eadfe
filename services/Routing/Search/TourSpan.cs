namespace Marketplace.Routing.Search;

/// <summary>
/// A piece of a tour that is in time: how long it lasts at least, and between which instants it may begin to last no longer.
/// Two pieces are put together in a few additions (Kindervater and Savelsbergh; Vidal and others).
/// </summary>
readonly record struct TourSpan(int Duration, int Earliest, int Latest)
{
    public static TourSpan Of(SearchData data, int node) => new(data.Service[node], data.Early[node], data.Late[node]);

    /// <summary>This piece, an arc, and the next piece.</summary>
    public TourSpan Then(int arc, TourSpan next)
    {
        var reached = Duration + arc;
        var wait = Math.Max(next.Earliest - reached - Latest, 0);
        return new TourSpan(
            reached + wait + next.Duration,
            Math.Max(next.Earliest - reached, Earliest) - wait,
            Math.Min(next.Latest - reached, Latest));
    }
}
