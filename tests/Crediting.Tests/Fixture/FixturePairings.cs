using System.Globalization;
using System.Text;
using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Crediting.Domain;

namespace Marketplace.Crediting.Tests.Fixture;

/// <summary>The pairings F01 to F19 of the rule book. Test data, close to published facts but no claims.</summary>
static class FixturePairings
{
    static readonly Dictionary<string, PairingPublished> ByName = Read();

    public static IReadOnlyCollection<string> Names => ByName.Keys;

    /// <summary>All of them, as the registry tells them.</summary>
    public static IReadOnlyCollection<PairingPublished> All => ByName.Values;

    public static PairingPublished Message(string name) => ByName[name];

    public static Guid Id(string name) => ByName[name].PairingId;

    /// <summary>The name of a pairing of the fixture.</summary>
    public static string Name(Guid pairingId) => ByName.Single(pair => pair.Value.PairingId == pairingId).Key;

    public static bool IsFixture(Guid pairingId) => ByName.Values.Any(pairing => pairing.PairingId == pairingId);

    /// <summary>Pairings of the fixture, all when none is named.</summary>
    public static Pairings Known(params string[] names) =>
        new((names.Length == 0 ? ByName.Keys : (IEnumerable<string>)names).Select(name => Of(ByName[name])));

    public static Pairing Of(PairingPublished message) => new()
    {
        PairingId = message.PairingId,
        Version = message.Version,
        Scheme = message.Scheme,
        Tier = message.Tier,
        EastPath = message.EastPath.Value,
        EastName = message.EastName,
        WestPath = message.WestPath.Value,
        WestName = message.WestName,
        ValidFrom = message.ValidFrom,
        ValidTo = message.ValidTo,
        TransitionUntil = message.TransitionUntil,
    };

    /// <summary>A pairing that is not in the fixture.</summary>
    public static PairingPublished Between(
        string east, string west, PairingTier tier = PairingTier.County, string from = "2016-01-01", Guid? id = null) => new()
        {
            PairingId = id ?? Guid.CreateVersion7(),
            Version = 1,
            Scheme = Scheme.EastWest,
            Tier = tier,
            EastPath = Places.Path(east),
            EastName = $"东{east}",
            WestPath = Places.Path(west),
            WestName = $"西{west}",
            ValidFrom = Day(from),
        };

    static Dictionary<string, PairingPublished> Read()
    {
        using var stream = typeof(FixturePairings).Assembly.GetManifestResourceStream("fixture-pairings.csv")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var lines = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return lines.Skip(1).Select(line => line.Split(',')).ToDictionary(cells => cells[0], cells => new PairingPublished
        {
            PairingId = new Guid(int.Parse(cells[0][1..], CultureInfo.InvariantCulture), 0, 0, [0, 0, 0, 0, 0, 0, 0, 1]),
            Version = 1,
            Scheme = Enum.Parse<Scheme>(cells[1]),
            Tier = Enum.Parse<PairingTier>(cells[2]),
            EastPath = Places.Path(cells[3]),
            EastName = cells[4],
            WestPath = Places.Path(cells[5]),
            WestName = cells[6],
            ValidFrom = Day(cells[7]),
            ValidTo = cells[8].Length > 0 ? Day(cells[8]) : null,
            TransitionUntil = cells[9].Length > 0 ? Day(cells[9]) : null,
        });
    }

    static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
