using System.Text;
using Xunit;

namespace Marketplace.Tables.Tests;

public sealed class CsvTableTests
{
    [Fact]
    public void A_table_is_written_with_title_header_rows_totals_and_notes()
    {
        var csv = CsvTable.Write(Samples.Table(Samples.Row));
        Assert.Equal([0xEF, 0xBB, 0xBF], csv[..3]);
        Assert.Equal(
            """
            结对消费协作进度表 Pairing progress
            截止 Cut-off,2026-11-30

            名称 Name,笔数 Count,金额（元） Amount (yuan),"任务（万元） Target (10,000 yuan)",进度 Progress,数量 Quantity,日期 Day,时间 At
            越西苹果,12,1234.50,1234.50,12.34%,2.5,2026-11-21,2026-12-01 00:00:00
            合计 Total,—,0.01,—,—,—,—,—

            由于四舍五入，合计可能不等于分项之和。 Due to rounding totals may differ.

            """.ReplaceLineEndings("\r\n"),
            Encoding.UTF8.GetString(csv[3..]));
    }

    [Theory]
    [InlineData(5_000, "0.01")]
    [InlineData(4_999, "0.00")]
    [InlineData(-5_000, "-0.01")]
    [InlineData(-4_999, "0.00")]
    [InlineData(345_000, "0.35")]
    public void Amounts_are_rounded_half_away_from_zero_and_never_to_minus_zero(long fen, string shown) =>
        Assert.Contains($"x,{shown}\r\n", Of("x", fen), StringComparison.Ordinal);

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+86 138")]
    [InlineData("-1")]
    [InlineData("@SUM(A1)")]
    [InlineData("  =1")]
    [InlineData("＝1")]
    [InlineData("'=1")]
    public async Task A_text_never_becomes_a_formula_and_is_read_as_it_was(string text)
    {
        Assert.Contains($"'{text}", Of(text, null), StringComparison.Ordinal);
        var read = await Samples.Read(CsvTable.Write(Small(text, 1)), [Heading.Required("a", "甲", "A")]);
        Assert.Equal(text.Trim(), Assert.Single(read.Rows).Text("a", 100));
    }

    [Fact]
    public void A_negative_number_stays_a_number() => Assert.Contains("x,-1.00\r\n", Of("x", -1_000_000), StringComparison.Ordinal);

    [Fact]
    public void Quotes_commas_and_lines_are_quoted() =>
        Assert.Contains("\"say \"\"a,b\"\"\nc\",—", Of("say \"a,b\"\nc", null), StringComparison.Ordinal);

    [Fact]
    public void A_cell_of_another_kind_and_a_row_of_another_length_are_refused()
    {
        Assert.Throws<ArgumentException>(() => CsvTable.Write(Small("x", 1) with { Rows = [["x", "1"]] }));
        Assert.Throws<ArgumentException>(() => CsvTable.Write(Small("x", 1) with { Rows = [["x"]] }));
        Assert.Throws<ArgumentException>(() => XlsxTable.Write(Small("x", 1) with { Rows = [["x", 1.5m]] }));
    }

    static string Of(string text, long? fen) => Encoding.UTF8.GetString(CsvTable.Write(Small(text, fen)));

    static Table Small(string text, long? fen) => new()
    {
        SheetName = "s",
        Columns = [new("a", "甲", "A"), new("b", "乙", "B", ColumnKind.TenThousandYuan)],
        Rows = [[text, fen]],
    };
}
