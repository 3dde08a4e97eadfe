using System.Text;
using Xunit;

namespace Marketplace.Tables.Tests;

public sealed class TableReaderTests
{
    static readonly Heading Name = Heading.Required("name", "名称", "Name");
    static readonly Heading Amount = Heading.Required("amount", "金额（元）", "Amount");
    static readonly Heading Day = Heading.Optional("day", "日期", "Day");

    [Theory]
    [InlineData("名称,金额（元）\n苹果,1\n")]
    [InlineData("\uFEFF名称,金额（元）\r\n苹果,1")]
    [InlineData("名称\t金额（元）\r苹果\t1")]
    [InlineData("name;AMOUNT\n苹果;1\n")]
    [InlineData("台账,,\n单位：某局；2026 年,,\n,,\n* 名 称 *, 金额(元) ,其他\n\n苹果,１,x\n,,\n")]
    [InlineData("名称 Name,金额（元） Amount\n\"苹果\",\"1\"\n")]
    public async Task The_header_is_found_and_what_makes_no_difference_makes_none(string csv)
    {
        var read = await Samples.Read(csv, Name, Amount, Day);
        Assert.Empty(read.Faults.All);
        var row = Assert.Single(read.Rows);
        Assert.Equal(("苹果", 100, null), (row.Text("name", 10), row.Fen("amount"), row.OptionalDay("day")));
        Assert.True(row.IsSound);
    }

    [Fact]
    public async Task GBK_is_recognised_when_it_is_no_UTF_8()
    {
        var gbk = CodePagesEncodingProvider.Instance.GetEncoding("GBK")!;
        var read = await Samples.Read(
            gbk.GetBytes("名称,金额（元）\n越西县新民镇苹果,￥1,234\n".Replace("￥1,234", "\"￥1,234\"", StringComparison.Ordinal)), [Name, Amount]);
        Assert.Empty(read.Faults.All);
        Assert.Equal(("越西县新民镇苹果", 123_400), (read.Rows[0].Text("name", 50), read.Rows[0].Fen("amount")));
    }

    [Fact]
    public async Task UTF_16_as_spreadsheets_save_it_is_read()
    {
        var read = await Samples.Read([.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("名称\t金额（元）\n苹果\t1\n")], [Name, Amount]);
        Assert.Equal("苹果", Assert.Single(read.Rows).Text("name", 10));
    }

    [Theory]
    [InlineData("1,234.50", 123_450)]
    [InlineData("￥1234.5", 123_450)]
    [InlineData("¥ 1,234.50", 123_450)]
    [InlineData("-￥5", -500)]
    [InlineData("￥-5", -500)]
    [InlineData("１，２３４．５０元", 123_450)]
    [InlineData("人民币 12 元整", 1_200)]
    [InlineData("0", 0)]
    public async Task Money_is_understood_as_people_write_it(string text, long fen)
    {
        var row = await Cell(text);
        Assert.Equal(fen, row.Row.Fen("x"));
        Assert.False(row.Faults.Any);
    }

    [Theory]
    [InlineData("1.234", "amount_too_fine")]
    [InlineData("1,5", "not_an_amount")]
    [InlineData("12万元", "not_an_amount")]
    [InlineData("1.2.3", "not_an_amount")]
    [InlineData("1e3", "not_an_amount")]
    [InlineData("--5", "not_an_amount")]
    [InlineData("99999999999999999", "amount_too_large")]
    [InlineData("999999999999999999999999999999999999", "not_an_amount")]
    [InlineData("", "value_missing")]
    [InlineData("—", "value_missing")]
    public async Task What_is_no_amount_is_a_fault_that_says_so(string text, string code)
    {
        var (row, faults) = await Cell(text);
        Assert.Equal(0, row.Fen("x"));
        var fault = Assert.Single(faults.All);
        Assert.Equal((2, "x", code), (fault.Row, fault.Column, fault.Code));
        Assert.False(row.IsSound);
    }

    [Theory]
    [InlineData("2026-11-21")]
    [InlineData("2026/11/21")]
    [InlineData("2026.11.21")]
    [InlineData("20261121")]
    [InlineData("2026年11月21日")]
    [InlineData("2026 年 11 月 21 日")]
    [InlineData("２０２６－１１－２１")]
    [InlineData("2026-11-21 14:30")]
    [InlineData("2026年11月21日 14:30:05")]
    public async Task A_day_is_understood_as_people_write_it(string text) =>
        Assert.Equal(new DateOnly(2026, 11, 21), (await Cell(text)).Row.Day("x"));

