using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;

namespace Marketplace.Tables;

/// <summary>Texts as a cell of a workbook can hold them.</summary>
static partial class XlsxText
{
    // The most that a cell can hold.
    const int LengthMax = 32_767;

    /// <summary>
    /// Characters that XML can't hold as _xHHHH_, half characters as the replacement character, and no more than a cell can hold.
    /// </summary>
    public static string Escaped(string text)
    {
        text = text.Length > LengthMax ? text[..(LengthMax - 1)] + "…" : text;
        var escaped = new StringBuilder(text.Length);
        foreach (var rune in LooksEscaped().Replace(text, "_x005F_").EnumerateRunes())
        {
            // A carriage return is legal, but readers turn it into a line feed.
            _ = rune.Value == '\r' || (rune.IsBmp && !XmlConvert.IsXmlChar((char)rune.Value))
                ? escaped.Append(CultureInfo.InvariantCulture, $"_x{rune.Value:X4}_")
                : escaped.Append(rune.ToString());
        }

        return escaped.ToString();
    }

    [GeneratedRegex("_(?=x[0-9A-Fa-f]{4}_)")]
    private static partial Regex LooksEscaped();
}
