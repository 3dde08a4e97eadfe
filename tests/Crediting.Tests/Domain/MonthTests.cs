using Marketplace.Crediting.Domain;
using Xunit;

namespace Marketplace.Crediting.Tests.Domain;

public sealed class MonthTests
{
    [Fact]
    public void A_month_is_written_so_that_it_sorts()
    {
        Assert.True(Month.TryParse("2026-03", null, out var march));
        Assert.Equal("2026-03", march.ToString());
        Assert.Equal(["2026-01", "2026-02", "2026-03"], march.YearToDate);
        Assert.Equal("2025-03", march.AddYears(-1).ToString());
        Assert.True(
            march > new Month(2025, 12) && march < new Month(2026, 10) && march <= new Month(2026, 3) && march >= new Month(2026, 3));
    }

    [Fact]
    public void EC_76_The_last_day_of_February_is_that_of_its_year()
    {
        Assert.Equal(new DateOnly(2024, 2, 29), new Month(2024, 2).LastDay);
        Assert.Equal(new DateOnly(2023, 2, 28), new Month(2024, 2).AddYears(-1).LastDay);
    }

    [Theory]
    [InlineData(null), InlineData(""), InlineData("2026"), InlineData("2026-3"), InlineData("2026-13"), InlineData("2026-03-01")]
    [InlineData("1999-12"), InlineData("2100-01")]
    public void What_is_no_month_is_not_read(string? text) => Assert.False(Month.TryParse(text, null, out _));
}
