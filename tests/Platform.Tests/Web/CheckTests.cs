using Marketplace.Platform.Web;
using Xunit;

namespace Marketplace.Platform.Tests.Web;

public sealed class CheckTests
{
    [Theory]
    [InlineData("金寨县 tea, 2nd grade (50%)", true)]
    [InlineData("𠮷野家 🍵", true)]
    [InlineData("ab\u200dcd", true)]
    [InlineData(null, false)]
    [InlineData("", false)]
    [InlineData(" \t ", false)]
    [InlineData("　", false)]
    [InlineData("a\0b", false)]
    [InlineData("line\nbreak", false)]
    [InlineData("a\u0085b", false)]
    [InlineData("a\u202Eb", false)]
    [InlineData("a\uFEFFb", false)]
    [InlineData("a\uFFFEb", false)]
    [InlineData("a\uE000b", false)]
    public void Text_is_what_people_can_read(string? text, bool fits) => Assert.Equal(fits, Finds(c => c.Text(text, "f", 40)) is null);

    [Fact]
    public void Broken_surrogates_are_no_text()
    {
        Assert.Equal("text_unreadable", Finds(c => c.Text("a\ud842", "f", 40)));
        Assert.Equal("text_unreadable", Finds(c => c.Text("\udfb7a", "f", 40)));
        Assert.Null(Finds(c => c.Text("\ud842\udfb7", "f", 40)));
    }

    [Fact]
    public void Bounds_belong_to_what_is_allowed()
    {
        Assert.Null(Finds(c => c.Text("abc", "f", 3)));
        Assert.Equal("text_too_long", Finds(c => c.Text("abcd", "f", 3)));
        Assert.Null(Finds(c => c.TextOrNone(null, "f", 3)));
        Assert.Equal("text_blank", Finds(c => c.TextOrNone("", "f", 3)));
        Assert.Null(Finds(c => c.Count(1, 1, 3, "f", "行", "lines")));
        Assert.Null(Finds(c => c.Count(3, 1, 3, "f", "行", "lines")));
        Assert.Equal("count_out_of_range", Finds(c => c.Count(0, 1, 3, "f", "行", "lines")));
        Assert.Equal("count_out_of_range", Finds(c => c.Count(4, 1, 3, "f", "行", "lines")));
        Assert.Null(Finds(c => c.Range(5L, 5L, 5L, "f")));
        Assert.Equal("out_of_range", Finds(c => c.Range(5.01m, 0m, 5m, "f")));
        Assert.Equal("out_of_range", Finds(c => c.Range(long.MinValue, 0, long.MaxValue, "f")));
    }

    [Fact]
    public void Days_periods_ids_codes_and_repetitions_are_checked()
    {
        var (first, last) = (new DateOnly(2026, 1, 1), new DateOnly(2026, 12, 31));
        Assert.Null(Finds(c => c.Day(last, first, last, "f")));
        Assert.Equal("day_out_of_range", Finds(c => c.Day(last.AddDays(1), first, last, "f")));
        Assert.Null(Finds(c => c.Period(first, first, "f")));
        Assert.Null(Finds(c => c.Period(first, null, "f")));
        Assert.Equal("period_reversed", Finds(c => c.Period(last, first, "f")));
        Assert.Equal("id_empty", Finds(c => c.NotEmpty(Guid.Empty, "f")));
        Assert.Equal("id_empty", Finds(c => c.NewId(Guid.Empty, "f")));
        Assert.Equal("id_reserved", Finds(c => c.NewId(new Guid("5f3a6c1e-7d29-8b40-9c11-2f6e8d0a4b77"), "f")));
        Assert.Null(Finds(c => c.NewId(new Guid("5f3a6c1e-7d29-4b40-9c11-2f6e8d0a4b77"), "f")));
        Assert.Null(Finds(c => c.NewId(Guid.CreateVersion7(), "f")));
        Assert.Null(Finds(c => c.Code("SF-2026/11_0.7", "f", 20)));
        Assert.Equal("code_invalid", Finds(c => c.Code("运单1", "f", 20)));
        Assert.Equal("code_invalid", Finds(c => c.Code("", "f", 20)));
        Assert.Equal("code_invalid", Finds(c => c.Code("12345", "f", 4)));
        Assert.Null(Finds(c => c.Distinct([1, 2, 3], "f")));
        Assert.Equal("repeated", Finds(c => c.Distinct([1, 2, 1, 2], "f")));
    }

    [Fact]
    public void Faults_within_lists_are_told_with_their_place_and_there_is_an_end_to_them()
    {
        var checks = new Checks();
        List<List<int>> rows = [[1, 9], [9]];
        checks.Each(rows, "rows", (row, c) => c.Each(row, "cells", (cell, inner) => inner.Range(cell, 0, 5, "value")));
        checks.That(false, "last", "x", "中", "en");
        Assert.Equal(["rows[0].cells[1].value", "rows[1].cells[0].value", "last"], checks.Faults.Select(f => f.Field));

        checks.Each(Enumerable.Range(0, 500).ToList(), "many", (_, c) => c.That(false, "x", "x", "中", "en"));
        Assert.Equal(50, checks.Faults.Count);
    }

    static string? Finds(Action<Checks> check)
    {
        var checks = new Checks();
        check(checks);
        Assert.All(checks.Faults, f => Assert.NotEqual(f.Zh, f.En));
        return checks.Faults.SingleOrDefault()?.Code;
    }
}
