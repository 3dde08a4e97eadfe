using Marketplace.Portal.Stations;
using Xunit;

namespace Marketplace.Portal.Tests.Stations;

/// <summary>The month for which households are paid.</summary>
public sealed class PayMonthTests
{
    static readonly DateOnly Today = new(2026, 11, 27);

    [Theory]
    [InlineData("2024-02", "2024-02-01", "2024-02-29")]
    [InlineData("2026-12", "2026-12-01", "2026-12-31")]
    [InlineData("2026-13", "2026-11-01", "2026-11-30")]
    [InlineData(null, "2026-11-01", "2026-11-30")]
    public void It_goes_from_its_first_day_to_its_last_and_is_this_one_when_it_can_not_be_read(string? asked, string from, string until)
    {
        var month = PayMonth.Of(asked, Today);

        Assert.Equal((DateOnly.Parse(from, null), DateOnly.Parse(until, null)), (month.From, month.Until));
    }
}
