using System.Globalization;

namespace Marketplace.Benchmarks.Ledger;

/// <summary>What to do with which ledger.</summary>
/// <param name="Command">fill, verify, credit, reports, close, reclass, import, or all.</param>
/// <param name="Database">Connection string of the PostgreSQL database.</param>
/// <param name="Entries">How many entries fill writes.</param>
/// <param name="Seconds">How long credit is measured.</param>
/// <param name="Lines">How many sales reclass changes.</param>
/// <param name="Rows">How many rows import has.</param>
sealed record LedgerOptions(string Command, string Database, long Entries, int Seconds, int Lines, int Rows)
{
    public static LedgerOptions Read(string[] args)
    {
        if (args.Length == 0)
        {
            throw new ArgumentException("Say what to do: fill, verify, credit, reports, close, reclass, import or all.");
        }

        var given = args[1..].Chunk(2).ToDictionary(
            pair => pair[0], pair => pair.ElementAtOrDefault(1) ?? throw new ArgumentException($"{pair[0]} needs a value."));
        long Number(string name, long value) => given.Remove(name, out var text) ? long.Parse(text, CultureInfo.InvariantCulture) : value;
        given.Remove("--database", out var database);
        var options = new LedgerOptions(
            args[0],
            database ?? throw new ArgumentException("--database needs the connection string of a PostgreSQL database."),
            Number("--entries", 200_000),
            (int)Number("--seconds", 30),
            (int)Number("--lines", 100_000),
            (int)Number("--rows", 200_000));
        return given.Count == 0 ? options : throw new ArgumentException($"Unknown option {given.Keys.First()}.");
    }
}
