using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;

namespace Marketplace.Tables;

/// <summary>The names of columns, and the way in which XLSX writes signs that XML can't hold.</summary>
static partial class XlsxNames
{
    // The most that a cell can hold.
    const int TextMax = 32_767;

    /// <summary>A, B … Z, AA … from 0.</summary>
    public static string Column(int index)
    {
        var name = "";
        for (var rest = index + 1; rest > 0; rest = (rest - 1) / 26)
        {
            name = (char)('A' + (rest - 1) % 26) + name;
        }

        return name;
    }

    /// <summary>The column of a reference such as AB12, from 0; -1 when it is none.</summary>
    public static int ColumnOf(ReadOnlySpan<char> reference)
    {
        var column = 0;
        foreach (var one in reference)
        {
            if (!char.IsAsciiLetterUpper(one) || column > 1_000_000)
            {
                break;
            }

            column = column * 26 + (one - 'A' + 1);
        }

        return column - 1;
    }

    /// <summary>Signs that XML can't hold as _xHHHH_, half characters as the replacement character, and no more than a cell can hold.</summary>
    public static string Escaped(string text)
    {
        text = text.Length > TextMax ? text[..(TextMax - 1)] + "…" : text;
        var escaped = new StringBuilder(text.Length);
        foreach (var rune in EscapedSign().Replace(text, "_x005F_").EnumerateRunes())
        {
            // A carriage return is legal, but readers turn it into a line feed.
            _ = rune.Value == '\r' || (rune.IsBmp && !XmlConvert.IsXmlChar((char)rune.Value))
                ? escaped.Append(CultureInfo.InvariantCulture, $"_x{rune.Value:X4}_")
                : escaped.Append(rune.ToString());
        }

        return escaped.ToString();
    }

    public static string Unescaped(string text) => text.Contains("_x", StringComparison.Ordinal)
        ? Sign().Replace(text, sign => ((char)int.Parse(sign.Groups[1].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString())
        : text;

    [GeneratedRegex("_(?=x[0-9A-Fa-f]{4}_)")]
    private static partial Regex EscapedSign();

    [GeneratedRegex("_x([0-9A-Fa-f]{4})_")]
    private static partial Regex Sign();
}
