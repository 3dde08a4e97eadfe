using System.Globalization;
using System.Xml;

namespace Marketplace.Tables;

/// <summary>Reads the rows of a sheet of an XLSX file one after the other.</summary>
sealed class XlsxRows(XmlReader xml, XlsxValues values, TableLimits limits) : IDisposable
{
    // What a spreadsheet has at most.
    const int RowsMax = 1_048_576;
    const int ElementsMax = 16_384;
    const int DepthMax = 64;
    const int LettersMax = 3;

    readonly XlsxTextReader _texts = new(limits);
    int _row;

    /// <summary>The next row, also one without cells; null behind the last.</summary>
    public RawRow? Next(CancellationToken ct)
    {
        while (xml.Read())
        {
            if (xml.Depth > DepthMax)
            {
                throw UnreadableTableException.Broken;
            }

            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "row")
            {
                ct.ThrowIfCancellationRequested();
                return Row();
            }
        }

        return null;
    }

    public void Dispose() => xml.Dispose();

    /// <summary>Row (from 1) and column (from 0) of a reference such as AB12; 0 and -1 for what it does not name.</summary>
    public static (int Row, int Column) PlaceOf(string reference)
    {
        var (column, at) = (0, 0);
        for (; at < reference.Length && at < LettersMax && char.IsAsciiLetter(reference[at]); at++)
        {
            column = column * 26 + (char.ToUpperInvariant(reference[at]) - 'A' + 1);
        }

        return (int.TryParse(reference.AsSpan(at), NumberStyles.None, CultureInfo.InvariantCulture, out var row) ? row : 0, column - 1);
    }

    RawRow Row()
    {
        var number = xml.GetAttribute("r") is { } said ? int.Parse(said, NumberStyles.None, CultureInfo.InvariantCulture) : _row + 1;
        if (number <= _row || number > RowsMax)
        {
            throw UnreadableTableException.Broken;
        }

        _row = number;
        var row = new RawRow(number, [], IsHidden: xml.GetAttribute("hidden") is "1" or "true");
        if (xml.IsEmptyElement)
        {
            return row;
        }

        var (depth, column, elements) = (xml.Depth, -1, 0);
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml.NodeType != XmlNodeType.Element)
            {
                continue;
            }

            if (++elements > ElementsMax || xml.Depth > DepthMax)
            {
                throw UnreadableTableException.TooManyColumns(number, limits);
            }

            if (xml.LocalName == "c")
            {
                column = xml.GetAttribute("r") is { } reference && PlaceOf(reference).Column is >= 0 and var place ? place : column + 1;
                row.Set(column, Cell(), limits);
            }
        }

        return row;
    }

    RawCell Cell()
    {
        var (type, style) = (xml.GetAttribute("t"), xml.GetAttribute("s"));
        if (xml.IsEmptyElement)
        {
            return RawCell.Empty;
        }

        var (depth, hasFormula) = (xml.Depth, false);
        string? value = null;
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml.NodeType != XmlNodeType.Element)
            {
                continue;
            }

            switch (xml.LocalName)
            {
                case "v":
                    value = _texts.Text(xml);
                    break;
                case "is":
                    value = _texts.RichText(xml);
                    break;
                default:
                    hasFormula |= xml.LocalName == "f";
                    XlsxTextReader.SkipElement(xml);
                    break;
            }
        }

        return value is { Length: > 0 } ? values.Of(type, style, value)
            : hasFormula && type is not "str" ? RawCell.NotComputed
            : RawCell.Empty;
    }
}
