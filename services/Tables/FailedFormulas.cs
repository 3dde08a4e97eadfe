using System.Globalization;
using System.IO.Compression;
using System.Xml;

namespace Marketplace.Tables;

/// <summary>
/// Finds the cells that hold an error such as #N/A. The reader of workbooks shows them as empty, so that a failed amount would pass for
/// one that nobody gave.
/// </summary>
static class FailedFormulas
{
    const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const string StrictRelations = "http://purl.oclc.org/ooxml/officeDocument/relationships";

    const int XlsBuffer = 64 * 1024;
    const int XlsRecord = 18;

    static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        CloseInput = true,
    };

    /// <summary>The first row (from 1) of an XLS file, on whichever sheet, that holds such a cell; null when there is none.</summary>
    public static int? RowInXls(Stream file)
    {
        var bytes = new byte[XlsBuffer];
        file.Position = 0;
        for (var kept = 0; ;)
        {
            var length = kept + file.ReadAtLeast(bytes.AsSpan(kept), bytes.Length - kept, throwOnEndOfStream: false);
            for (var at = 0; at + XlsRecord <= length; at++)
            {
                if (IsFailed(bytes.AsSpan(at, XlsRecord)))
                {
                    return BitConverter.ToUInt16(bytes, at + 4) + 1;
                }
            }

            if (length < bytes.Length)
            {
                return null;
            }

            kept = XlsRecord - 1;
            bytes.AsSpan(length - kept).CopyTo(bytes);
        }
    }

    /// <summary>The cells with row (from 1) and column (from 0) in the order of the sheet.</summary>
    public static IEnumerable<(int Row, int Column, string Text)> In(ZipArchive workbook, string sheet)
    {
        using var xml = Open(workbook, PartOf(workbook, sheet));
        var (row, column) = (0, -1);
        while (xml.Read())
        {
            if (xml.NodeType != XmlNodeType.Element)
            {
                continue;
            }

            if (xml.LocalName == "row")
            {
                row = int.TryParse(xml.GetAttribute("r"), CultureInfo.InvariantCulture, out var number) && number > row ? number : row + 1;
                column = -1;
            }
            else if (xml.LocalName == "c")
            {
                column = xml.GetAttribute("r") is { } reference && ColumnOf(reference) is >= 0 and var place ? place : column + 1;
                if (xml.GetAttribute("t") == "e" && !xml.IsEmptyElement)
                {
                    using var cell = xml.ReadSubtree();
                    yield return (row, column, cell.ReadToFollowing("v", xml.NamespaceURI) ? cell.ReadElementContentAsString() : "");
                }
            }
        }
    }

    // The records BOOLERR with an error, and FORMULA with an error as its last result; sheets are not told apart.
    static bool IsFailed(ReadOnlySpan<byte> record) => record switch
    {
        [0x05, 0x02, 0x08, 0x00, _, _, _, _, _, _, var code, 0x01, ..] => IsErrorCode(code),
        [0x06, 0x00, _, _, _, _, _, _, _, _, 0x02, 0x00, var code, 0x00, 0x00, 0x00, 0xFF, 0xFF] => IsErrorCode(code),
        _ => false,
    };

    static bool IsErrorCode(byte code) => code is 0x00 or 0x07 or 0x0F or 0x17 or 0x1D or 0x24 or 0x2A;

    static string PartOf(ZipArchive workbook, string sheet)
    {
        var id = "";
        using (var xml = Open(workbook, "xl/workbook.xml"))
        {
            while (xml.Read() && id.Length == 0)
            {
                if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "sheet" && xml.GetAttribute("name") == sheet)
                {
                    id = xml.GetAttribute("id", Relations) ?? xml.GetAttribute("id", StrictRelations) ?? "";
                }
            }
        }

        using var relations = Open(workbook, "xl/_rels/workbook.xml.rels");
        while (relations.Read())
        {
            if (relations.NodeType == XmlNodeType.Element && relations.LocalName == "Relationship" && relations.GetAttribute("Id") == id)
            {
                var target = relations.GetAttribute("Target") ?? "";
                return target.StartsWith('/') ? target[1..] : "xl/" + target;
            }
        }

        throw new InvalidDataException($"The sheet {sheet} has no part.");
    }

    static XmlReader Open(ZipArchive workbook, string part) =>
        XmlReader.Create((workbook.GetEntry(part) ?? throw new InvalidDataException($"{part} is missing.")).Open(), Settings);

    /// <summary>The column of a reference such as AB12, from 0; -1 when it is none.</summary>
    static int ColumnOf(string reference)
    {
        var column = 0;
        foreach (var letter in reference.TakeWhile(char.IsAsciiLetterUpper).Take(3))
        {
            column = column * 26 + (letter - 'A' + 1);
        }

        return column - 1;
    }
}
