using System.Globalization;

namespace Marketplace.Benchmarks.Routing;

/// <summary>Which instances are searched, and how long.</summary>
/// <param name="Instances">Folder.</param>
/// <param name="Seconds">For each of them.</param>
sealed record RoutingOptions(string Instances, double Seconds, ulong Seed)
{
    /// <exception cref="FormatException">An option is not known, or its value can't be read.</exception>
    public static RoutingOptions Read(string[] args)
    {
        var options = new RoutingOptions(Path.Combine(AppContext.BaseDirectory, "Routing", "solomon"), Seconds: 30, Seed: 1);
        foreach (var pair in args.Chunk(2))
        {
            var value = pair.ElementAtOrDefault(1) ?? throw new FormatException($"{pair[0]} needs a value.");
            options = pair[0] switch
            {
                "--instances" => options with { Instances = value },
                "--seconds" => options with { Seconds = Number(pair[0], value) },
                "--seed" => options with { Seed = (ulong)Number(pair[0], value) },
                var other => throw new FormatException($"Unknown option {other}; there are --instances, --seconds and --seed."),
            };
        }

        return options;
    }

    static double Number(string name, string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value is > 0 and <= 86_400
            ? value
            : throw new FormatException($"{name} needs a number above 0 and up to 86400, not {text}.");
}
