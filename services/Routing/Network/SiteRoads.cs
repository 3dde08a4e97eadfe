namespace Marketplace.Routing.Network;

/// <summary>
/// Ways by coordinates: the great circle, of which the first kilometres at either end are as winding and slow as the terrain there, and
/// the rest is motorway. Declared lanes come before that. Distances are rounded up to 100 m, so that they are the same everywhere.
/// </summary>
public sealed class SiteRoads : IRoads
{
    const double EarthMetres = 6_371_000;
    const double LocalMetres = 30_000;
    const double MotorwayFactor = 1.2;
    const double MotorwayMetresPerSecond = 70 / 3.6;

    readonly (double X, double Y, double Z, double Factor, double Speed)[] _sites;
    readonly Dictionary<(int From, int To), DeclaredLane> _lanes;

    public SiteRoads(IReadOnlyList<Site> sites, IReadOnlyList<DeclaredLane> lanes)
    {
        ArgumentNullException.ThrowIfNull(sites);
        ArgumentNullException.ThrowIfNull(lanes);
        _sites = [.. sites.Select(Place)];
        _lanes = lanes.ToDictionary(lane => (lane.From, lane.To));
    }

    public int Places => _sites.Length;

    public int Distance(int from, int to) =>
        from == to ? 0 : _lanes.TryGetValue((from, to), out var lane) ? lane.Metres : Way(from, to).Metres;

    public int Duration(int from, int to) =>
        from == to ? 0 : _lanes.TryGetValue((from, to), out var lane) ? lane.Seconds : Way(from, to).Seconds;

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
