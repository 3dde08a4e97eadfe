using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Xunit;
using SheetCell = DocumentFormat.OpenXml.Spreadsheet.Cell;

namespace Marketplace.Tables.Tests;

/// <summary>Workbooks as other programs make them.</summary>
public sealed class ForeignWorkbookTests
{
    [Fact]
    public async Task Shared_and_rich_texts_dates_formulas_and_merged_titles_are_read()
    {
        var read = await Samples.Read(Workbook(), [Heading.Required("name", "名称"), Heading.Required("amount", "金额"), Heading.Optional("day", "日期")]);
        Assert.Empty(read.Faults.All);
        var row = read.Rows[0];
        Assert.Equal(3, row.Number);
        Assert.Equal("盐源苹果", row.Text("name", 10));
        Assert.Equal(30, row.Fen("amount"));
        Assert.Equal(new DateOnly(2026, 11, 21), row.Day("day"));
        Assert.Equal("2026-11-21", row["day"]);
        var broken = read.Rows[1];
        Assert.Equal(0, broken.Fen("amount"));
        Assert.Equal(("formula_failed", 4), (read.Faults.All[0].Code, read.Faults.All[0].Row));
        Assert.Equal("2026-11-21 12:00:00", broken["day"]);
    }

    static byte[] Workbook()
    {
        using var bytes = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(bytes, SpreadsheetDocumentType.Workbook))
        {
            var workbook = document.AddWorkbookPart();
            var hidden = workbook.AddNewPart<WorksheetPart>();
            hidden.Worksheet = new Worksheet(new SheetData(Row(1, Text("A1", "名称"), Text("B1", "金额"))));
            var sheet = workbook.AddNewPart<WorksheetPart>();
            workbook.AddNewPart<SharedStringTablePart>().SharedStringTable = new SharedStringTable(
                new SharedStringItem(new Text("名称")),
                new SharedStringItem(new Run(new Text("盐源")), new Run(new Text("苹果")), new PhoneticRun(new Text("yan")) { BaseTextStartIndex = 0, EndingBaseIndex = 1 }));
            workbook.AddNewPart<WorkbookStylesPart>().Stylesheet = new Stylesheet(
                new NumberingFormats(new NumberingFormat { NumberFormatId = 170, FormatCode = "[$-804]yyyy\"年\"m\"月\"d\"日\"" }),
                new Fonts(new Font()), new Fills(new Fill()), new Borders(new Border()), new CellStyleFormats(new CellFormat()),
                new CellFormats(new CellFormat(), new CellFormat { NumberFormatId = 170 }, new CellFormat { NumberFormatId = 22 }));
            sheet.Worksheet = new Worksheet(
                new SheetData(
                    Row(1, Text("A1", "台账（合并）")),
                    Row(2, Shared("A2", 0), Text("B2", "金额"), Text("D2", "日期")),
                    Row(3, Shared("A3", 1), Number("B3", "0.30000000000000004", formula: "0.1+0.2"), Number("D3", "46347", style: 1)),
                    Row(4, Text("A4", "x"), new SheetCell { CellReference = "B4", DataType = CellValues.Error, CellValue = new CellValue("#N/A") }, Number("D4", "46347.5", style: 2))),
                new MergeCells(new MergeCell { Reference = "A1:D1" }));
            workbook.Workbook = new Workbook(new Sheets(
                new Sheet { Name = "隐藏", SheetId = 1, Id = workbook.GetIdOfPart(hidden), State = SheetStateValues.Hidden },
                new Sheet { Name = "台账", SheetId = 2, Id = workbook.GetIdOfPart(sheet) }));
        }

        return bytes.ToArray();
    }

    static Row Row(uint number, params SheetCell[] cells) => new(cells) { RowIndex = number };

    static SheetCell Text(string at, string text) => new() { CellReference = at, DataType = CellValues.InlineString, InlineString = new InlineString(new Text(text)) };

    static SheetCell Shared(string at, int index) => new() { CellReference = at, DataType = CellValues.SharedString, CellValue = new CellValue(index) };

    static SheetCell Number(string at, string number, uint style = 0, string? formula = null) => new()
    {
        CellReference = at,
        StyleIndex = style,
        CellFormula = formula is null ? null : new CellFormula(formula),
        CellValue = new CellValue(number),
    };
}
