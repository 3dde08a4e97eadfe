using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;

namespace Marketplace.Tables;

/// <summary>Reads texts of any length and keeps no more of them than a cell may hold, and one character that shows it was longer.</summary>
sealed partial class XlsxTextReader(TableLimits limits)
{
    // Beyond it nobody has typed it.
    const int LengthMax = 1_000_000;
    const int DepthMax = 32;

    readonly char[] _chunk = new char[4_096];
    readonly StringBuilder _text = new();

    /// <summary>The text of the element on which the reader stands; the reader then stands at its end.</summary>
    public string Text(XmlReader xml)
    {
        _text.Clear();
        AppendText(xml);
        return Decoded();
    }

    /// <summary>The text of all runs of the element on which the reader stands, without the phonetic ones.</summary>
    public string RichText(XmlReader xml)
    {
        _text.Clear();
        if (xml.IsEmptyElement)
        {
            return "";
        }

        var depth = xml.Depth;
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml.NodeType != XmlNodeType.Element)
            {
                continue;
            }

            if (xml.LocalName == "rPh")
            {
                SkipElement(xml);
            }
            else if (xml.LocalName == "t")
            {
                AppendText(xml);
            }
            else if (xml.Depth > depth + DepthMax)
            {
                throw UnreadableTableException.Broken;
            }
        }

        return Decoded();
    }

    /// <summary>Leaves the reader at the end of the element on which it stands.</summary>
    public static void SkipElement(XmlReader xml)
    {
        if (xml.IsEmptyElement)
        {
            return;
        }

        var depth = xml.Depth;
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml.Depth > depth + DepthMax)
            {
                throw UnreadableTableException.Broken;
            }
        }
    }

    void AppendText(XmlReader xml)
    {
        if (xml.IsEmptyElement)
        {
            return;
        }

        var depth = xml.Depth;
        var length = 0L;
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml.NodeType is not (XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace))
            {
                throw UnreadableTableException.Broken;
            }

            // In pieces: a text of a gigabyte must not be held to learn that it is one.
            int count;
            while ((count = xml.ReadValueChunk(_chunk, 0, _chunk.Length)) > 0)
            {
                if ((length += count) > LengthMax)
                {
                    throw UnreadableTableException.CellTooLong(null);
                }

                _text.Append(_chunk, 0, Math.Clamp(limits.CellLengthMax + 1 - _text.Length, 0, count));
            }
        }
    }

    string Decoded()
    {
        var text = _text.ToString();
        return text.Contains("_x", StringComparison.Ordinal)
            ? Escape().Replace(text, escape =>
                ((char)int.Parse(escape.Groups[1].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString())
            : text;
    }

    [GeneratedRegex("_x([0-9A-Fa-f]{4})_")]
    private static partial Regex Escape();
}
