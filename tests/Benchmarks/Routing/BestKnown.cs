using System.Globalization;

namespace Marketplace.Benchmarks.Routing;

/// <summary>The best distances that are known of public instances.</summary>
static class BestKnown
{
    public const string FileName = "best-known.csv";

    static readonly char[] Separators = [',', ';', '\t'];

    /// <summary>Distances by the name of the instance, without extension; empty when there is no file.</summary>
    /// <exception cref="FormatException">A line can't be read.</exception>
    public static IReadOnlyDictionary<string, double> Read(string folder)
    {
        var known = new Dictionary<string, double>(StringComparer.OrdinalIgnoreCase);
        var file = Path.Combine(folder, FileName);
        if (!File.Exists(file))
        {
            return known;
        }

        var rows = File.ReadLines(file)
            .Select((line, index) => (Number: index + 1, Cells: line.Split(Separators, StringSplitOptions.TrimEntries)))
            .Where(row => row.Cells.Any(cell => cell.Length > 0)).ToList();
        var headings = rows.Count == 0 ? [] : rows[0].Cells.Select(cell => cell.Trim('"').ToUpperInvariant()).ToList();
        var (name, distance) = (headings.IndexOf("INSTANCE"), headings.IndexOf("DISTANCE"));
        if (name < 0 || distance < 0)
        {
            throw new FormatException($"{file}: the first line has to name the columns instance and distance.");
        }

        foreach (var (number, cells) in rows.Skip(1))
        {
            if (cells.Length <= Math.Max(name, distance)
                || !double.TryParse(cells[distance].Trim('"'), NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
                || !double.IsFinite(value) || value <= 0)
            {
                throw new FormatException($"{file}, line {number}: there is no name with a distance above 0.");
            }

            known[NameOf(cells[name].Trim('"'))] = value;
        }

        return known;
    }

    /// <summary>Without the extension of a text file; another dot belongs to the name (R101.25).</summary>
    public static string NameOf(string file) => file.EndsWith(".txt", StringComparison.OrdinalIgnoreCase) ? file[..^4] : file;
}
