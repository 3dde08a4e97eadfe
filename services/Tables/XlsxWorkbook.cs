using System.Xml;

namespace Marketplace.Tables;

/// <summary>
/// An XLSX file, read part by part and row by row in bounded memory: of a text never more is kept than a cell may hold.
/// </summary>
sealed class XlsxWorkbook : IWorkbook
{
    const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const string StrictRelations = "http://purl.oclc.org/ooxml/officeDocument/relationships";

    const string SheetType = "worksheet";
    const int MergedMax = 100_000;

    readonly XlsxParts _parts;
    readonly TableLimits _limits;
    readonly List<string> _sheetParts = [];
    readonly List<WorkbookSheet> _sheets = [];
    readonly XlsxValues _values;

    XlsxWorkbook(XlsxParts parts, TableLimits limits, CancellationToken ct)
    {
        (_parts, _limits) = (parts, limits);
        var workbook = WorkbookPart(parts);
        var relations = parts.RelationsOf(workbook);
        var isFrom1904 = ReadSheets(workbook, relations);
        var byType = relations.Values.ToLookup(relation => relation.Type, relation => relation.Part);
        _values = new(
            byType["sharedStrings"].FirstOrDefault() is { } texts ? XlsxSharedTexts.Read(parts, texts, limits, ct) : [],
            byType["styles"].FirstOrDefault() is { } styles ? XlsxFormats.Read(parts, styles) : [],
            isFrom1904,
            limits);
    }

    public IReadOnlyList<WorkbookSheet> Sheets => _sheets;

    /// <exception cref="UnreadableTableException">It is no workbook, is broken, or unpacks to more than the limits.</exception>
    public static XlsxWorkbook Open(Stream file, TableLimits limits, CancellationToken ct) => Guarded(() =>
    {
        var parts = XlsxParts.Open(file, limits);
        try
        {
            return new XlsxWorkbook(parts, limits, ct);
        }
        catch
        {
            parts.Dispose();
            throw;
        }
    });

    public IReadOnlyList<MergedCells> MergedOver(WorkbookSheet sheet, CancellationToken ct) => Guarded(() =>
    {
        var part = _sheetParts[sheet.Place];
        // They stand behind the rows, and few sheets have any.
        return _parts.Mentions(part, "mergeCell"u8, ct) ? ReadMerged(part, ct) : [];
    });

    public IEnumerable<RawRow> Read(WorkbookSheet sheet, CancellationToken ct)
    {
        using var rows = Guarded(() => new XlsxRows(_parts.Read(_sheetParts[sheet.Place]), _values, _limits));
        while (Guarded(() => rows.Next(ct)) is { } row)
        {
            yield return row;
        }
    }

    public void Dispose() => _parts.Dispose();

    static string WorkbookPart(XlsxParts parts)
    {
        var named = parts.RelationsOf("").Values.Where(relation => relation.Type == "officeDocument").Select(relation => relation.Part)
            .FirstOrDefault();
        var part = named is not null && parts.Has(named) ? named : "xl/workbook.xml";
        if (parts.Has(part) && !part.EndsWith(".bin", StringComparison.OrdinalIgnoreCase)
            && (named is null || part.StartsWith("xl/", StringComparison.OrdinalIgnoreCase) || parts.HasAny("/workbook.xml")))
        {
            return part;
        }

        throw parts.HasAny("/workbook.bin")
            ? UnreadableTableException.WrongKind(
                "这是 .xlsb 文件。请在 Excel 中另存为 .xlsx 后再上传。", "This is an .xlsb file: save it as .xlsx.")
            : UnreadableTableException.WrongKind(
                "这是压缩包或其他文件，不是 Excel 工作簿。请上传 .xlsx、.xls 或 .csv 文件。",
                "This is an archive or another kind of document, not a workbook: send .xlsx, .xls or .csv.");
    }

    /// <summary>Reads the sheets, and tells whether days are counted from 1904.</summary>
    bool ReadSheets(string workbook, IReadOnlyDictionary<string, (string Type, string Part)> relations)
    {
        var isFrom1904 = false;
        using var xml = _parts.Read(workbook);
        while (xml.Read())
        {
            if (xml.NodeType != XmlNodeType.Element)
            {
                continue;
            }

            if (xml.LocalName == "workbookPr")
            {
                isFrom1904 = xml.GetAttribute("date1904") is "1" or "true" or "on";
            }
            else if (xml.LocalName == "sheet")
            {
                if (_sheets.Count == _limits.SheetsMax)
                {
                    throw new UnreadableTableException(new(
                        null, null, "too_many_sheets",
                        $"工作簿超过 {_limits.SheetsMax} 个工作表，请分成几个文件。",
                        $"The workbook has more than {_limits.SheetsMax} sheets: split it."));
                }

                AddSheet(xml, relations);
            }
        }

        return _sheets.Count > 0 ? isFrom1904 : throw UnreadableTableException.Broken;
    }

    void AddSheet(XmlReader xml, IReadOnlyDictionary<string, (string Type, string Part)> relations)
    {
        var id = xml.GetAttribute("id", Relations) ?? xml.GetAttribute("id", StrictRelations) ?? "";
        var (type, part) = relations.GetValueOrDefault(id, ("", ""));
        var isTable = type == SheetType;
        if (isTable && (!_parts.Has(part) || _sheetParts.Contains(part, StringComparer.OrdinalIgnoreCase)))
        {
            throw UnreadableTableException.Broken;
        }

        _sheetParts.Add(part);
        _sheets.Add(new(
            _sheets.Count, xml.GetAttribute("name") ?? "", IsHidden: xml.GetAttribute("state") is "hidden" or "veryHidden", isTable));
    }

    List<MergedCells> ReadMerged(string part, CancellationToken ct)
    {
        var found = new List<MergedCells>();
        using var xml = _parts.Read(part);
        while (xml.Read())
        {
            ct.ThrowIfCancellationRequested();
            if (xml is not { NodeType: XmlNodeType.Element, LocalName: "mergeCell" } || xml.GetAttribute("ref") is not { } reference)
            {
                continue;
            }

            var ends = reference.Replace("$", "", StringComparison.Ordinal).Split(':');
            var (row, column) = XlsxRows.PlaceOf(ends[0]);
            var (last, _) = XlsxRows.PlaceOf(ends[^1]);
            if (last > row && row > 0 && column >= 0)
            {
                found.Add(new(row, last, column, reference));
            }

            if (found.Count > MergedMax)
            {
                throw UnreadableTableException.Broken;
            }
        }

        return [.. found.OrderBy(merged => merged.FirstRow)];
    }

    static T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception broken) when (broken is XmlException or InvalidDataException or EndOfStreamException or FormatException
            or OverflowException or UriFormatException or ArgumentException or NotSupportedException)
        {
            throw UnreadableTableException.Broken;
        }
    }
}
