using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using Xunit;

namespace Marketplace.Tables.Tests;

public sealed class XlsxTableTests
{
    [Fact]
    public void A_workbook_is_valid_whatever_is_in_it()
    {
        var odd = Samples.Row.ToArray();
        odd[0] = "\u0001 <a> & \"b\" _x0041_ \uD800 \r\n 😀";
        var file = XlsxTable.Write(
            Samples.Table(Samples.Row, odd, new object?[8]),
            Samples.Table() with { SheetName = "a/b:c*[d]?'" },
            Samples.Table() with { SheetName = "进度", TitleBlock = [], Notes = [] },
            Samples.Table() with { SheetName = new string('长', 40) });
        using var document = SpreadsheetDocument.Open(new MemoryStream(file), isEditable: false);
        Assert.Empty(new OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Office2019).Validate(document)
            .Select(fault => $"{fault.Path?.XPath}: {fault.Description}"));
        Assert.Equal(
            ["进度", "a-b-c--d---", "进度 (2)", new string('长', 31)],
            document.WorkbookPart!.Workbook.Descendants<Sheet>().Select(sheet => sheet.Name!.Value!));
    }

    [Fact]
    public void Numbers_are_numbers_with_the_format_of_their_kind_and_the_unknown_is_empty()
    {
        using var document = SpreadsheetDocument.Open(
            new MemoryStream(XlsxTable.Write(Samples.Table(Samples.Row, new object?[8]))), isEditable: false);
        var sheet = document.WorkbookPart!.WorksheetParts.Single().Worksheet;
        var cells = sheet.Descendants<DocumentFormat.OpenXml.Spreadsheet.Cell>().ToDictionary(cell => cell.CellReference!.Value!);
        Assert.Equal("越西苹果", cells["A5"].InnerText);
        Assert.Equal(
            ["12", "1234.5", "1234.5", "0.1234", "2.5", "46347", "46357"],
            "BCDEFGH".Select(column => cells[$"{column}5"].CellValue!.Text));
        Assert.All("ABCDEFGH", column => Assert.Empty(cells[$"{column}6"].ChildElements));
        var styles = document.WorkbookPart.WorkbookStylesPart!.Stylesheet;
        var own = styles.NumberingFormats!.Elements<NumberingFormat>()
            .ToDictionary(format => format.NumberFormatId!.Value, format => format.FormatCode!.Value!);
        var formats = styles.CellFormats!.Elements<CellFormat>().Select(format => format.NumberFormatId!.Value).ToList();
        Assert.Equal(
            ["49", "3", "4", "4", "10", "#,##0.000", "yyyy-mm-dd", "yyyy-mm-dd hh:mm:ss"],
            "ABCDEFGH".Select(column => formats[(int)cells[$"{column}5"].StyleIndex!.Value])
                .Select(format => own.GetValueOrDefault(format) ?? $"{format}"));
        Assert.Equal("A5", sheet.Descendants<Pane>().Single().TopLeftCell!.Value);
        Assert.Equal(30, sheet.Descendants<DocumentFormat.OpenXml.Spreadsheet.Column>().First().Width!.Value);
        var header = styles.CellFormats!.Elements<CellFormat>().ElementAt((int)cells["A4"].StyleIndex!.Value);
        Assert.NotNull(styles.Fonts!.Elements<Font>().ElementAt((int)header.FontId!.Value).Bold);
    }

    [Fact]
    public void A_formula_in_a_text_stays_a_text()
    {
        var row = Samples.Row.ToArray();
        row[0] = "=1+1";
        using var document = SpreadsheetDocument.Open(new MemoryStream(XlsxTable.Write(Samples.Table(row))), isEditable: false);
        var cell = document.WorkbookPart!.WorksheetParts.Single().Worksheet.Descendants<DocumentFormat.OpenXml.Spreadsheet.Cell>()
            .Single(cell => cell.CellReference!.Value == "A5");
        Assert.Null(cell.CellFormula);
        Assert.Equal(CellValues.InlineString, cell.DataType!.Value);
        Assert.Equal("=1+1", cell.InnerText);
    }

    [Fact]
    public void A_workbook_without_sheets_is_refused() => Assert.Throws<ArgumentException>(() => XlsxTable.Write());
}
