namespace Marketplace.AllInOne.Demo;

/// <summary>Lines up texts in which Chinese characters take two places on the screen and others one.</summary>
static class Columns
{
    const string Gap = "  ";

    /// <summary>The rows as lines, each column as wide as its widest text.</summary>
    /// <param name="rows">The first row is the heading, and is underlined.</param>
    /// <param name="right">Which columns stand at the right edge.</param>
    public static IEnumerable<string> Lines(IReadOnlyList<string[]> rows, params int[] right)
    {
        int[] widths = [.. Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => Width(row[column])))];
        for (var i = 0; i < rows.Count; i++)
        {
            yield return string.Join(Gap, rows[i].Select((text, column) => Padded(text, widths[column], right.Contains(column)))).TrimEnd();
            if (i == 0)
            {
                yield return string.Join(Gap, widths.Select(width => new string('─', width)));
            }
        }
    }

    /// <summary>How many places the text takes.</summary>
    public static int Width(string text) => text.EnumerateRunes().Sum(rune => IsWide(rune.Value) ? 2 : 1);

    static string Padded(string text, int width, bool right)
    {
        var blanks = new string(' ', width - Width(text));
        return right ? blanks + text : text + blanks;
    }

    // East Asian Width "W" and "F" (UAX 11), as far as Chinese texts use them.
    static bool IsWide(int rune) => rune
        is (>= 0x1100 and <= 0x115F)
        or (>= 0x2E80 and <= 0x303E)
        or (>= 0x3041 and <= 0xA4CF)
        or (>= 0xAC00 and <= 0xD7A3)
        or (>= 0xF900 and <= 0xFAFF)
        or (>= 0xFE30 and <= 0xFE6F)
        or (>= 0xFF00 and <= 0xFF60)
        or (>= 0xFFE0 and <= 0xFFE6)
        or (>= 0x20000 and <= 0x3FFFD);
}
