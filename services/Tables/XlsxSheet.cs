using System.Globalization;
using System.Xml;

namespace Marketplace.Tables;

/// <summary>Writes one sheet: title block, header row that stays in sight, rows, totals, notes.</summary>
static class XlsxSheet
{
    const string Main = XlsxTable.Main;
    const int WidthMax = 255;

    public static void Write(XmlWriter xml, Table table, bool isFirst)
    {
        var headerRow = table.TitleBlock.Count + (table.TitleBlock.Count > 0 ? 2 : 1);
        xml.WriteStartElement("worksheet", Main);
        xml.WriteStartElement("sheetPr", Main);
        Element(xml, "pageSetUpPr", ("fitToPage", 1));
        xml.WriteEndElement();
        WriteView(xml, headerRow, isFirst);
        if (table.Columns.Count > 0)
        {
            WriteWidths(xml, table.Columns);
        }

        WriteRows(xml, table, headerRow);
        Element(xml, "pageMargins", ("left", "0.5"), ("right", "0.5"), ("top", "0.6"), ("bottom", "0.6"), ("header", "0.3"), ("footer", "0.3"));
        Element(xml, "pageSetup", ("paperSize", 9), ("orientation", "landscape"), ("fitToHeight", 0));
        xml.WriteEndElement();
    }

    static void WriteView(XmlWriter xml, int headerRow, bool isFirst)
    {
        xml.WriteStartElement("sheetViews", Main);
        xml.WriteStartElement("sheetView", Main);
        if (isFirst)
        {
            xml.WriteAttributeString("tabSelected", "1");
        }

        xml.WriteAttributeString("workbookViewId", "0");
        Element(xml, "pane", ("ySplit", headerRow), ("topLeftCell", $"A{headerRow + 1}"), ("activePane", "bottomLeft"), ("state", "frozen"));
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    static void WriteWidths(XmlWriter xml, IReadOnlyList<Column> columns)
    {
        xml.WriteStartElement("cols", Main);
        foreach (var (index, column) in columns.Index())
        {
            Element(xml, "col", ("min", index + 1), ("max", index + 1), ("width", Math.Clamp(column.Width, 1, WidthMax)), ("customWidth", 1));
        }

        xml.WriteEndElement();
    }

    static void WriteRows(XmlWriter xml, Table table, int headerRow)
    {
        xml.WriteStartElement("sheetData", Main);
        foreach (var (index, line) in table.TitleBlock.Index())
        {
            // One cell for both: a label beside its value would be cut off by a narrow first column.
            WriteLine(xml, index + 1, line.Value is null ? line.Label : $"{line.Label}：{line.Value}", line.Value is null ? XlsxStyles.Title : XlsxStyles.Plain);
        }

        WriteRow(xml, headerRow, table.Columns.Select(column => ((Cell?)new Cell(ColumnKind.Text, column.Header, 0), XlsxStyles.Header)));
        var number = headerRow;
        foreach (var row in table.Rows)
        {
            WriteRow(xml, ++number, Styled(table, row, isTotal: false));
        }

        foreach (var row in table.TotalRows)
        {
            WriteRow(xml, ++number, Styled(table, row, isTotal: true));
        }

        number++;
        foreach (var note in table.Notes)
        {
            WriteLine(xml, ++number, note.Text, XlsxStyles.Plain);
        }

        xml.WriteEndElement();
    }

    static IEnumerable<(Cell?, int)> Styled(Table table, IReadOnlyList<object?> row, bool isTotal) =>
        row.CellsOf(table, isTotal).Select((cell, index) => (cell, XlsxStyles.Of(cell?.Kind ?? table.Columns[index].Kind, isTotal)));

    static void WriteLine(XmlWriter xml, int number, string text, int style) => WriteRow(xml, number, [(new Cell(ColumnKind.Text, text, 0), style)]);

    static void WriteRow(XmlWriter xml, int number, IEnumerable<(Cell? Cell, int Style)> cells)
    {
        xml.WriteStartElement("row", Main);
        xml.WriteAttributeString("r", number.ToString(CultureInfo.InvariantCulture));
        foreach (var (index, (cell, style)) in cells.Index())
        {
            xml.WriteStartElement("c", Main);
            xml.WriteAttributeString("r", $"{XlsxNames.Column(index)}{number.ToString(CultureInfo.InvariantCulture)}");
            xml.WriteAttributeString("s", style.ToString(CultureInfo.InvariantCulture));
            switch (cell)
            {
                case null:
                    break;
                case { IsText: true } text:
                    // A text in a cell of its own type is never taken for a formula.
                    xml.WriteAttributeString("t", "inlineStr");
                    xml.WriteStartElement("is", Main);
                    xml.WriteStartElement("t", Main);
                    xml.WriteAttributeString("xml", "space", null, "preserve");
                    xml.WriteString(XlsxNames.Escaped(text.Text!));
                    xml.WriteEndElement();
                    xml.WriteEndElement();
                    break;
                case { } value:
                    // The exact value; the style rounds what is seen, so that sums made in the sheet are right.
                    xml.WriteElementString("v", Main, value.Number.ToString("0.############", CultureInfo.InvariantCulture));
                    break;
            }

            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    static void Element(XmlWriter xml, string name, params (string Name, object Value)[] attributes)
    {
        xml.WriteStartElement(name, Main);
        foreach (var (attribute, value) in attributes)
        {
            xml.WriteAttributeString(attribute, Convert.ToString(value, CultureInfo.InvariantCulture));
        }

        xml.WriteEndElement();
    }
}
