using System.Xml;

namespace Marketplace.Tables;

/// <summary>The texts that the cells of an XLSX file share.</summary>
static class XlsxSharedTexts
{
    const int CountMax = 4_000_000;

    public static IReadOnlyList<string> Read(XlsxParts parts, string part, TableLimits limits, CancellationToken ct)
    {
        if (parts.LengthOf(part) > limits.SharedTextBytesMax)
        {
            throw UnreadableTableException.TooLarge;
        }

        var texts = new List<string>();
        var reader = new XlsxTextReader(limits);
        using var xml = parts.Read(part);
        while (xml.Read())
        {
            if (xml is not { NodeType: XmlNodeType.Element, LocalName: "si" })
            {
                continue;
            }

            ct.ThrowIfCancellationRequested();
            texts.Add(reader.RichText(xml));
            if (texts.Count > CountMax)
            {
                throw UnreadableTableException.TooLarge;
            }
        }

        return texts;
    }
}
