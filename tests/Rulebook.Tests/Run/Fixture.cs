using System.Globalization;
using System.Text;
using Marketplace.Contracts;
using Marketplace.Rulebook.Tests.Cases;

namespace Marketplace.Rulebook.Tests.Run;

/// <summary>The pairings F01 to F19 of the rule book. Test data, close to published facts but no claims.</summary>
static class Fixture
{
    /// <summary>A development zone in Changzhou that is a party of its own.</summary>
    public const string Zone = "ZONE-CZJKQ";

    public const string ZoneHost = "320412";

    /// <summary>The unit that holds the designation F19.</summary>
    public const string DesignatedUnit = "央企甲";

    static readonly string[][] Rows = Read();

    /// <summary>The pairings of regions by name.</summary>
    public static IReadOnlyDictionary<string, GivenPairing> Pairings { get; } = Rows.Where(row => row[1] != "Designated").ToDictionary(
        row => row[0],
        row => new GivenPairing
        {
            Scheme = Enum.Parse<Scheme>(row[1]),
            Tier = Enum.Parse<PairingTier>(row[2]),
            East = row[3],
            West = row[5],
            From = row[7],
            To = row[8] is { Length: > 0 } end ? end : null,
            TransitionUntil = row[9] is { Length: > 0 } last ? last : null,
        });

    /// <summary>The designations by name.</summary>
    public static IReadOnlyDictionary<string, GivenDesignation> Designations { get; } = Rows.Where(row => row[1] == "Designated")
        .ToDictionary(
            row => row[0], row => new GivenDesignation { Unit = row[4], County = row[5], From = row[7] });

    /// <summary>The names of the parties as the fixture gives them; by region where the case does not say otherwise.</summary>
    public static string NameOf(string region) =>
        Rows.Select(row => (Id: row[3], Name: row[4]))
            .Concat(Rows.Select(row => (Id: row[5], Name: row[6]))).FirstOrDefault(row => row.Id == region).Name
        ?? region;

    static string[][] Read()
    {
        using var stream = typeof(Fixture).Assembly.GetManifestResourceStream("fixture-pairings.csv")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Skip(1).Select(line => line.Split(','))];
    }

    /// <summary>"F07" → 7: the ids of the fixture are the same in every run.</summary>
    public static Guid Id(string name) => new(int.Parse(name[1..], CultureInfo.InvariantCulture), 0, 0, [0, 0, 0, 0, 0, 0, 0, 1]);

    public static bool Has(string name) => Pairings.ContainsKey(name) || Designations.ContainsKey(name);
}
