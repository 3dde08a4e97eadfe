namespace Marketplace.Routing.Search;

/// <summary>
/// A vehicle's tour while it is being searched, with what an insertion at each place needs to know, so that it is judged at once.
/// </summary>
sealed class SearchTour
{
    readonly SearchData _data;
    readonly int _longest;
    TourState _now = new();
    TourState _before = new();

    public SearchTour(SearchData data, int type)
    {
        _data = data;
        Type = type;
        var vehicle = data.Problem.Vehicles[type];
        Capacity = [.. vehicle.Capacity];
        (FixedCost, CostPerDistance) = (vehicle.FixedCost, vehicle.CostPerDistance);
        // A tour within its shift can't last longer than the shift.
        _longest = vehicle.LongestDuration is { } longest && longest < vehicle.ShiftUntil - vehicle.ShiftFrom ? longest : int.MaxValue;
        Set([]);
    }

    public int Type { get; }

    public int[] Capacity { get; }

    public long FixedCost { get; }

    public int CostPerDistance { get; }

    /// <summary>How many stops it has.</summary>
    public int Count => _now.Count;

    /// <summary>Of its goods; -1 while it has none.</summary>
    public int Class => Count == 0 ? -1 : _data.Class[_now.Nodes[1]];

    public long Cost => _now.Cost;

    public bool IsTouched { get; private set; }

    public ReadOnlySpan<int> Stops => _now.Nodes.AsSpan(1, Count);

    /// <summary>Sets the stops, which have to be within all limits.</summary>
    public void Set(ReadOnlySpan<int> stops)
    {
        _now.Reserve(stops.Length + 2);
        stops.CopyTo(_now.Nodes.AsSpan(1));
        _now.Count = stops.Length;
        Update();
    }

    /// <summary>Remembers how it is, for <see cref="Undo"/>.</summary>
    public void Touch()
    {
        _before.CopyFrom(_now);
        IsTouched = true;
    }

    public void Keep() => IsTouched = false;

    public void Undo()
    {
        (_now, _before) = (_before, _now);
        IsTouched = false;
    }

    public int IndexOf(int stop) => Stops.IndexOf(stop);

    public void RemoveAt(int index, int count)
    {
        Array.Copy(_now.Nodes, index + 1 + count, _now.Nodes, index + 1, Count - index - count);
        _now.Count -= count;
        Update();
    }

    public void Insert(int stop, int index)
    {
        _now.Reserve(Count + 3);
        Array.Copy(_now.Nodes, index + 1, _now.Nodes, index + 2, Count - index);
        _now.Nodes[index + 1] = stop;
        _now.Count++;
        Update();
    }

