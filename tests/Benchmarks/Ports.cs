using System.Globalization;

namespace Marketplace.Benchmarks;

/// <summary>Where the servers of deploy/local listen, as its script "up" lays them out.</summary>
sealed record Ports(int Postgres, int Broker)
{
    public static Ports Of(string data)
    {
        var edge = int.Parse(File.ReadAllText(Path.Combine(data, "run", "port")), CultureInfo.InvariantCulture);
        return new Ports(edge + 7, edge + 10);
    }
}
