namespace Marketplace.Routing.Network;

/// <summary>
/// Ways by coordinates: the great circle, of which the first kilometres at either end are as winding and slow as the terrain there, and
/// the rest is motorway. Declared lanes come before that, and what lorries took corrects either. Distances are rounded up to 100 m, so that
/// they are the same everywhere.
/// </summary>
public sealed class SiteRoads : IRoads
{
    const double EarthMetres = 6_371_000;
    const double LocalMetres = 30_000;
    const double MotorwayFactor = 1.2;
    const double MotorwayMetresPerSecond = 70 / 3.6;

    readonly (double X, double Y, double Z, double Factor, double Speed)[] _sites;
    readonly Dictionary<(int From, int To), DeclaredLane> _lanes;
    readonly Dictionary<(int From, int To), int> _observed;

    // Of each place the areas in which lanes begin, those in which lanes end, and the most exact of all: few, however many lanes there are.
    readonly int[][] _begins;
    readonly int[][] _ends;
    readonly int?[] _own;

    /// <summary>Lanes between single places: each place is an area by its number.</summary>
    public SiteRoads(IReadOnlyList<Site> sites, IReadOnlyList<DeclaredLane> lanes)
        : this(sites, lanes, [.. (sites ?? []).Select((_, place) => new[] { place })], [])
    {
    }

    /// <param name="sites">Where places are.</param>
    /// <param name="lanes">Between areas, of two areas one at most in each direction.</param>
    /// <param name="areas">Of each place those in which it lies, the most exact first.</param>
    /// <param name="observed">How long lorries took.</param>
    public SiteRoads(
        IReadOnlyList<Site> sites, IReadOnlyList<DeclaredLane> lanes, IReadOnlyList<IReadOnlyList<int>> areas,
        IReadOnlyList<ObservedDuration> observed)
    {
        ArgumentNullException.ThrowIfNull(sites);
        ArgumentNullException.ThrowIfNull(lanes);
        ArgumentNullException.ThrowIfNull(areas);
        ArgumentNullException.ThrowIfNull(observed);
        _sites = [.. sites.Select(Place)];
        _lanes = lanes.ToDictionary(lane => (lane.From, lane.To));
        _observed = observed.ToDictionary(took => (took.From, took.To), took => took.Seconds);
        var (begins, ends) = (lanes.Select(lane => lane.From).ToHashSet(), lanes.Select(lane => lane.To).ToHashSet());
        _begins = [.. areas.Select(own => own.Where(begins.Contains).ToArray())];
        _ends = [.. areas.Select(own => own.Where(ends.Contains).ToArray())];
        _own = [.. areas.Select(own => own.Count > 0 ? own[0] : (int?)null)];
    }

    public int Places => _sites.Length;

    public int Distance(int from, int to) => from == to ? 0 : LaneOf(from, to)?.Metres ?? Way(from, to).Metres;

    public int Duration(int from, int to)
    {
        if (from == to)
        {
            return 0;
        }

        var seconds = LaneOf(from, to)?.Seconds ?? Way(from, to).Seconds;
        return _own[from] is { } own && _own[to] is { } other && _observed.TryGetValue((own, other), out var took)
            ? ObservedDuration.Within(took, seconds)
            : seconds;
    }

    DeclaredLane? LaneOf(int from, int to)
    {
        foreach (var begin in _begins[from])
        {
            foreach (var end in _ends[to])
            {
                if (_lanes.TryGetValue((begin, end), out var lane))
                {
                    return lane;
                }
            }
        }

        return null;
    }

    (int Metres, int Seconds) Way(int from, int to)
    {
        var (start, end) = (_sites[from], _sites[to]);
        var (x, y, z) = (start.X - end.X, start.Y - end.Y, start.Z - end.Z);
        var straight = 2 * EarthMetres * Math.Asin(Math.Min(1, Math.Sqrt(x * x + y * y + z * z) / 2));
        var local = Math.Min(straight / 2, LocalMetres);
        var motorway = (straight - 2 * local) * MotorwayFactor;
        var metres = local * (start.Factor + end.Factor) + motorway;
        var seconds = local * start.Factor / start.Speed + local * end.Factor / end.Speed + motorway / MotorwayMetresPerSecond;
        return (100 * (int)Math.Ceiling(metres / 100), 10 * (int)Math.Ceiling(seconds / 10));
    }

    static (double X, double Y, double Z, double Factor, double Speed) Place(Site site)
    {
        var (longitude, latitude) = (Radians(site.LongitudeMicroDegrees), Radians(site.LatitudeMicroDegrees));
        var (factor, kmPerHour) = Roads(site.Terrain);
        return (
            Math.Cos(latitude) * Math.Cos(longitude), Math.Cos(latitude) * Math.Sin(longitude), Math.Sin(latitude),
            factor, kmPerHour / 3.6);
    }

    static (double Factor, double KmPerHour) Roads(Terrain terrain) => terrain switch
    {
        Terrain.Plain => (1.25, 45),
        Terrain.Hills => (1.4, 40),
        Terrain.Mountains => (1.6, 35),
        Terrain.Gorges => (1.9, 30),
    };

    static double Radians(int microDegrees) => microDegrees / 1e6 * Math.PI / 180;
}
