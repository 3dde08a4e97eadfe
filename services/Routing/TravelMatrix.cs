namespace Marketplace.Routing;

/// <summary>How far it is from each place to each other, and how long it takes; neither has to be the same both ways.</summary>
public sealed class TravelMatrix
{
    readonly int[] _distances;
    readonly int[] _durations;

    /// <summary>Asks for each pair of places once.</summary>
    /// <param name="places">How many there are; they are numbered from 0.</param>
    /// <param name="distance">From one place to another, in metres or another unit of which a whole number is meant.</param>
    /// <param name="duration">From one place to another, in seconds or another unit, the one of all times of the problem.</param>
    /// <exception cref="ArgumentException">A distance or duration is negative, or above <see cref="RoutingProblem.ArcMax"/>.</exception>
    public TravelMatrix(int places, Func<int, int, int> distance, Func<int, int, int> duration)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(places);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(places, RoutingProblem.PlacesMax);
        ArgumentNullException.ThrowIfNull(distance);
        ArgumentNullException.ThrowIfNull(duration);
        Places = places;
        _distances = Table(places, distance);
        _durations = Table(places, duration);
    }

    public int Places { get; }

    public int Distance(int from, int to) => _distances[from * Places + to];

    public int Duration(int from, int to) => _durations[from * Places + to];

    static int[] Table(int places, Func<int, int, int> arc)
    {
        var table = new int[places * places];
        for (var from = 0; from < places; from++)
        {
            for (var to = 0; to < places; to++)
            {
                var value = from == to ? 0 : arc(from, to);
                table[from * places + to] = value is >= 0 and <= RoutingProblem.ArcMax
                    ? value
                    : throw new ArgumentException($"From {from} to {to} it is {value}, which is not from 0 to {RoutingProblem.ArcMax}.");
            }
        }

        return table;
    }
}
