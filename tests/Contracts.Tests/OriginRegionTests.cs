using Marketplace.Contracts.PurchasingUnits;
using Xunit;

namespace Marketplace.Contracts.Tests;

/// <summary>Where goods can come from (CR-04), for the catalogue and for imported ledgers alike.</summary>
public sealed class OriginRegionTests
{
    [Theory]
    [InlineData(RegionLevel.County, "513430", false, true)]
    [InlineData(RegionLevel.Prefecture, "441900", false, true)]
    [InlineData(RegionLevel.Prefecture, "513400", true, false)]
    [InlineData(RegionLevel.Prefecture, "429000", true, false)]
    [InlineData(RegionLevel.Prefecture, "469000", false, false)]
    [InlineData(RegionLevel.Province, "510000", true, false)]
    [InlineData(RegionLevel.FunctionalZone, null, false, false)]
    public void Goods_come_from_counties_and_from_cities_without_counties(
        RegionLevel level, string? code, bool hasCounties, bool isPossible) =>
        Assert.Equal(isPossible, OriginRegion.IsPossible(level, code, hasCounties));

    [Fact]
    public void The_refusal_names_the_region_in_both_languages()
    {
        var (zh, en) = OriginRegion.Refusal("凉山彝族自治州");
        Assert.Contains("凉山彝族自治州", zh, StringComparison.Ordinal);
        Assert.Contains("凉山彝族自治州", en, StringComparison.Ordinal);
    }
}
