using System.Globalization;
using System.Xml;

namespace Marketplace.Tables;

/// <summary>The formats of the cells of an XLSX file, in the order in which cells count them.</summary>
static class XlsxFormats
{
    const int CountMax = 70_000;

    public static IReadOnlyList<CellFormat> Read(XlsxParts parts, string part)
    {
        var codes = new Dictionary<int, string>();
        var formats = new List<CellFormat>();
        var isCells = false;
        using var xml = parts.Read(part);
        while (xml.Read())
        {
            if (xml.LocalName == "cellXfs")
            {
                isCells = xml.NodeType == XmlNodeType.Element && !xml.IsEmptyElement;
            }
            else if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "numFmt" && Number(xml) is { } id)
            {
                codes[id] = xml.GetAttribute("formatCode") ?? "";
            }
            else if (isCells && xml.NodeType == XmlNodeType.Element && xml.LocalName == "xf")
            {
                var index = Number(xml) ?? 0;
                formats.Add(CellFormat.Of(index, codes.GetValueOrDefault(index)));
            }

            if (codes.Count > CountMax || formats.Count > CountMax)
            {
                throw UnreadableTableException.Broken;
            }
        }

        return formats;
    }

    static int? Number(XmlReader xml) =>
        int.TryParse(xml.GetAttribute("numFmtId"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
