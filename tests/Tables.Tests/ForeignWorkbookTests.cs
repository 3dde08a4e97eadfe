using System.IO.Compression;
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
        var read = await Samples.Read(
            Workbook(), [Heading.Required("name", "名称"), Heading.Required("amount", "金额"), Heading.Optional("day", "日期")]);
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

    [Fact]
    public async Task Dates_in_formats_that_Chinese_programs_take_for_known_are_days()
    {
        var file = Workbook(
            new CellFormats(new CellFormat(), new CellFormat { NumberFormatId = 31 }, new CellFormat { NumberFormatId = 58 }));
        var read = await Samples.Read(file, [Heading.Required("name", "名称"), Heading.Optional("day", "日期")]);
        Assert.Equal(["2026-11-21", "2026-11-21 12:00:00"], read.Rows.Select(row => row["day"]));
    }

    [Fact]
    public async Task A_number_whose_last_digits_are_lost_is_refused()
    {
        var read = await Samples.Read(
            Workbook(amount: "26332000000012345678"), [Heading.Required("name", "名称"), Heading.Required("amount", "金额")]);
        Assert.Equal("", read.Rows[0].Text("amount", 30));
        Assert.Equal("number_spoilt", read.Faults.All[0].Code);
    }

    [Fact]
    public async Task A_small_file_that_unpacks_without_end_is_refused()
    {
        Heading[] headings = [Heading.Required("name", "名称")];
        var limits = new TableLimits { UnpackedBytesMax = 1024 * 1024 };
        Assert.Empty((await Samples.Read(Workbook(), headings, limits)).Faults.All);
        foreach (var part in (string[])["xl/sharedStrings.xml", "xl/worksheets/sheet2.xml"])
        {
            var bomb = WithPart(part, new string(' ', 2 * 1024 * 1024));
            Assert.True(bomb.Length < 100_000);
            Assert.Equal("file_too_large", Assert.Single((await Samples.Read(bomb, headings, limits)).Faults.All).Code);
        }
    }

    [Fact]
    public async Task A_file_that_states_less_than_it_unpacks_to_is_not_unpacked_further()
    {
        const int Length = 2 * 1024 * 1024;
        var bomb = WithPart("xl/worksheets/sheet9.xml", new string(' ', Length));
        // The size stands in the part's own header and in the directory of the file.
        for (var at = bomb.AsSpan().IndexOf(BitConverter.GetBytes(Length)); at >= 0; at = bomb.AsSpan()
            .IndexOf(BitConverter.GetBytes(Length)))
        {
            BitConverter.GetBytes(10).CopyTo(bomb, at);
        }

        using var zip = new ZipArchive(new MemoryStream(bomb));
        using var part = zip.GetEntry("xl/worksheets/sheet9.xml")!.Open();
        using var unpacked = new MemoryStream();
        try
        {
            await part.CopyToAsync(unpacked, TestContext.Current.CancellationToken);
        }
        catch (InvalidDataException)
        {
            // Or it is noticed, which is as good.
            Assert.True(unpacked.Length <= 10);
        }

        Assert.True(unpacked.Length <= 10, $"{unpacked.Length} bytes were unpacked.");
    }

    static byte[] WithPart(string name, string text)
    {
        var bytes = new MemoryStream();
        bytes.Write(Workbook());
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Update, leaveOpen: true))
        {
            using var part = new StreamWriter(zip.CreateEntry(name).Open());
            part.Write(text);
        }

        return bytes.ToArray();
    }

    static byte[] Workbook(CellFormats? formats = null, string amount = "0.30000000000000004")
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
                new SharedStringItem(
                    new Run(new Text("盐源")),
                    new Run(new Text("苹果")),
                    new PhoneticRun(new Text("yan")) { BaseTextStartIndex = 0, EndingBaseIndex = 1 }));
            workbook.AddNewPart<WorkbookStylesPart>().Stylesheet = new Stylesheet(
                new NumberingFormats(new NumberingFormat { NumberFormatId = 170, FormatCode = "[$-804]yyyy\"年\"m\"月\"d\"日\"" }),
                new Fonts(new Font()), new Fills(new Fill()), new Borders(new Border()), new CellStyleFormats(new CellFormat()),
                formats
                ?? new CellFormats(new CellFormat(), new CellFormat { NumberFormatId = 170 }, new CellFormat { NumberFormatId = 22 }));
            sheet.Worksheet = new Worksheet(
                new SheetData(
                    Row(1, Text("A1", "台账（合并）")),
                    Row(2, Shared("A2", 0), Text("B2", "金额"), Text("D2", "日期")),
                    Row(3, Shared("A3", 1), Number("B3", amount, formula: "0.1+0.2"), Number("D3", "46347", style: 1)),
                    Row(
                        4,
                        Text("A4", "x"),
                        new SheetCell { CellReference = "B4", DataType = CellValues.Error, CellValue = new CellValue("#N/A") },
                        Number("D4", "46347.5", style: 2))),
                new MergeCells(new MergeCell { Reference = "A1:D1" }));
            workbook.Workbook = new Workbook(new Sheets(
                new Sheet { Name = "隐藏", SheetId = 1, Id = workbook.GetIdOfPart(hidden), State = SheetStateValues.Hidden },
                new Sheet { Name = "台账", SheetId = 2, Id = workbook.GetIdOfPart(sheet) }));
        }

        return bytes.ToArray();
    }

    static Row Row(uint number, params SheetCell[] cells) => new(cells) { RowIndex = number };

    static SheetCell Text(string at, string text) =>
        new() { CellReference = at, DataType = CellValues.InlineString, InlineString = new InlineString(new Text(text)) };

    static SheetCell Shared(string at, int index) =>
        new() { CellReference = at, DataType = CellValues.SharedString, CellValue = new CellValue(index) };

    static SheetCell Number(string at, string number, uint style = 0, string? formula = null) => new()
    {
        CellReference = at,
        StyleIndex = style,
        CellFormula = formula is null ? null : new CellFormula(formula),
        CellValue = new CellValue(number),
    };
}
