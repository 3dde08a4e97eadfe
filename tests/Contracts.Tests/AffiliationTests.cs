using Xunit;

namespace Marketplace.Contracts.Tests;

/// <summary>Where a unit belongs on a day (CR-06).</summary>
public sealed class AffiliationTests
{
    static readonly RegionPath _before = RegionPath.Root("330000").Child("330200");
    static readonly RegionPath _after = RegionPath.Root("330000").Child("330100");

    [Theory]
    [InlineData("2019-12-31", null)]
    [InlineData("2020-01-01", "330200")]
    [InlineData("2024-06-30", "330200")]
    [InlineData("2024-07-01", "330100")]
    [InlineData("2030-01-01", "330100")]
    public void The_first_day_counts_and_the_end_does_not(string day, string? regionId)
    {
        Affiliation[] affiliations =
        [
            new(_before, new DateOnly(2020, 1, 1), new DateOnly(2024, 7, 1)),
            new(_after, new DateOnly(2024, 7, 1)),
        ];
        Assert.Equal(regionId, affiliations.On(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture))?.RegionId);
    }
}