    [Theory]
    [InlineData("2026-02-30")]
    [InlineData("46347")]
    [InlineData("21/11/2026")]
    [InlineData("2026-11-21T00:00:00Z")]
    public async Task What_is_no_day_is_a_fault(string text)
    {
        var (row, faults) = await Cell(text);
        Assert.Null(row.OptionalDay("x"));
        Assert.Equal("not_a_day", Assert.Single(faults.All).Code);
    }

    [Theory]
    [InlineData("6:05")]
    [InlineData("06:05")]
    [InlineData(" ０６：０５ ")]
    [InlineData("06:05:00")]
    [InlineData("1899-12-30 06:05:00")]
    public async Task A_time_of_the_day_is_understood_as_people_and_spreadsheets_write_it(string text) =>
        Assert.Equal(new TimeOnly(6, 5), (await Cell(text)).Row.Time("x"));

    [Theory]
    [InlineData("24:00")]
    [InlineData("6")]
    [InlineData("上午")]
    [InlineData("2026-11-21 06:05:00")]
    public async Task What_is_no_time_of_the_day_is_a_fault(string text)
    {
        var (row, faults) = await Cell(text);
        Assert.Equal(default, row.Time("x"));
        Assert.Equal("not_a_time", Assert.Single(faults.All).Code);
    }

    [Fact]
    public async Task Numbers_words_and_texts_have_their_faults()
    {
        var (row, faults) = await Cell("ａ长１");
        Assert.Equal("a长1", row.Text("x", 3));
        Assert.Equal("", row.Text("x", 2));
        Assert.Equal(0, row.Decimal("x"));
        Assert.Equal(7, row.Choice("x", new Dictionary<string, int> { ["A长 1"] = 7 }));
        Assert.Equal(0, row.Choice("x", new Dictionary<string, int> { ["乙"] = 7 }));
        Assert.Equal(["text_too_long", "not_a_number", "not_a_choice"], faults.All.Select(fault => fault.Code));
        Assert.Equal(1.5m, (await Cell("1.50")).Row.Decimal("x"));
        Assert.Equal(1_000, (await Cell("1,000")).Row.Integer("x"));
        Assert.Throws<ArgumentException>(() => row.Text("unknown", 1));
    }

    [Theory]
    [InlineData("12.5%", 1_250)]
    [InlineData("１２．５％", 1_250)]
    [InlineData("100", 10_000)]
    [InlineData("0%", 0)]
    [InlineData("0.125", null)]
    [InlineData("101%", null)]
    [InlineData("-1%", null)]
    [InlineData("%", null)]
    public async Task A_share_is_a_percentage_with_at_most_two_places(string text, int? basisPoints)
    {
        var (row, faults) = await Cell(text);
        Assert.Equal(basisPoints, row.OptionalBasisPoints("x"));
        Assert.Equal(basisPoints is null ? ["not_a_percentage"] : [], faults.All.Select(fault => fault.Code));
    }

    [Fact]
    public async Task A_share_in_a_percent_cell_is_what_is_seen()
    {
        var table = new Table { SheetName = "s", Columns = [new("x", "比例", "x", ColumnKind.Percent)], Rows = [[1_234], [10_000]] };
        foreach (var file in new[] { CsvTable.Write(table), XlsxTable.Write(table) })
        {
            var read = await Samples.Read(file, [Heading.Required("x", "比例", "x")]);
            Assert.Equal([1_234, 10_000], read.Rows.Select(row => row.BasisPoints("x")));
        }
    }

    [Fact]
    public async Task A_text_can_be_read_as_it_was_written()
    {
        var (row, _) = await Cell(" Ａ校（一） ");
        Assert.Equal(("Ａ校（一）", "A校（一）"), (row.Verbatim("x"), row.Text("x", 10)));
        Assert.True(row.HasColumn("x"));
    }

