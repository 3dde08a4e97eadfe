using System.Globalization;
using System.IO.Compression;
using System.Security;
using System.Text;

namespace Marketplace.Testing;

/// <summary>
/// Writes workbooks as other programs make them (.xlsx), also such as no library would write: a sheet is XML, cell by cell. A text is an
/// inline text, a number and a day are what they are, null is an empty cell, and a <see cref="RawXml"/> stands as it is.
/// </summary>
public static class XlsxFile
{
    const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const string Types = "application/vnd.openxmlformats-officedocument.spreadsheetml";

    /// <summary>The place of the format of days among those of the cells.</summary>
    public const int DayStyle = 1;

    /// <summary>The place of the format of percentages among those of the cells.</summary>
    public const int PercentStyle = 2;

    /// <summary>The place of a format that shows six digits, with noughts in front.</summary>
    public const int SixDigitsStyle = 3;

    static readonly DateOnly DayZero = new(1899, 12, 30);

    /// <summary>A cell as it stands in the XML; its reference is {0}.</summary>
    public sealed record RawXml(string Xml)
    {
        /// <summary>A number as a program stored it, such as 2.6332000000012302E+19.</summary>
        public static RawXml Number(string stored, int style = 0) => new($"<c r=\"{{0}}\" s=\"{style}\"><v>{stored}</v></c>");

        /// <summary>A formula and what it came to.</summary>
        public static RawXml Formula(string formula, string? value, string type = "n") =>
            new($"<c r=\"{{0}}\" t=\"{type}\"><f>{formula}</f>{(value is null ? "" : $"<v>{value}</v>")}</c>");
    }

    /// <summary>A sheet with its rows; the first is row 1.</summary>
    public sealed record Sheet(string Name, params IReadOnlyList<object?[]> Rows)
    {
        /// <summary>Such as "B2:B4".</summary>
        public IReadOnlyList<string> Merged { get; init; } = [];

        /// <summary>From 1.</summary>
        public IReadOnlyCollection<int> HiddenRows { get; init; } = [];

        public bool IsHidden { get; init; }
    }

    /// <summary>One sheet with these rows.</summary>
    public static byte[] Of(params IReadOnlyList<object?[]> rows) => Of([new Sheet("Sheet1", rows)]);

    public static byte[] Of(IReadOnlyList<Sheet> sheets, bool isFrom1904 = false) => Zip([.. Parts(sheets, isFrom1904)]);

    /// <summary>The parts of a workbook, to be changed before they are packed.</summary>
    public static IEnumerable<(string Name, string Text)> Parts(IReadOnlyList<Sheet> sheets, bool isFrom1904 = false)
    {
        yield return ("[Content_Types].xml",
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" "
            + "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
            + $"<Override PartName=\"/xl/workbook.xml\" ContentType=\"{Types}.sheet.main+xml\"/>"
            + $"<Override PartName=\"/xl/styles.xml\" ContentType=\"{Types}.styles+xml\"/>"
            + string.Concat(sheets.Select((_, place) =>
                $"<Override PartName=\"/xl/worksheets/sheet{place + 1}.xml\" ContentType=\"{Types}.worksheet+xml\"/>"))
            + "</Types>");
        yield return ("_rels/.rels", RelationsOf([("rId1", "officeDocument", "xl/workbook.xml")]));
        yield return ("xl/workbook.xml",
            $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Relations}\"><workbookPr{(isFrom1904 ? " date1904=\"1\"" : "")}/><sheets>"
            + string.Concat(sheets.Select((sheet, place) =>
                $"<sheet name=\"{SecurityElement.Escape(sheet.Name)}\" sheetId=\"{place + 1}\" r:id=\"rId{place + 1}\""
                + $"{(sheet.IsHidden ? " state=\"hidden\"" : "")}/>"))
            + "</sheets></workbook>");
        yield return ("xl/_rels/workbook.xml.rels", RelationsOf(
        [
            .. sheets.Select((_, place) => ($"rId{place + 1}", "worksheet", $"worksheets/sheet{place + 1}.xml")),
            ("rIdS", "styles", "styles.xml"),
        ]));
        yield return ("xl/styles.xml",
            $"<styleSheet xmlns=\"{Main}\"><numFmts count=\"1\"><numFmt numFmtId=\"170\" formatCode=\"000000\"/></numFmts>"
            + "<cellXfs count=\"4\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"9\"/><xf numFmtId=\"170\"/></cellXfs>"
            + "</styleSheet>");
        foreach (var (place, sheet) in sheets.Index())
        {
            yield return ($"xl/worksheets/sheet{place + 1}.xml", XmlOf(sheet));
        }
    }

    public static byte[] Zip(params IEnumerable<(string Name, string Text)> parts)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in parts)
            {
                using var part = new StreamWriter(zip.CreateEntry(name).Open(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
                part.Write(text);
            }
        }

        return bytes.ToArray();
    }

    static string RelationsOf(IEnumerable<(string Id, string Type, string Target)> targets) =>
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
        + string.Concat(targets.Select(target =>
            $"<Relationship Id=\"{target.Id}\" Type=\"{Relations}/{target.Type}\" Target=\"{target.Target}\"/>"))
        + "</Relationships>";

    static string XmlOf(Sheet sheet)
    {
        var xml = new StringBuilder($"<worksheet xmlns=\"{Main}\"><sheetData>");
        foreach (var (number, row) in sheet.Rows.Index())
        {
            xml.Append(
                CultureInfo.InvariantCulture,
                $"<row r=\"{number + 1}\"{(sheet.HiddenRows.Contains(number + 1) ? " hidden=\"1\"" : "")}>");
            foreach (var (column, value) in row.Index())
            {
                xml.Append(XmlOf(value, $"{ColumnOf(column)}{number + 1}"));
            }

            xml.Append("</row>");
        }

        xml.Append("</sheetData>");
        if (sheet.Merged.Count > 0)
        {
            xml.Append("<mergeCells>").AppendJoin("", sheet.Merged.Select(cells => $"<mergeCell ref=\"{cells}\"/>"))
                .Append("</mergeCells>");
        }

        return xml.Append("</worksheet>").ToString();
    }

    static string XmlOf(object? value, string reference) => value switch
    {
        null => "",
        RawXml raw => raw.Xml.Replace("{0}", reference, StringComparison.Ordinal),
        string text => $"<c r=\"{reference}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{SecurityElement.Escape(text)}</t></is></c>",
        DateOnly day => $"<c r=\"{reference}\" s=\"{DayStyle}\"><v>{day.DayNumber - DayZero.DayNumber}</v></c>",
        IFormattable number => $"<c r=\"{reference}\"><v>{number.ToString(null, CultureInfo.InvariantCulture)}</v></c>",
        _ => throw new ArgumentOutOfRangeException(nameof(value)),
    };

    static string ColumnOf(int column) =>
        column < 26 ? $"{(char)('A' + column)}" : $"{(char)('A' + (column / 26) - 1)}{(char)('A' + (column % 26))}";
}
