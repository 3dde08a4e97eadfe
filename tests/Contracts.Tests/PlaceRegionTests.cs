using Marketplace.Contracts.PurchasingUnits;
using Xunit;

namespace Marketplace.Contracts.Tests;

/// <summary>Which regions are places (CR-20), for all services and imports alike.</summary>
public sealed class PlaceRegionTests
{
    [Theory]
    [InlineData(RegionLevel.County, "513430", false, true)]
    [InlineData(RegionLevel.County, "429004", false, true)]
    [InlineData(RegionLevel.Prefecture, "441900", false, true)]
    [InlineData(RegionLevel.Prefecture, "620200", false, true)]
    [InlineData(RegionLevel.FunctionalZone, null, false, true)]
    [InlineData(RegionLevel.Prefecture, "513400", true, false)]
    [InlineData(RegionLevel.Prefecture, "429000", true, false)]
    [InlineData(RegionLevel.Prefecture, "469000", false, false)]
    [InlineData(RegionLevel.Province, "510000", true, false)]
    [InlineData(RegionLevel.Province, "710000", false, false)]
    public void Counties_cities_without_counties_and_zones_are_places(
        RegionLevel level, string? code, bool hasCounties, bool isPossible) =>
        Assert.Equal(isPossible, PlaceRegion.IsPossible(level, code, hasCounties));

    [Fact]
    public void The_refusals_name_the_region_in_both_languages() => Assert.All(
        [PlaceRegion.Refusal("湖北省直辖县级行政区划"), PlaceRegion.PlaceholderRefusal("湖北省直辖县级行政区划")],
        refusal =>
        {
            Assert.Contains("湖北省直辖县级行政区划", refusal.Zh, StringComparison.Ordinal);
            Assert.Contains("湖北省直辖县级行政区划", refusal.En, StringComparison.Ordinal);
        });
}
