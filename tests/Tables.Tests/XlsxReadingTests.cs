using System.Diagnostics;
using System.IO.Compression;
using Marketplace.Testing;
using Xunit;
using Raw = Marketplace.Testing.XlsxFile.RawXml;

namespace Marketplace.Tables.Tests;

/// <summary>Workbooks with several sheets, merged cells, odd names of parts, and such as are made to do harm.</summary>
public sealed class XlsxReadingTests
{
    static readonly Heading[] Headings = [Heading.Required("no", "单据号"), Heading.Required("amount", "金额") with { IsSummed = true }];

    static readonly XlsxFile.Sheet Sheet = new("1月", ["单据号", "金额"], ["A", 1]);

    [Fact]
    public async Task All_sheets_with_the_headings_are_read_one_after_the_other()
    {
        var read = await Samples.Read(
            XlsxFile.Of(
            [
                new("说明", ["请逐月填写"]), Sheet, new("2月", ["台账"], ["金额", "单据号"], [2, "B"]), new("空"),
                new("旧", ["单据号", "金额"], ["Z", 9]) { IsHidden = true },
            ]),
            Headings);
        Assert.Empty(read.Faults.All);
        Assert.Equal(
            [("1月", 2, 2, "A", 100L), ("2月", 3, 3, "B", 200L)],
            read.Rows.Select(row => (row.Sheet, row.SheetNumber, row.Number, row.Identifier("no", 9), row.Fen("amount"))));
        Assert.Equal(
            [(false, null, 0), (true, 1, 1), (true, 2, 1), (false, null, 0), (false, null, 0)],
            read.Overview.Sheets.Select(sheet => (sheet.IsRead, sheet.HeaderRow, sheet.Rows)));
        Assert.All(read.Overview.Sheets, sheet => Assert.Equal(sheet.IsRead, sheet.ReasonZh is null));
    }

