using System.Globalization;
using System.Xml;

namespace Marketplace.Tables;

/// <summary>Reads a sheet row by row: values as they are stored, formulas as they were last computed.</summary>
static class XlsxRows
{
    // Spreadsheets compute with 15 digits; what is behind them is noise (0.1 + 0.2).
    const string Digits = "G15";
    const int DaysOf1904 = 1_462;
    const int FalseLeapDay = 60;

    public static IEnumerable<RawRow> Read(XlsxWorkbook workbook, string sheet, TableLimits limits)
    {
        using var xml = workbook.Open(sheet);
        var number = 0;
        RawRow? row = null;
        var column = -1;
        var isRead = xml.Read();
        while (isRead)
        {
            if (xml.LocalName == "row" && xml.NodeType == XmlNodeType.Element)
            {
                number = int.TryParse(xml.GetAttribute("r"), CultureInfo.InvariantCulture, out var given) && given > number ? given : number + 1;
                row = xml.IsEmptyElement ? null : new(number, []);
                column = -1;
            }
            else if (xml.LocalName == "row" && xml.NodeType == XmlNodeType.EndElement && row is not null)
            {
                yield return row;
                row = null;
            }
            else if (xml.LocalName == "c" && xml.NodeType == XmlNodeType.Element && row is not null)
            {
                column = xml.GetAttribute("r") is { } reference && XlsxNames.ColumnOf(reference) is >= 0 and var at ? at : column + 1;
                row.Set(column, CellOf(xml, workbook, limits), limits);
            }

            isRead = xml.Read();
        }
    }

    /// <summary>Reads a cell and stands at its end.</summary>
    static RawCell CellOf(XmlReader xml, XlsxWorkbook workbook, TableLimits limits)
    {
        var type = xml.GetAttribute("t");
        var style = int.TryParse(xml.GetAttribute("s"), CultureInfo.InvariantCulture, out var given) ? given : 0;
        var text = "";
        if (!xml.IsEmptyElement)
        {
            var depth = xml.Depth;
            while (xml.Read() && xml.Depth > depth)
            {
                if (xml.NodeType == XmlNodeType.Element && xml.LocalName is "v" or "is")
                {
                    text = XlsxWorkbook.TextOf(xml, limits.CellLengthMax);
                }
            }
        }

        if (text.Length == 0)
        {
            return RawCell.Empty;
        }

        return type switch
        {
            "s" => Limited(workbook.Text(int.TryParse(text, CultureInfo.InvariantCulture, out var index) ? index : -1), limits),
            "e" => new(text, IsError: true),
            "b" => new(text == "1" ? "TRUE" : "FALSE"),
            "d" => new(text.Length > 10 && text.EndsWith("T00:00:00", StringComparison.Ordinal) ? text[..10] : text.Replace('T', ' ')),
            null or "n" => new(NumberOf(text, workbook.IsDate(style), workbook.CountsFrom1904)),
            _ => Limited(text, limits),
        };
    }

    static RawCell Limited(string text, TableLimits limits) =>
        text.Length > limits.CellLengthMax ? new(text[..limits.CellLengthMax], IsTooLong: true) : new(text);

    static string NumberOf(string text, bool isDate, bool countsFrom1904)
    {
        if (!isDate && text.All(char.IsAsciiDigit))
        {
            return text;
        }

        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            return text;
        }

        if (isDate && DayOf(number, countsFrom1904) is { } day)
        {
            return day;
        }

        var rounded = number.ToString(Digits, CultureInfo.InvariantCulture);
        return decimal.TryParse(rounded, NumberStyles.Float, CultureInfo.InvariantCulture, out var plain)
            ? plain.ToString("0.############################", CultureInfo.InvariantCulture)
            : rounded;
    }

    /// <summary>yyyy-MM-dd, with the time to the second if there is one; null when the number is no day.</summary>
    static string? DayOf(double number, bool countsFrom1904)
    {
        var days = number + (countsFrom1904 ? DaysOf1904 : 0);
        if (days is < 1 or >= 2_958_466)
        {
            return null;
        }

        // The 29th of February 1900, which spreadsheets believe in, shifts the days before it.
        var zero = new DateTime(1899, 12, days < FalseLeapDay ? 31 : 30, 0, 0, 0, DateTimeKind.Unspecified);
        var instant = zero.AddSeconds(Math.Round(days * 86_400));
        return instant.ToString(instant.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
    }
}
