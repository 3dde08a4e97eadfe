using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Marketplace.Benchmarks;

/// <summary>One measured value.</summary>
/// <param name="Group">What it is about, with the unit: "CPU, ms per order".</param>
/// <param name="Name">Which of the group: "ordering".</param>
/// <param name="Value">NaN when there was nothing to measure.</param>
sealed record Figure(string Group, string Name, double Value);

/// <summary>The figures of a run by phase: prints them beside those of an earlier run, and writes them to a file.</summary>
sealed class Figures
{
    static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    readonly Run? _earlier;
    readonly Dictionary<string, Dictionary<string, Dictionary<string, double>>> _phases = [];

    Figures(Run? earlier) => _earlier = earlier;

    /// <summary>Compares with the file of an earlier run, when there is one.</summary>
    public static Figures Beside(string? file) =>
        new(file is null ? null : JsonSerializer.Deserialize<Run>(File.ReadAllText(file), Json));

    /// <summary>Prints what a phase has measured, a line for each group; "×0.5" is half of what the earlier run had.</summary>
    public void Tell(string phase, IEnumerable<Figure> figures)
    {
        var groups = figures.GroupBy(figure => figure.Group)
            .ToDictionary(group => group.Key, group => group.ToDictionary(figure => figure.Name, figure => Rounded(figure.Value)));
        _phases.Add(phase, groups);
        Console.WriteLine();
        Console.WriteLine(phase);
        foreach (var (group, values) in groups)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  {group,-26} {string.Join(" · ", values.Select(value => $"{value.Key} {value.Value}{Ratio(phase, group, value)}"))}"));
        }
    }

    /// <summary>Writes all of it, for a later run to compare with.</summary>
    public async Task WriteAsync(string file, Options options, CancellationToken ct)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(new Run(Environment.ProcessorCount, options, _phases), Json), ct);
        Console.WriteLine();
        Console.WriteLine($"Written to {file}");
    }

    string Ratio(string phase, string group, KeyValuePair<string, double> value) =>
        _earlier?.Phases.GetValueOrDefault(phase)?.GetValueOrDefault(group)?.TryGetValue(value.Key, out var before) == true && before > 0
            ? string.Create(CultureInfo.InvariantCulture, $" ×{value.Value / before:0.00}")
            : "";

    static double Rounded(double value) => Math.Round(value, 1);

    /// <summary>The file of a run.</summary>
    sealed record Run(int Cores, Options Options, Dictionary<string, Dictionary<string, Dictionary<string, double>>> Phases);
}