    [Fact]
    public async Task A_sheet_with_a_table_and_without_the_headings_is_a_fault_that_names_it()
    {
        var read = await Samples.Read(XlsxFile.Of([Sheet, new("续表", ["B", 2, "x"])]), Headings);
        var fault = Assert.Single(read.Faults.All);
        Assert.Equal(("sheet_not_read", "续表"), (fault.Code, fault.Sheet));
        Assert.Contains("续表", fault.Zh, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fault_names_its_sheet()
    {
        var read = await Samples.Read(XlsxFile.Of([Sheet, new("2月", ["单据号", "金额"], ["B", "两元"])]), Headings);
        Assert.Equal([100L, 0L], read.Rows.Select(row => row.Fen("amount")));
        var fault = Assert.Single(read.Faults.All);
        Assert.Equal(("2月", 2, "not_an_amount"), (fault.Sheet, fault.Row, fault.Code));
        Assert.StartsWith("工作表“2月”第 2 行", fault.Zh, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Merged_cells_count_for_each_of_their_rows()
    {
        var read = await Samples.Read(
            XlsxFile.Of([new XlsxFile.Sheet("s", ["单据号", "金额"], ["A", 1], [null, 2], [null, 3], ["B", 4]) { Merged = ["A2:A4"] }]),
            Headings);
        Assert.Empty(read.Faults.All);
        Assert.Equal(["A", "A", "A", "B"], read.Rows.Select(row => row.Identifier("no", 9)));
        Assert.Equal(["A2:A4"], Assert.Single(read.Overview.Sheets).MergedCells);
    }

    [Fact]
    public async Task A_merged_amount_is_refused_in_each_of_its_rows()
    {
        var read = await Samples.Read(
            XlsxFile.Of([new XlsxFile.Sheet("s", ["单据号", "金额"], ["A", 3], ["B", null], ["C", 4]) { Merged = ["B2:B3"] }]), Headings);
        Assert.Equal(
            [(2, "cell_merged"), (3, "cell_merged")], read.Faults.All.Select(fault => (fault.Row!.Value, fault.Code)));
        Assert.Contains("B2:B3", read.Faults.All[0].Zh, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hidden_rows_are_read_and_counted()
    {
        var read = await Samples.Read(
            XlsxFile.Of([new XlsxFile.Sheet("s", ["单据号", "金额"], ["A", 1], ["B", 2]) { HiddenRows = [3] }]), Headings);
        Assert.Equal((2, 1), (read.Rows.Count, Assert.Single(read.Overview.Sheets).HiddenRows));
    }

    [Fact]
    public async Task Totals_and_notes_are_named_and_an_unknown_column_too()
    {
        var read = await Samples.Read(
            XlsxFile.Of(["单据号", "金额", "电话"], ["A", 1, "1"], ["B", 2, null, "旁注"], ["合计", 3], ["制表人：张三"]), Headings);
        Assert.Empty(read.Faults.All);
        Assert.Equal([(4, "total_row"), (5, "note_row")], read.Overview.IgnoredRows.Select(row => (row.Row, row.Code)));
        Assert.Equal(["电话", "D"], Assert.Single(read.Overview.Sheets).UnknownColumns);
    }

    [Theory]
    [InlineData("xl/worksheets/sheet1.xml", "xl/worksheets/Sheet1.XML")]
    [InlineData("xl/worksheets/sheet1.xml", "xl\\worksheets\\sheet1.xml")]
    [InlineData("xl/workbook.xml", "xl/Workbook.xml")]
    public async Task Parts_are_found_whatever_the_case_and_slash_of_their_names(string part, string name)
    {
        var read = await Samples.Read(
            XlsxFile.Zip(XlsxFile.Parts([Sheet]).Select(known => (known.Name == part ? name : known.Name, known.Text))), Headings);
        Assert.Empty(read.Faults.All);
        Assert.Single(read.Rows);
    }

    [Theory]
    [InlineData("/xl/worksheets/sheet1.xml")]
    [InlineData("./worksheets/sheet1.xml")]
    [InlineData("../xl/worksheets/SHEET1.xml")]
    [InlineData("worksheets\\sheet1.xml")]
    public async Task A_target_is_found_however_it_is_written(string target)
    {
        var read = await Samples.Read(
            XlsxFile.Zip(XlsxFile.Parts([Sheet]).Select(known =>
                (known.Name, known.Text.Replace("\"worksheets/sheet1.xml\"", $"\"{target}\"", StringComparison.Ordinal)))),
            Headings);
        Assert.Empty(read.Faults.All);
        Assert.Single(read.Rows);
    }

    [Fact]
    public async Task Days_that_are_counted_from_1904_are_the_days_that_people_see()
    {
        var read = await Samples.Read(
            XlsxFile.Of([new("s", ["日期"], [Raw.Number("43960", XlsxFile.DayStyle)])], isFrom1904: true), [Heading.Required("day", "日期")]);
        Assert.Equal(new DateOnly(2024, 5, 10), Assert.Single(read.Rows).Day("day"));
    }

    [Theory]
    [InlineData("<is><t>", "</t></is>", "inlineStr", "file_too_large")]
    [InlineData("<v>", "</v>", "n", "file_too_large")]
    public async Task A_text_of_a_gigabyte_is_refused_at_once_and_in_little_memory(string begin, string end, string type, string code)
    {
        var file = Bomb($"<c r=\"A2\" t=\"{type}\">{begin}", end + "</c>", 1_024);
        Assert.True(file.Length < 20_000_000);
        await RefusedAsync(file, code, TableLimits.Default);
    }

    [Fact]
    public async Task A_text_that_is_longer_than_any_cell_is_refused_before_it_is_held()
    {
        // Not so large that the size of the part alone would tell.
        var limits = new TableLimits { UnpackedRatioMax = int.MaxValue };
        await RefusedAsync(Bomb("<c r=\"A2\" t=\"inlineStr\"><is><t>", "</t></is></c>", 200), "cell_too_long", limits);
        await RefusedAsync(Bomb("<c r=\"", "\"/>", 200), "file_broken", limits);
    }

    [Fact]
    public async Task Ten_thousand_sheets_of_one_part_are_refused_at_once()
    {
        var parts = XlsxFile.Parts([Sheet]).ToDictionary();
        parts["xl/workbook.xml"] = parts["xl/workbook.xml"].Replace(
            "</sheets>",
            string.Concat(Enumerable.Range(2, 10_000).Select(number => $"<sheet name=\"{number}\" sheetId=\"{number}\" r:id=\"rId1\"/>"))
                + "</sheets>",
            StringComparison.Ordinal);
        await RefusedAsync(XlsxFile.Zip(parts.Select(part => (part.Key, part.Value))), "file_broken", TableLimits.Default);
        await RefusedAsync(
            XlsxFile.Of([.. Enumerable.Range(1, 65).Select(number => new XlsxFile.Sheet($"{number}"))]),
            "too_many_sheets",
            TableLimits.Default);
    }

    [Fact]
    public async Task A_row_of_a_million_cells_is_refused_and_elements_without_end_too()
    {
        var limits = new TableLimits { UnpackedRatioMax = int.MaxValue };
        await RefusedAsync(Repeated("<c/>", 5_000_000), "too_many_columns", limits);
        await RefusedAsync(Repeated("<a>", 5_000_000), "too_many_columns", limits);
    }

    [Fact]
    public async Task Who_waits_no_longer_ends_the_reading()
    {
        using var cancelled = new CancellationTokenSource();
        var file = XlsxFile.Of([["单据号", "金额"], .. Enumerable.Range(0, 1_000).Select(number => new object?[] { $"{number}", 1 })]);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var row in TableReader.StreamAsync(new MemoryStream(file), Headings, new TableFaults(), null, cancelled.Token))
            {
                await cancelled.CancelAsync();
            }
        });
    }

    static byte[] Bomb(string begin, string end, int mebibytes) => WithSheet(part =>
    {
        part.Write(System.Text.Encoding.UTF8.GetBytes(begin));
        var piece = new byte[1024 * 1024];
        Array.Fill(piece, (byte)'A');
        for (var count = 0; count < mebibytes; count++)
        {
            part.Write(piece);
        }

        part.Write(System.Text.Encoding.UTF8.GetBytes(end));
    });

    static byte[] Repeated(string element, int count) => WithSheet(part =>
    {
        var piece = System.Text.Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(element, 1_000)));
        for (var done = 0; done < count; done += 1_000)
        {
            part.Write(piece);
        }
    });

    /// <summary>A workbook with a header and a second row as it is written.</summary>
    static byte[] WithSheet(Action<Stream> secondRow)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in XlsxFile.Parts([new("s", ["单据号", "金额"])]))
            {
                using var part = zip.CreateEntry(name, CompressionLevel.Fastest).Open();
                var (before, after) = text.Split("</sheetData>") is [var start, var rest] ? (start, "</sheetData>" + rest) : (text, "");
                part.Write(System.Text.Encoding.UTF8.GetBytes(before));
                if (after.Length > 0)
                {
                    part.Write("<row r=\"2\">"u8);
                    secondRow(part);
                    part.Write("</row>"u8);
                }

                part.Write(System.Text.Encoding.UTF8.GetBytes(after));
            }
        }

        return bytes.ToArray();
    }

    static async Task RefusedAsync(byte[] file, string code, TableLimits limits)
    {
        const long BytesMax = 64 * 1024 * 1024;
        var (watch, before) = (Stopwatch.StartNew(), GC.GetAllocatedBytesForCurrentThread());
        var read = await Samples.Read(file, Headings, limits);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Equal(code, Assert.Single(read.Faults.All).Code);
        // From memory everything is read on one thread.
        Assert.True(allocated < BytesMax, $"{allocated} bytes");
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), $"{watch.Elapsed}");
    }
}
