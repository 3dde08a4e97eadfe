using System.Globalization;
using Marketplace.Client.Credits;
using Marketplace.Portal.Months;
using Xunit;

namespace Marketplace.Portal.Tests.Months;

/// <summary>Which month is closed next, and until when that takes a document (CR-16).</summary>
public sealed class MonthToCloseTests
{
    static readonly RuleSetView[] Rules = [Rule("0001-01-01", 10), Rule("2026-12-01", 5)];

    [Theory]
    [InlineData(null, "2026-11-27", "2026-10", "2026-11-10", false)]
    [InlineData(null, "2026-11-10", "2026-10", "2026-11-10", true)]
    [InlineData("2026-09", "2026-11-11", "2026-10", "2026-11-10", false)]
    [InlineData("2026-11", "2027-01-05", "2026-12", "2027-01-05", true)]
    [InlineData("2026-07", "2026-11-01", "2026-08", "2026-09-10", false)]
    public void The_month_after_the_last_closed_one_is_next(string? closed, string today, string month, string closesOn, bool isEarly) =>
        Assert.Equal(new MonthToClose(month, Day(closesOn), isEarly), MonthToClose.Next(closed, Rules, Day(today)));

    [Theory, InlineData("2026-10", "2026-11-30"), InlineData("2026-11", "2026-11-30")]
    public void A_month_that_still_runs_is_not(string closed, string today) =>
        Assert.Null(MonthToClose.Next(closed, Rules, Day(today)));

    static RuleSetView Rule(string from, int day) =>
        new() { Version = day, EffectiveFrom = Day(from), Parameters = new RuleParameters { MonthCloseDay = day } };

    static DateOnly Day(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);
}