    [Fact]
    public async Task Of_a_strict_table_nothing_is_overlooked()
    {
        var strict = new TableLimits { IsStrict = true };
        Assert.Equal(["unknown_column", "unknown_column"], await Codes("名称,颜色,Amount,大小\na,b,1,c\n"));
        Assert.Equal(["row_malformed"], await Codes("名称,Amount\na,1,b\n"));
        Assert.Empty(await Codes("名称,Amount,日期\na,1\n"));
        Assert.Equal(["row_malformed"], await Codes("名称,Amount,\na,1,b\n"));
        Assert.Empty(await Codes("台账\n\n名称,Amount,\na,1,\n\n"));
        Table table = new()
        {
            SheetName = "s",
            Columns = [new("a", "名称", ""), new("b", "Amount", ""), new("c", "日期", "")],
            Rows = [["苹果", "1", null]],
        };
        Assert.Empty((await Samples.Read(XlsxTable.Write(table), [Name, Amount, Day], strict)).Faults.All);
        Assert.Equal(
            ["unknown_column"],
            (await Samples.Read(XlsxTable.Write(table), [Name, Amount], strict)).Faults.All.Select(fault => fault.Code));

        async Task<IEnumerable<string>> Codes(string csv) =>
            (await Samples.Read(Encoding.UTF8.GetBytes(csv), [Name, Amount, Day], strict)).Faults.All.Select(fault => fault.Code);
    }

    public static TheoryData<byte[], string> WrongFiles { get; } = new()
    {
        { [], "file_empty" },
        { [0xD0, 0xCF, 0x11, 0xE0, 0xA1], "wrong_file_kind" },
        { "%PDF-1.7"u8.ToArray(), "wrong_file_kind" },
        { "<html><table>"u8.ToArray(), "wrong_file_kind" },
        { [1, 0, 2], "wrong_file_kind" },
        // A worksheet of Excel 2, as old programs still write it.
        { [0x09, 0, 4, 0, 2, 0, 0x10, 0, 0x0A, 0, 0, 0], "wrong_file_kind" },
        { [(byte)'a', 0xFF, 0xFF], "wrong_file_kind" },
        { [0x50, 0x4B, 3, 4, 1, 2, 3], "file_broken" },
        { "名称,数量\n"u8.ToArray(), "header_missing" },
        { "名称,Amount,name\n"u8.ToArray(), "column_twice" },
        { "名称,金额（元）\n\"苹果,1\n"u8.ToArray(), "quote_not_closed" },
    };

    [Theory, MemberData(nameof(WrongFiles))]
    public async Task A_file_that_is_no_table_is_refused_with_a_reason(byte[] file, string code)
    {
        var read = await Samples.Read(file, [Name, Amount]);
        Assert.Empty(read.Rows);
        Assert.Equal(code, Assert.Single(read.Faults.All).Code);
    }

    [Fact]
    public async Task Limits_are_kept_with_a_reason()
    {
        var limits = new TableLimits { RowsMax = 2, ColumnsMax = 3, CellLengthMax = 10 };
        var rows = await Samples.Read("名称,Amount\na,1\nb,2\nc,3\n"u8.ToArray(), [Name, Amount], limits);
        Assert.Equal((2, "too_many_rows"), (rows.Rows.Count, Assert.Single(rows.Faults.All).Code));
        var columns = await Samples.Read("名称,Amount\na,1,,x\n"u8.ToArray(), [Name, Amount], limits);
        Assert.Equal("too_many_columns", Assert.Single(columns.Faults.All).Code);
        foreach (var file in new[] { "名称,Amount\n12345678901,1\n"u8.ToArray(), XlsxTable.Write(Long()) })
        {
            var cell = await Samples.Read(file, [Name, Amount], limits);
            Assert.Equal("", Assert.Single(cell.Rows).Text("name", 100));
            Assert.Equal("cell_too_long", Assert.Single(cell.Faults.All).Code);
        }

        static Table Long() =>
            new() { SheetName = "s", Columns = [new("a", "名称", ""), new("b", "Amount", "")], Rows = [["12345678901", "1"]] };
    }

    [Fact]
    public async Task Ten_thousand_rows_are_read_one_by_one_from_a_stream_that_can_not_seek()
    {
        var table = Samples.Plain([.. Enumerable.Repeat(Samples.Row, 10_000)]);
        foreach (var file in new[] { CsvTable.Write(table), XlsxTable.Write(table) })
        {
            var faults = new TableFaults();
            long sum = 0;
            var pipe = System.IO.Pipelines.PipeReader.Create(new System.Buffers.ReadOnlySequence<byte>(file)).AsStream();
            await foreach (var row in TableReader.StreamAsync(pipe, Samples.Headings, faults, null, CancellationToken.None))
            {
                sum += row.Fen("amount");
            }

            Assert.False(faults.Any);
            Assert.Equal(10_000 * 123_450L, sum);
        }
    }

    static async Task<(TableRow Row, TableFaults Faults)> Cell(string text)
    {
        var read = await Samples.Read($"key,x\n1,\"{text}\"\n", Heading.Required("key"), Heading.Required("x"));
        return (Assert.Single(read.Rows), read.Faults);
    }
}
