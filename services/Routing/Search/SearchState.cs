namespace Marketplace.Routing.Search;

/// <summary>A plan while it is being changed, step by step; each step is kept or undone as a whole.</summary>
sealed class SearchState
{
    readonly SearchData _data;
    readonly List<SearchTour> _touched = [];
    readonly SearchTour?[] _tourOf;
    readonly List<int> _absentBefore = [];
    long _costBefore;

    public SearchState(SearchData data)
    {
        _data = data;
        _tourOf = new SearchTour?[data.StopCount];
        Tours = [.. Vehicles(data)];
        Absent = [.. data.Servable];
        Cost = Absent.Sum(stop => data.Penalty[stop]);
        BeginStep();
    }

    /// <summary>All vehicles that may be needed, those of a type one after the other, also those that stay where they are.</summary>
    public SearchTour[] Tours { get; }

    /// <summary>Stops that no tour serves, of those that could be served.</summary>
    public List<int> Absent { get; private set; }

    /// <summary>Of all tours, and the penalties of the stops that are absent.</summary>
    public long Cost { get; private set; }

    public SearchTour? TourOf(int stop) => _tourOf[stop];

    public void Insert(int stop, SearchTour tour, int index)
    {
        Touch(tour);
        Cost -= tour.Cost + _data.Penalty[stop];
        tour.Insert(stop, index);
        Cost += tour.Cost;
        _tourOf[stop] = tour;
    }

    /// <summary>Takes stops that follow each other out of a tour.</summary>
    public void Remove(SearchTour tour, int index, int count)
    {
        Touch(tour);
        foreach (var stop in tour.Stops.Slice(index, count))
        {
            Absent.Add(stop);
            _tourOf[stop] = null;
            Cost += _data.Penalty[stop];
        }

        Cost -= tour.Cost;
        tour.RemoveAt(index, count);
        Cost += tour.Cost;
    }

    /// <summary>From here on changes can be undone.</summary>
    public void BeginStep()
    {
        foreach (var tour in _touched)
        {
            tour.Keep();
        }

        _touched.Clear();
        _absentBefore.Clear();
        _absentBefore.AddRange(Absent);
        _costBefore = Cost;
    }

    /// <summary>Undoes all since <see cref="BeginStep"/>.</summary>
    public void UndoStep()
    {
        foreach (var tour in _touched)
        {
            tour.Undo();
        }

        foreach (var tour in _touched)
        {
            foreach (var stop in tour.Stops)
            {
                _tourOf[stop] = tour;
            }
        }

        _touched.Clear();
        Absent.Clear();
        Absent.AddRange(_absentBefore);
        foreach (var stop in Absent)
        {
            _tourOf[stop] = null;
        }

        Cost = _costBefore;
    }

    /// <summary>The stops of each tour, in the order of <see cref="Tours"/>.</summary>
    public int[][] Copy() => [.. Tours.Select(tour => tour.Stops.ToArray())];

    /// <summary>Makes it as it was when it was copied.</summary>
    public void Restore(int[][] tours)
    {
        Array.Clear(_tourOf);
        foreach (var (tour, stops) in Tours.Zip(tours))
        {
            tour.Set(stops);
            foreach (var stop in stops)
            {
                _tourOf[stop] = tour;
            }
        }

        Absent = [.. _data.Servable.Where(stop => _tourOf[stop] is null)];
        Cost = Tours.Sum(tour => tour.Cost) + Absent.Sum(stop => _data.Penalty[stop]);
        BeginStep();
    }

    void Touch(SearchTour tour)
    {
        if (!tour.IsTouched)
        {
            tour.Touch();
            _touched.Add(tour);
        }
    }

    static IEnumerable<SearchTour> Vehicles(SearchData data)
    {
        for (var type = 0; type < data.Problem.Vehicles.Count; type++)
        {
            var stops = data.Servable.Count(stop => data.Fits(type, stop));
            for (var vehicle = Math.Min(stops, data.Problem.Vehicles[type].Count); vehicle > 0; vehicle--)
            {
                yield return new SearchTour(data, type);
            }
        }
    }
}
