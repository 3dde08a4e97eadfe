using System.Globalization;

namespace Marketplace.Benchmarks.Lists;

/// <summary>What to do with which lists.</summary>
/// <param name="Command">fill, measure, or all.</param>
/// <param name="Server">Connection string of the PostgreSQL server, without a database.</param>
/// <param name="Service">Ordering, Logistics, Carriers, Freight or Crediting; all of them when null.</param>
/// <param name="Rows">How many rows fill writes for each list.</param>
sealed record ListOptions(string Command, string Server, string? Service, int Rows)
{
    public static ListOptions Read(string[] args)
    {
        if (args.Length == 0)
        {
            throw new ArgumentException("Say what to do: fill, measure or all.");
        }

        var given = args[1..].Chunk(2).ToDictionary(
            pair => pair[0], pair => pair.ElementAtOrDefault(1) ?? throw new ArgumentException($"{pair[0]} needs a value."));
        given.Remove("--database", out var server);
        given.Remove("--service", out var service);
        var rows = given.Remove("--rows", out var text) ? int.Parse(text, CultureInfo.InvariantCulture) : 3_000_000;
        return given.Count == 0
            ? new ListOptions(
                args[0], server ?? throw new ArgumentException("--database needs the connection string of a server."), service, rows)
            : throw new ArgumentException($"Unknown option {given.Keys.First()}.");
    }
}