    /// <summary>Whether a stop's goods may go with those that are there, and there is room for them.</summary>
    public bool HasRoomFor(int stop)
    {
        if (!_data.Fits(Type, stop) || (Count > 0 && _data.Class[stop] != Class))
        {
            return false;
        }

        var demand = _data.Demand[stop];
        for (var dimension = 0; dimension < demand.Length; dimension++)
        {
            if (_now.Load[dimension] + demand[dimension] > Capacity[dimension])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// Looks for the place where a stop, for which there is room, costs least, and less than a bound.
    /// Now and then a place is passed over (<paramref name="blinks"/>), so that not each step ends in the same plan.
    /// </summary>
    /// <returns>Before which stop, counted from 0, and by how much it costs more; -1 when there is no such place.</returns>
    public (int Index, long Cost) FindPlace(int stop, long below, Blinks? blinks)
    {
        var (nodes, begun, late, ahead) = (_now.Nodes, _now.Done, _now.LatestBegin, _now.Ahead);
        var to = _data.To(stop);
        var from = _data.From(stop);
        var (stopEarly, stopLate, service) = (_data.Early[stop], _data.Late[stop], _data.Service[stop]);
        var opening = Count == 0 ? FixedCost : 0;
        var (best, bestCost) = (-1, below);
        for (var index = 0; index <= Count; index++)
        {
            if (begun[index] > stopLate)
            {
                break;
            }

            var (before, after) = (nodes[index], nodes[index + 1]);
            var (arcTo, arcFrom) = (from[before], to[after]);
            var cost = opening + ((long)arcTo.Distance + arcFrom.Distance - ahead[index].Distance) * CostPerDistance;
            if (cost >= bestCost)
            {
                continue;
            }

            var begin = Math.Max(begun[index] + arcTo.Duration, stopEarly);
            if (begin > stopLate
                || begin + service + arcFrom.Duration > late[index + 1]
                || (_longest != int.MaxValue && DurationWith(stop, index, arcTo, arcFrom) > _longest)
                || (blinks?.Blink() ?? false))
            {
                continue;
            }

            (best, bestCost) = (index, cost);
        }

        return (best, bestCost);
    }

    /// <summary>Whether a stop, for which there is room, can be served after all others.</summary>
    public bool CanEndWith(int stop)
    {
        var (arcTo, arcFrom) = (_data.From(stop)[_now.Nodes[Count]], _data.To(stop)[_now.Nodes[Count + 1]]);
        var begin = Math.Max(_now.Done[Count] + arcTo.Duration, _data.Early[stop]);
        return begin <= _data.Late[stop]
            && begin + _data.Service[stop] + arcFrom.Duration <= _now.LatestBegin[Count + 1]
            && (_longest == int.MaxValue || DurationWith(stop, Count, arcTo, arcFrom) <= _longest);
    }

    /// <summary>How long the whole tour lasts at least when a stop is inserted at a place where it is in time.</summary>
    int DurationWith(int stop, int index, Arc arcTo, Arc arcFrom) =>
        _now.UpTo[index].Then(arcTo.Duration, TourSpan.Of(_data, stop)).Then(arcFrom.Duration, _now.Onward[index + 1]).Duration;

    void Update()
    {
        var state = _now;
        var count = state.Count;
        var (nodes, done) = (state.Nodes, state.Done);
        (nodes[0], nodes[count + 1]) = (_data.StartOf(Type), _data.EndOf(Type));
        done[0] = _data.Early[nodes[0]];
        long distance = 0;
        for (var index = 1; index <= count + 1; index++)
        {
            var (before, node) = (nodes[index - 1], nodes[index]);
            var arc = _data.To(before)[node];
            state.Ahead[index - 1] = arc;
            distance += arc.Distance;
            done[index] = Math.Max(done[index - 1] + arc.Duration, _data.Early[node]) + _data.Service[node];
        }

        state.LatestBegin[count + 1] = _data.Late[nodes[count + 1]];
        for (var index = count; index >= 0; index--)
        {
            var node = nodes[index];
            state.LatestBegin[index] = Math.Min(
                state.LatestBegin[index + 1] - state.Ahead[index].Duration - _data.Service[node], _data.Late[node]);
        }

        UpdateSpans();
        UpdateLoad();
        state.Cost = count == 0 ? 0 : FixedCost + distance * CostPerDistance;
    }

    void UpdateSpans()
    {
        if (_longest == int.MaxValue)
        {
            return;
        }

        var (state, last) = (_now, Count + 1);
        state.UpTo[0] = TourSpan.Of(_data, state.Nodes[0]);
        for (var index = 1; index <= last; index++)
        {
            state.UpTo[index] = state.UpTo[index - 1].Then(state.Ahead[index - 1].Duration, TourSpan.Of(_data, state.Nodes[index]));
        }

        state.Onward[last] = TourSpan.Of(_data, state.Nodes[last]);
        for (var index = last - 1; index >= 0; index--)
        {
            state.Onward[index] = TourSpan.Of(_data, state.Nodes[index]).Then(state.Ahead[index].Duration, state.Onward[index + 1]);
        }
    }

    void UpdateLoad()
    {
        var load = _now.Load;
        Array.Clear(load);
        foreach (var stop in Stops)
        {
            var demand = _data.Demand[stop];
            for (var dimension = 0; dimension < demand.Length; dimension++)
            {
                load[dimension] += demand[dimension];
            }
        }
    }
}
