using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;

namespace Marketplace.Tables;

/// <summary>What has to be known of a workbook before its sheets can be read: sheets, shared texts, and which styles are dates.</summary>
sealed partial class XlsxWorkbook
{
    // A small file can expand without end; no table that is within the other limits comes near this.
    const long CharactersMax = 4L * 1024 * 1024 * 1024;

    static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        MaxCharactersInDocument = CharactersMax,
    };

    readonly ZipArchive _zip;
    readonly List<string> _texts = [];
    readonly List<bool> _isDate = [];
    readonly List<string> _sheets = [];

    public XlsxWorkbook(ZipArchive zip, TableLimits limits)
    {
        _zip = zip;
        ReadSheets();
        ReadStyles();
        ReadTexts(limits);
    }

    /// <summary>The parts of the visible sheets, in the order of the workbook.</summary>
    public IReadOnlyList<string> Sheets => _sheets;

    /// <summary>Days are counted from 1904, as old programs for the Macintosh did.</summary>
    public bool CountsFrom1904 { get; private set; }

    public bool IsDate(int style) => style >= 0 && style < _isDate.Count && _isDate[style];

    public string Text(int index) => index >= 0 && index < _texts.Count ? _texts[index] : throw new InvalidDataException("A shared text is missing.");

    public XmlReader Open(string part) => XmlReader.Create(
        (_zip.GetEntry(part) ?? throw new InvalidDataException($"{part} is missing.")).Open(), WithClose());

    /// <summary>The text of an element with runs of differently formatted text in it, without how it is pronounced.</summary>
    public static string TextOf(XmlReader xml, int lengthMax)
    {
        if (xml.IsEmptyElement)
        {
            return "";
        }

        var text = new StringBuilder();
        var depth = xml.Depth;
        while (xml.Read() && xml.Depth > depth)
        {
            while (xml.NodeType == XmlNodeType.Element && xml.LocalName == "rPh")
            {
                xml.Skip();
            }

            if (xml.Depth <= depth)
            {
                break;
            }

            if (xml.NodeType is XmlNodeType.Text or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace or XmlNodeType.CDATA && text.Length <= lengthMax)
            {
                text.Append(xml.Value);
            }
        }

        return XlsxNames.Unescaped(text.ToString());
    }

    void ReadSheets()
    {
        var targets = new Dictionary<string, string>(StringComparer.Ordinal);
        using (var xml = Open("xl/_rels/workbook.xml.rels"))
        {
            while (xml.Read())
            {
                if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "Relationship"
                    && xml.GetAttribute("Type")?.EndsWith("/worksheet", StringComparison.Ordinal) == true)
                {
                    var target = xml.GetAttribute("Target") ?? "";
                    targets[xml.GetAttribute("Id") ?? ""] = target.StartsWith('/') ? target[1..] : "xl/" + target;
                }
            }
        }

        using var workbook = Open("xl/workbook.xml");
        while (workbook.Read())
        {
            if (workbook.NodeType == XmlNodeType.Element && workbook.LocalName == "workbookPr")
            {
                CountsFrom1904 = workbook.GetAttribute("date1904") is "1" or "true";
            }
            else if (workbook.NodeType == XmlNodeType.Element && workbook.LocalName == "sheet" && workbook.GetAttribute("state") is null or "visible")
            {
                var id = workbook.GetAttribute("id", XlsxTable.Relations) ?? workbook.GetAttribute("id", "http://purl.oclc.org/ooxml/officeDocument/relationships");
                if (id is not null && targets.TryGetValue(id, out var part))
                {
                    _sheets.Add(part);
                }
            }
        }
    }

    void ReadStyles()
    {
        if (_zip.GetEntry("xl/styles.xml") is null)
        {
            return;
        }

        var own = new Dictionary<int, bool>();
        var isInCellFormats = false;
        using var xml = Open("xl/styles.xml");
        while (xml.Read())
        {
            if (xml.LocalName == "cellXfs")
            {
                isInCellFormats = xml.NodeType == XmlNodeType.Element && !xml.IsEmptyElement;
            }
            else if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "numFmt" && Id("numFmtId") is var id)
            {
                own[id] = IsDateFormat(xml.GetAttribute("formatCode") ?? "");
            }
            else if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "xf" && isInCellFormats)
            {
                var format = Id("numFmtId");
                // Formats that every program has: 14 to 22 and 45 to 47 everywhere, 27 to 36 and 50 to 58 in East Asia.
                _isDate.Add(own.TryGetValue(format, out var isDate) ? isDate : format is (>= 14 and <= 22) or (>= 27 and <= 36) or (>= 45 and <= 47) or (>= 50 and <= 58));
            }
        }

        int Id(string name) => int.TryParse(xml.GetAttribute(name), CultureInfo.InvariantCulture, out var id) ? id : 0;
    }

    void ReadTexts(TableLimits limits)
    {
        if (_zip.GetEntry("xl/sharedStrings.xml") is null)
        {
            return;
        }

        long characters = 0;
        using var xml = Open("xl/sharedStrings.xml");
        while (xml.Read())
        {
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "si")
            {
                _texts.Add(TextOf(xml, limits.CellLengthMax));
                // An empty text takes room as well.
                characters += _texts[^1].Length + 8;
                if (characters > limits.SharedTextMax)
                {
                    throw new UnreadableTableException(new(
                        null, null, "file_too_large", "文件中的文字过多，请分成几个文件，或另存为 CSV 后上传。", "The file holds too much text: split it, or save it as CSV."));
                }
            }
        }
    }

    static bool IsDateFormat(string format) => DateSigns().IsMatch(NotSigns().Replace(format, ""));

    static XmlReaderSettings WithClose()
    {
        var settings = Settings.Clone();
        settings.CloseInput = true;
        return settings;
    }

    // Quoted text, escaped signs, and what is in brackets, such as colours and languages.
    [GeneratedRegex("""("[^"]*"|\\.|_.|\[[^\]]*\])""")]
    private static partial Regex NotSigns();

    [GeneratedRegex("[ymdhs]", RegexOptions.IgnoreCase)]
    private static partial Regex DateSigns();
}
