using System.Globalization;
using System.Text;
using Marketplace.Platform.Storage;
using Marketplace.Rulebook.Tests.Cases;
using Marketplace.Rulebook.Tests.Run;

namespace Marketplace.Rulebook.Tests.Compare;

/// <summary>What was not as a case says, as a small table.</summary>
sealed class Differences(RulebookCase @case, Engine engine)
{
    readonly List<(string Where, string Expected, string Got)> _rows = [];

    public bool IsEmpty => _rows.Count == 0;

    public void Compare(string where, string expected, string got)
    {
        if (expected != got)
        {
            _rows.Add((where, expected, got));
        }
    }

    public void Add(string where, Exception failed) => _rows.Add(failed is CaseFailedException said
        ? ($"{where}: {said.What}", said.Expected, said.Got)
        : (where, "to go through", failed.Message));

    public override string ToString()
    {
        (string Where, string Expected, string Got)[] table = [("where", "expected", "got"), .. _rows.Select(Short)];
        var (first, second) = (table.Max(row => row.Where.Length), table.Max(row => row.Expected.Length));
        var text = new StringBuilder().AppendLine(CultureInfo.InvariantCulture, $"{@case.Id} on {engine}: {@case.Title}");
        foreach (var row in table)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  {row.Where.PadRight(first)} | {row.Expected.PadRight(second)} | {row.Got}");
        }

        return text.ToString();
    }

    static (string Where, string Expected, string Got) Short((string Where, string Expected, string Got) row) =>
        (Cut(row.Where), Cut(row.Expected), Cut(row.Got));

    static string Cut(string text)
    {
        const int LengthMax = 200;
        var line = text.ReplaceLineEndings(" ");
        return line.Length > LengthMax ? $"{line[..LengthMax]}…" : line;
    }
}
