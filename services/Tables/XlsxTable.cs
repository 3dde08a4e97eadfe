using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;

namespace Marketplace.Tables;

/// <summary>
/// Writes tables as an XLSX workbook, a sheet each. The same tables always give the same bytes, so that a signed report can be made
/// again and compared.
/// </summary>
public static class XlsxTable
{
    public const string ContentType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    internal const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    internal const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    const string PackageRelations = "http://schemas.openxmlformats.org/package/2006/relationships";
    const string ContentTypes = "http://schemas.openxmlformats.org/package/2006/content-types";
    const string PartType = "application/vnd.openxmlformats-officedocument.spreadsheetml.";

    // The earliest time that a zip file can hold.
    static readonly DateTimeOffset EntryTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    static readonly XmlWriterSettings Settings = new()
    {
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        NewLineHandling = NewLineHandling.Entitize,
        Indent = false,
    };

    /// <exception cref="ArgumentException">
    /// There is no table, a cell is not of its column's kind, or a row has not as many cells as there are columns.
    /// </exception>
    public static byte[] Write(params IReadOnlyList<Table> tables)
    {
        if (tables.Count == 0)
        {
            throw new ArgumentException("A workbook needs a sheet.", nameof(tables));
        }

        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            Part(zip, "[Content_Types].xml", xml => WriteContentTypes(xml, tables.Count));
            Part(zip, "_rels/.rels", xml => WriteRelations(xml, [("officeDocument", "xl/workbook.xml")]));
            Part(zip, "xl/workbook.xml", xml => WriteWorkbook(xml, SheetNames.Of(tables)));
            Part(zip, "xl/_rels/workbook.xml.rels", xml => WriteRelations(
                xml, [.. Enumerable.Range(1, tables.Count).Select(sheet => ("worksheet", $"worksheets/sheet{sheet}.xml")), ("styles", "styles.xml")]));
            Part(zip, "xl/styles.xml", XlsxStyles.Write);
            foreach (var (index, table) in tables.Index())
            {
                Part(zip, $"xl/worksheets/sheet{index + 1}.xml", xml => XlsxSheet.Write(xml, table, isFirst: index == 0));
            }
        }

        return bytes.ToArray();
    }

    static void Part(ZipArchive zip, string name, Action<XmlWriter> write)
    {
        // Stored, not compressed: what a compressor makes differs between versions of the runtime and between processors.
        var entry = zip.CreateEntry(name, CompressionLevel.NoCompression);
        entry.LastWriteTime = EntryTime;
        entry.ExternalAttributes = 0;
        using var stream = entry.Open();
        using var xml = XmlWriter.Create(stream, Settings);
        xml.WriteStartDocument(standalone: true);
        write(xml);
    }

    static void WriteContentTypes(XmlWriter xml, int sheets)
    {
        xml.WriteStartElement("Types", ContentTypes);
        Default("rels", "application/vnd.openxmlformats-package.relationships+xml");
        Default("xml", "application/xml");
        Override("/xl/workbook.xml", "sheet.main+xml");
        Override("/xl/styles.xml", "styles+xml");
        for (var sheet = 1; sheet <= sheets; sheet++)
        {
            Override($"/xl/worksheets/sheet{sheet}.xml", "worksheet+xml");
        }

        xml.WriteEndElement();

        void Default(string extension, string type)
        {
            xml.WriteStartElement("Default", ContentTypes);
            xml.WriteAttributeString("Extension", extension);
            xml.WriteAttributeString("ContentType", type);
            xml.WriteEndElement();
        }

        void Override(string part, string type)
        {
            xml.WriteStartElement("Override", ContentTypes);
            xml.WriteAttributeString("PartName", part);
            xml.WriteAttributeString("ContentType", PartType + type);
            xml.WriteEndElement();
        }
    }

    static void WriteRelations(XmlWriter xml, IReadOnlyList<(string Type, string Target)> relations)
    {
        xml.WriteStartElement("Relationships", PackageRelations);
        foreach (var (index, (type, target)) in relations.Index())
        {
            xml.WriteStartElement("Relationship", PackageRelations);
            xml.WriteAttributeString("Id", $"rId{index + 1}");
            xml.WriteAttributeString("Type", $"{Relations}/{type}");
            xml.WriteAttributeString("Target", target);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    static void WriteWorkbook(XmlWriter xml, IReadOnlyList<string> sheets)
    {
        xml.WriteStartElement("workbook", Main);
        xml.WriteAttributeString("xmlns", "r", null, Relations);
        xml.WriteStartElement("sheets", Main);
        foreach (var (index, name) in sheets.Index())
        {
            xml.WriteStartElement("sheet", Main);
            xml.WriteAttributeString("name", name);
            xml.WriteAttributeString("sheetId", (index + 1).ToString(CultureInfo.InvariantCulture));
            xml.WriteAttributeString("id", Relations, $"rId{index + 1}");
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
        xml.WriteEndElement();
    }
}
