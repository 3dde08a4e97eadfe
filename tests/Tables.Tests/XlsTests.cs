using Marketplace.Testing;
using Xunit;

namespace Marketplace.Tables.Tests;

/// <summary>Workbooks as Excel saved them up to 2003.</summary>
public sealed class XlsTests
{
    static readonly Heading[] Headings =
        [Heading.Required("name", "名称"), Heading.Optional("amount", "金额"), Heading.Optional("day", "日期"), Heading.Optional("count", "数量")];

    [Fact]
    public async Task Texts_numbers_and_days_are_read()
    {
        var read = await Samples.Read(
            XlsFile.Of(
                ["台账（合并）"],
                ["名称", "金额", "日期", "数量"],
                ["盐源苹果", 0.1 + 0.2, new DateOnly(2026, 11, 21), 12],
                [],
                ["金阳青花椒", "￥1,234.50", "2026年11月22日", null]),
            Headings);
        Assert.Empty(read.Faults.All);
        Assert.Equal(
            [(3, "盐源苹果", 30L, new DateOnly(2026, 11, 21), 12L), (5, "金阳青花椒", 123_450L, new DateOnly(2026, 11, 22), null)],
            read.Rows.Select(row => (row.Number, row.Text("name", 10), row.Fen("amount"), row.Day("day"), row.OptionalInteger("count"))));
    }

    [Fact]
    public async Task A_long_number_whose_last_digits_are_lost_is_refused()
    {
        var read = await Samples.Read(XlsFile.Of(["名称", "数量"], [26_332_000_000_012_345_678m, 999_999_999_999_999L]), Headings);
        var row = Assert.Single(read.Rows);
        Assert.Equal(("", 999_999_999_999_999L), (row.Text("name", 30), row.Integer("count")));
        Assert.Equal(("number_spoilt", "name"), (Assert.Single(read.Faults.All).Code, read.Faults.All[0].Column));
    }

    [Fact]
    public async Task What_only_looks_like_a_workbook_is_refused()
    {
        var file = XlsFile.Of(["名称"], ["苹果"]);
        Assert.Equal("wrong_file_kind", Assert.Single((await Samples.Read(file[..1_000], Headings)).Faults.All).Code);
        Array.Clear(file, 512, 512);
        Assert.Equal("wrong_file_kind", Assert.Single((await Samples.Read(file, Headings)).Faults.All).Code);
    }

    [Theory, InlineData(XlsFile.ErrorCode.NotAvailable), InlineData(XlsFile.ErrorCode.DivisionByZero)]
    public async Task A_file_with_a_failed_formula_is_refused_rather_than_read_without_it(XlsFile.ErrorCode error)
    {
        var read = await Samples.Read(XlsFile.Of(["名称", "金额"], ["苹果", 1], ["花椒", error]), Headings);
        Assert.Empty(read.Rows);
        Assert.Equal(("formula_failed", 3), (Assert.Single(read.Faults.All).Code, read.Faults.All[0].Row));
    }
}
