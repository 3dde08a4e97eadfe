using System.Globalization;
using System.Xml;

namespace Marketplace.Tables;

/// <summary>The styles of a workbook, by number.</summary>
static class XlsxStyles
{
    public const int Plain = 0;
    public const int Title = 1;
    public const int Header = 2;

    const int FirstOfKinds = 3;
    const int FirstOwnFormat = 164;
    const string Main = XlsxTable.Main;

    static readonly string[] OwnFormats = ["#,##0.000", "yyyy-mm-dd", "yyyy-mm-dd hh:mm:ss"];

    // The first two are the ones that every workbook must begin with; the third is the header's.
    static readonly string[] Fills = ["none", "gray125", "solid"];
    static readonly (int Size, bool IsBold)[] Fonts = [(11, false), (14, true), (11, true)];
    static readonly int[] FontsOfKinds = [0, 2];
    static readonly bool[] Borders = [false, true];
    static readonly string[] Single = ["Normal"];

    /// <summary>The style of a kind's cells: two for each kind, the second in bold.</summary>
    public static int Of(ColumnKind kind, bool isTotal) => FirstOfKinds + ((int)kind - 1) * 2 + (isTotal ? 1 : 0);

    public static void Write(XmlWriter xml)
    {
        xml.WriteStartElement("styleSheet", Main);
        List("numFmts", [.. OwnFormats.Index()], format => Element("numFmt", ("numFmtId", FirstOwnFormat + format.Index), ("formatCode", format.Item)));
        List("fonts", Fonts, font => WriteFont(font.Size, font.IsBold));
        List("fills", Fills, WriteFill);
        List("borders", Borders, WriteBorder);
        List("cellStyleXfs", Single, _ => Format(0, 0, 0, 0));
        List<Action>("cellXfs", [() => Format(0, 0, 0, 0), () => Format(0, 1, 0, 0), () => Format(0, 2, 2, 1, isHeader: true), .. Kinds()], write => write());
        List("cellStyles", Single, name => Element("cellStyle", ("name", name), ("xfId", 0), ("builtinId", 0)));
        xml.WriteEndElement();

        IEnumerable<Action> Kinds() =>
            from kind in Enum.GetValues<ColumnKind>()
            from font in FontsOfKinds
            select (Action)(() => Format(FormatOf(kind), font, 0, 1));

        void List<T>(string name, IReadOnlyList<T> items, Action<T> write)
        {
            xml.WriteStartElement(name, Main);
            xml.WriteAttributeString("count", items.Count.ToString(CultureInfo.InvariantCulture));
            foreach (var item in items)
            {
                write(item);
            }

            xml.WriteEndElement();
        }

        void Element(string name, params (string Name, object Value)[] attributes)
        {
            xml.WriteStartElement(name, Main);
            foreach (var (attribute, value) in attributes)
            {
                xml.WriteAttributeString(attribute, Convert.ToString(value, CultureInfo.InvariantCulture));
            }

            xml.WriteEndElement();
        }

        void WriteFont(int size, bool isBold)
        {
            xml.WriteStartElement("font", Main);
            if (isBold)
            {
                Element("b");
            }

            Element("sz", ("val", size));
            Element("name", ("val", "宋体"));
            Element("charset", ("val", 134));
            xml.WriteEndElement();
        }

        void WriteFill(string pattern)
        {
            xml.WriteStartElement("fill", Main);
            xml.WriteStartElement("patternFill", Main);
            xml.WriteAttributeString("patternType", pattern);
            if (pattern == "solid")
            {
                Element("fgColor", ("rgb", "FFE7EEF5"));
                Element("bgColor", ("indexed", 64));
            }

            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        void WriteBorder(bool isDrawn)
        {
            xml.WriteStartElement("border", Main);
            foreach (var side in (string[])["left", "right", "top", "bottom", "diagonal"])
            {
                xml.WriteStartElement(side, Main);
                if (isDrawn && side != "diagonal")
                {
                    xml.WriteAttributeString("style", "thin");
                    Element("color", ("rgb", "FFB0B8C0"));
                }

                xml.WriteEndElement();
            }

            xml.WriteEndElement();
        }

        void Format(int format, int font, int fill, int border, bool isHeader = false)
        {
            xml.WriteStartElement("xf", Main);
            foreach (var (name, id) in new[] { ("numFmtId", format), ("fontId", font), ("fillId", fill), ("borderId", border), ("xfId", 0) })
            {
                xml.WriteAttributeString(name, id.ToString(CultureInfo.InvariantCulture));
            }

            foreach (var (name, id) in new[] { ("applyNumberFormat", format), ("applyFont", font), ("applyFill", fill), ("applyBorder", border) })
            {
                if (id > 0)
                {
                    xml.WriteAttributeString(name, "1");
                }
            }

            if (isHeader)
            {
                xml.WriteAttributeString("applyAlignment", "1");
                Element("alignment", ("horizontal", "center"), ("vertical", "center"), ("wrapText", 1));
            }

            xml.WriteEndElement();
        }
    }

    // Numbers below 164 are formats that every spreadsheet program has.
    static int FormatOf(ColumnKind kind) => kind switch
    {
        ColumnKind.Text => 49,
        ColumnKind.Integer => 3,
        ColumnKind.Fen or ColumnKind.TenThousandYuan => 4,
        ColumnKind.Percent => 10,
        ColumnKind.Quantity => FirstOwnFormat,
        ColumnKind.Date => FirstOwnFormat + 1,
        ColumnKind.Instant => FirstOwnFormat + 2,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
