namespace Marketplace.Routing.Search;

/// <summary>Inserts stops one after the other where each costs least, in an order that changes from step to step.</summary>
sealed class Recreate
{
    /// <summary>
    /// So many stops are tried in a step, of those that were absent for longer: there may be hundreds that nobody can take.
    /// </summary>
    const int OldAbsentMax = 20;

    readonly SearchData _data;
    readonly SearchState _state;
    readonly SearchRandom _random;
    readonly Blinks _blinks;

    // How often an order is used, in shares of 17; the first of them is by chance.
    readonly (int Weight, int[] Ranks)[] _orders;
    readonly List<int> _open = [];
    readonly List<int> _late = [];

    public Recreate(SearchData data, SearchState state, SearchRandom random)
    {
        (_data, _state, _random) = (data, state, random);
        _blinks = new Blinks(random);
        _orders =
        [
            (4, Ranks(stop => -SizeOf(stop))),
            (2, Ranks(stop => -FarOf(stop))),
            (1, Ranks(FarOf)),
            (2, Ranks(stop => data.Late[stop] - data.Early[stop])),
            (2, Ranks(stop => data.Early[stop])),
            (2, Ranks(stop => -data.Late[stop])),
        ];
    }

    /// <param name="oldAbsent">How many stops were absent before this step; they come first in the list.</param>
    public void Step(int oldAbsent)
    {
        var absent = _state.Absent;
        _open.Clear();
        _late.Clear();
        for (var index = 0; index < absent.Count; index++)
        {
            var isTried = index >= oldAbsent || oldAbsent <= OldAbsentMax || _random.Below(oldAbsent) < OldAbsentMax;
            (isTried ? _open : _late).Add(absent[index]);
        }

        Sort();
        absent.Clear();
        absent.AddRange(_late);
        foreach (var stop in _open)
        {
            if (!Insert(stop, _blinks))
            {
                absent.Add(stop);
            }
        }
    }

    /// <summary>Inserts whatever is absent and can be inserted for no more than its penalty.</summary>
    public void InsertAll()
    {
        // What was too dear may no longer be, next to what came after it.
        while (_state.Absent.RemoveAll(stop => Insert(stop, blinks: null)) > 0)
        {
        }
    }

    bool Insert(int stop, Blinks? blinks)
    {
        SearchTour? best = null;
        var (bestIndex, bestCost) = (-1, _data.Penalty[stop] + 1);
        var emptyType = -1;
        foreach (var tour in _state.Tours)
        {
            if (tour.Count == 0)
            {
                if (tour.Type == emptyType)
                {
                    continue;
                }

                emptyType = tour.Type;
            }

            if (!tour.HasRoomFor(stop))
            {
                continue;
            }

            var (index, cost) = tour.FindPlace(stop, bestCost, blinks);
            if (index >= 0)
            {
                (best, bestIndex, bestCost) = (tour, index, cost);
            }
        }

        if (best is null)
        {
            return false;
        }

        _state.Insert(stop, best, bestIndex);
        return true;
    }

    void Sort()
    {
        var drawn = _random.Below(17);
        foreach (var (weight, ranks) in _orders)
        {
            if (drawn < weight)
            {
                // Few and nearly always below 30: sorted as they are inserted, without a comparer to call.
                for (var at = 1; at < _open.Count; at++)
                {
                    var stop = _open[at];
                    var to = at;
                    for (; to > 0 && ranks[_open[to - 1]] > ranks[stop]; to--)
                    {
                        _open[to] = _open[to - 1];
                    }

                    _open[to] = stop;
                }

                return;
            }

            drawn -= weight;
        }

        _random.Shuffle(_open);
    }

    int[] Ranks(Func<int, long> key)
    {
        var order = Enumerable.Range(0, _data.StopCount).OrderBy(key).ToArray();
        var ranks = new int[order.Length];
        for (var rank = 0; rank < order.Length; rank++)
        {
            ranks[order[rank]] = rank;
        }

        return ranks;
    }

    /// <summary>Demand in millionths of the largest capacity, where it takes most.</summary>
    long SizeOf(int stop)
    {
        long size = 0;
        for (var dimension = 0; dimension < _data.Demand[stop].Length; dimension++)
        {
            var largest = Math.Max(1, _data.Problem.Vehicles.Max(vehicle => vehicle.Capacity[dimension]));
            size = Math.Max(size, _data.Demand[stop][dimension] * 1_000_000L / largest);
        }

        return size;
    }

    /// <summary>Distance from the nearest start.</summary>
    long FarOf(int stop) =>
        Enumerable.Range(0, _data.Problem.Vehicles.Count).Min(type => (long)_data.From(stop)[_data.StartOf(type)].Distance);
}
