namespace Marketplace.Routing.Search;

/// <summary>The stops of a tour and what is reckoned from them. Index 0 is the start, the one after the last stop the end.</summary>
sealed class TourState
{
    public int Count { get; set; }

    public long Cost { get; set; }

    public long[] Load { get; } = new long[RoutingProblem.DimensionsMax];

    public int[] Nodes { get; private set; } = new int[8];

    /// <summary>When service is done, when all is done as soon as it can be.</summary>
    public int[] Done { get; private set; } = new int[8];

    /// <summary>When service has to begin, so that all that follows is in time.</summary>
    public int[] LatestBegin { get; private set; } = new int[8];

    /// <summary>Arc to the next node.</summary>
    public Arc[] Ahead { get; private set; } = new Arc[8];

    /// <summary>From the start to a node; only where the duration is limited.</summary>
    public TourSpan[] UpTo { get; private set; } = new TourSpan[8];

    /// <summary>From a node to the end; only where the duration is limited.</summary>
    public TourSpan[] Onward { get; private set; } = new TourSpan[8];

    public void Reserve(int nodes)
    {
        if (Nodes.Length < nodes)
        {
            var length = Math.Max(nodes, 2 * Nodes.Length);
            Nodes = Longer(Nodes, length);
            Done = Longer(Done, length);
            LatestBegin = Longer(LatestBegin, length);
            Ahead = Longer(Ahead, length);
            UpTo = Longer(UpTo, length);
            Onward = Longer(Onward, length);
        }
    }

    public void CopyFrom(TourState other)
    {
        var nodes = other.Count + 2;
        Reserve(nodes);
        (Count, Cost) = (other.Count, other.Cost);
        Array.Copy(other.Load, Load, Load.Length);
        Array.Copy(other.Nodes, Nodes, nodes);
        Array.Copy(other.Done, Done, nodes);
        Array.Copy(other.LatestBegin, LatestBegin, nodes);
        Array.Copy(other.Ahead, Ahead, nodes);
        Array.Copy(other.UpTo, UpTo, nodes);
        Array.Copy(other.Onward, Onward, nodes);
    }

    static T[] Longer<T>(T[] items, int length)
    {
        Array.Resize(ref items, length);
        return items;
    }
}
