using Marketplace.Routing.Network;

namespace Marketplace.Benchmarks.Routing;

/// <summary>
/// Makes days of the field: suppliers around western hubs, docks around eastern depots, parts with the sizes, kinds and skew of orders as
/// they come, vehicles of three sizes with and without cooling. The same for a seed.
/// </summary>
/// <param name="Parts">How many.</param>
/// <param name="Counties">Each with a hub and its suppliers.</param>
/// <param name="Cities">Each with a depot.</param>
/// <param name="Docks">In all cities together.</param>
/// <param name="Seed">Of the random numbers.</param>
/// <param name="LocalVehicles">Of each size and class at each node; what is larger than the need never leaves anything out.</param>
public sealed record FieldDay(int Parts, int Counties, int Cities, int Docks, int Seed, int LocalVehicles = 3)
{
    const int Hour = 3_600;
    const int SuppliersPerCounty = 5;

    static readonly string[] Ambient = ["ambient"];
    static readonly string[] Cold = ["chilled"];
    static readonly string[] Both = ["ambient", "chilled"];

    /// <summary>200 parts from 30 counties to 60 docks in 12 cities.</summary>
    public static FieldDay OfField(int seed) => new(200, 30, 12, 60, seed);

    /// <summary>12,500 parts from 447 counties to 95 cities.</summary>
    public static FieldDay OfNation(int seed) => new(12_500, 447, 95, 1_900, seed, LocalVehicles: 30);

    public NetworkProblem Problem()
    {
#pragma warning disable CA5394 // What a benchmark plays with has to be the same for a seed, and is no secret.
        var random = new Random(Seed);
        var sites = new List<Site>();
        var nodes = new List<NetworkNode>();
        var suppliers = new List<List<int>>();
        for (var prefecture = 0; suppliers.Count < Counties; prefecture++)
        {
            var centre = (Longitude: 99.5 + 8.5 * random.NextDouble(), Latitude: 24.5 + 8.5 * random.NextDouble());
            for (var county = 0; county < 6 && suppliers.Count < Counties; county++)
            {
                var hub = Add(Near(random, centre, 0.9), random.Next(3) == 0 ? Terrain.Gorges : Terrain.Mountains);
                nodes.Add(new NetworkNode($"hub {suppliers.Count}", NodeKind.Hub, hub, Both, 6 * Hour, 18 * Hour));
                var place = sites[hub];
                suppliers.Add([.. Enumerable.Range(0, SuppliersPerCounty).Select(number => number == 0
                    ? hub
                    : Add(Near(random, (place.LongitudeMicroDegrees / 1e6, place.LatitudeMicroDegrees / 1e6), 0.3), Terrain.Gorges))]);
            }
        }

        var docks = new List<List<int>>();
        for (var city = 0; city < Cities; city++)
        {
            var centre = (Longitude: 113 + 8.5 * random.NextDouble(), Latitude: 22.5 + 9.5 * random.NextDouble());
            var depot = Add(centre, Terrain.Plain);
            nodes.Add(new NetworkNode($"depot {city}", NodeKind.Depot, depot, Both, 3 * Hour, 20 * Hour));
            docks.Add([.. Enumerable.Range(0, Math.Max(1, Docks / Cities)).Select(_ => Add(Near(random, centre, 0.3), Terrain.Plain))]);
        }

        var parts = Enumerable.Range(0, Parts).Select(number => PartOf(random, number, suppliers, docks)).ToList();
        return new NetworkProblem(parts, nodes, [.. Vehicles(nodes)], new SiteRoads(sites, []));

        int Add((double Longitude, double Latitude) at, Terrain terrain)
        {
            sites.Add(new Site((int)(at.Longitude * 1e6), (int)(at.Latitude * 1e6), terrain));
            return sites.Count - 1;
        }
    }

