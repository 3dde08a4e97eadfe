using System.Globalization;

namespace Marketplace.Benchmarks.Routing;

/// <summary>Which days are planned, and how long.</summary>
/// <param name="Days">field, national or both.</param>
/// <param name="Seed">Of the day and of the search.</param>
/// <param name="FieldSteps">Steps of the search for each stop of a leg.</param>
/// <param name="NationalSteps">The same for the national day.</param>
sealed record NetworkOptions(IReadOnlyList<string> Days, int Seed, int FieldSteps, int NationalSteps)
{
    /// <exception cref="FormatException">An option is not known, or its value can't be read.</exception>
    public static NetworkOptions Read(string[] args)
    {
        var options = new NetworkOptions(["field", "national"], Seed: 1, FieldSteps: 300, NationalSteps: 100);
        foreach (var pair in args.Chunk(2))
        {
            var value = pair.ElementAtOrDefault(1) ?? throw new FormatException($"{pair[0]} needs a value.");
            options = pair[0] switch
            {
                "--days" => options with { Days = value.Split(',') },
                "--seed" => options with { Seed = Number(pair[0], value) },
                "--steps" => options with { FieldSteps = Number(pair[0], value), NationalSteps = Number(pair[0], value) },
                var other => throw new FormatException($"Unknown option {other}; there are --days, --seed and --steps."),
            };
        }

        return options;
    }

    static int Number(string name, string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
        ? value
        : throw new FormatException($"{name} needs a whole number, not {text}.");
}
