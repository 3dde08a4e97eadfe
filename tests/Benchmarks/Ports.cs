using System.Globalization;

namespace Marketplace.Benchmarks;

/// <summary>Where the servers of deploy/local listen, as its script "up" has written it down.</summary>
sealed record Ports(int Postgres, int Broker)
{
    public static Ports Of(string data) => new(Read(data, "port.postgres"), Read(data, "port.rabbitmq"));

    static int Read(string data, string name) =>
        int.Parse(File.ReadAllText(Path.Combine(data, "run", name)), CultureInfo.InvariantCulture);
}