    static (double Longitude, double Latitude) Near(Random random, (double Longitude, double Latitude) centre, double degrees) =>
        (centre.Longitude + degrees * (2 * random.NextDouble() - 1), centre.Latitude + degrees * (2 * random.NextDouble() - 1));

    /// <summary>55 % fresh, 25 % dry, 12 % gift sets, 8 % lorry loads; a county sells above all to its paired city.</summary>
    static Marketplace.Routing.Network.Part PartOf(Random random, int number, List<List<int>> suppliers, List<List<int>> docks)
    {
        // The top tenth of the counties has some 45 % of it.
        var county = (int)(suppliers.Count * Math.Pow(random.NextDouble(), 2.6));
        var paired = county * 7 % docks.Count;
        var city = random.NextDouble() < 0.8 ? paired : random.Next(docks.Count);
        var origin = suppliers[county][random.Next(suppliers[county].Count)];
        var dock = docks[city][random.Next(docks[city].Count)];
        var kind = random.NextDouble();
        var (kg, decilitresPerKg, cold, from, until) = kind switch
        {
            < 0.55 => (LogNormal(random, 350, 0.8, 60, 2_500), 35, 0.6, 5, 8),
            < 0.80 => (LogNormal(random, 900, 0.8, 100, 6_000), 20, 0.0, 8, 17),
            < 0.92 => (LogNormal(random, 600, 1.0, 50, 8_000), 60, 0.1, 8, 17),
            _ => (10_000 + random.Next(18_000), 28, 0.2, 6, 18),
        };
        var day = random.NextDouble() switch { < 0.02 => 1, < 0.72 => 3, _ => 4 };
        return new Marketplace.Routing.Network.Part(
            $"part {number}", origin, dock, kg, kg * decilitresPerKg / 10, random.NextDouble() < cold ? "chilled" : "ambient",
            (6 + random.Next(8)) * Hour, (24 * day + from) * Hour, (24 * day + until) * Hour);
    }

    static int LogNormal(Random random, double median, double sigma, int least, int most)
    {
        var normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        return (int)Math.Clamp(median * Math.Exp(sigma * normal), least, most);
    }
#pragma warning restore CA5394

    IEnumerable<NetworkVehicle> Vehicles(List<NetworkNode> nodes)
    {
        foreach (var node in nodes)
        {
            var leg = node.Kind == NodeKind.Hub ? LegKind.Collection : LegKind.Delivery;
            foreach (var (classes, suffix, factor) in new[] { (Ambient, "", 100), (Cold, " cold", 135) })
            {
                yield return Of("4.2 m", 1_800, 14_000, 20_000, 300, LocalVehicles);
                yield return Of("6.8 m", 8_000, 42_000, 35_000, 450, LocalVehicles);
                yield return Of("9.6 m", 16_000, 58_000, 55_000, 580, LocalVehicles);
                yield return Of("13 m", 29_000, 95_000, 80_000, 720, LocalVehicles);

                NetworkVehicle Of(string size, int kg, int litres, int fixedFen, int fenPerKm, int count) => new(
                    $"{node.Id} {size}{suffix}", leg, node.Id, count, kg, litres, classes, 11 * Hour,
                    fixedFen * factor / 100, fenPerKm * factor / 100);
            }
        }

        foreach (var (classes, suffix, factor) in new[] { (Ambient, "", 100), (Cold, " cold", 135) })
        {
            yield return Of("4.2 m", 1_800, 14_000, 30_000, 300);
            yield return Of("6.8 m", 8_000, 42_000, 60_000, 450);
            yield return Of("9.6 m", 16_000, 58_000, 90_000, 580);
            yield return Of("13 m", 29_000, 95_000, 120_000, 720);

            NetworkVehicle Of(string size, int kg, int litres, int fixedFen, int fenPerKm) => new(
                $"trunk {size}{suffix}", LegKind.Trunk, null, 100_000, kg, litres, classes, 72 * Hour,
                fixedFen * factor / 100, fenPerKm * factor / 100);
        }
    }
}
