using System.Globalization;
using Xunit;

namespace Marketplace.Contracts.Tests;

/// <summary>Days are those of Asia/Shanghai, and places lie in what their path says (CR-01).</summary>
public sealed class BusinessDayTests
{
    [Theory]
    [InlineData("2024-12-31T15:59:59Z", "2024-12-31")]
    [InlineData("2024-12-31T16:00:00Z", "2025-01-01")]
    [InlineData("2024-07-01T00:00:00Z", "2024-07-01")]
    public void An_instant_belongs_to_its_day_in_Shanghai(string instant, string day)
    {
        var at = DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture);
        Assert.Equal(DateOnly.Parse(day, CultureInfo.InvariantCulture), BusinessDay.Of(at));
    }

    [Fact]
    public void A_day_starts_eight_hours_before_midnight_in_Greenwich()
    {
        Assert.Equal(new DateTimeOffset(2024, 12, 31, 16, 0, 0, TimeSpan.Zero), BusinessDay.StartOf(new DateOnly(2025, 1, 1)));
    }

    [Fact]
    public void A_place_lies_in_itself_and_in_its_ancestors_only()
    {
        var path = RegionPath.Root("330000").Child("330200").Child("330211");
        Assert.Equal("/330000/330200/330211/", path.Value);
        Assert.True(path.IsWithin("330211"));
        Assert.True(path.IsWithin("330000"));
        Assert.False(path.IsWithin("3302"));
        Assert.False(path.IsWithin("330212"));
        Assert.Equal(("330211", "330000", 3), (path.RegionId, path.ProvinceId, path.Depth));
    }
}
