using Xunit;

namespace Marketplace.Contracts.Tests;

public sealed class RegionPathTests
{
    [Theory]
    [InlineData("/510000/513400/513431/", "/510000/513400/513431/")]
    [InlineData("/510000/513400/513431/ /510000/513400/513431/", "/510000/513400/513431/")]
    [InlineData("/510000/513400/513431/ /510000/513400/513430/", "/510000/513400/")]
    [InlineData("/510000/513400/513431/ /510000/513400/", "/510000/513400/")]
    [InlineData("/510000/513400/513431/ /520000/522600/522633/", "/")]
    public void What_paths_have_in_common_is_the_smallest_region_in_which_all_lie(string paths, string common) =>
        Assert.Equal(common, RegionPath.CommonOf(paths.Split(' ').Select(path => new RegionPath(path))));
}
