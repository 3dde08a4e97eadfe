using Marketplace.Routing.Network;
using Xunit;

namespace Marketplace.Routing.Tests.Network;

public sealed class SiteRoadsTests
{
    // Jinyang in Liangshan and Ningbo.
    static readonly Site Jinyang = new(103_248_000, 27_697_000, Terrain.Gorges);
    static readonly Site Ningbo = new(121_550_000, 29_875_000, Terrain.Plain);

    [Fact]
    public void Most_of_a_long_way_is_motorway()
    {
        var roads = new SiteRoads([Jinyang, Ningbo], []);
        Assert.InRange(roads.Distance(0, 1), 2_100_000, 2_250_000);
        Assert.InRange(roads.Duration(0, 1), 30 * 3_600, 33 * 3_600);
        Assert.Equal(roads.Distance(0, 1), roads.Distance(1, 0));
    }

    [Fact]
    public void Short_ways_are_as_winding_and_slow_as_the_terrain()
    {
        var near = Ningbo with { LatitudeMicroDegrees = Ningbo.LatitudeMicroDegrees + 100_000 };
        var plain = new SiteRoads([Ningbo, near], []);
        var gorges = new SiteRoads([Ningbo with { Terrain = Terrain.Gorges }, near with { Terrain = Terrain.Gorges }], []);
        Assert.InRange(plain.Distance(0, 1), 13_800, 14_000);
        Assert.InRange(gorges.Distance(0, 1), 21_000, 21_300);
        Assert.True(gorges.Duration(0, 1) > 2 * plain.Duration(0, 1));
    }

    [Fact]
    public void A_declared_lane_comes_before_what_is_reckoned_in_its_direction_alone()
    {
        var roads = new SiteRoads([Jinyang, Ningbo], [new DeclaredLane(0, 1, 2_345_000, 99_000)]);
        Assert.Equal((2_345_000, 99_000), (roads.Distance(0, 1), roads.Duration(0, 1)));
        Assert.NotEqual(2_345_000, roads.Distance(1, 0));
    }

    [Fact]
    public void A_place_is_no_way_from_itself() => Assert.Equal(0, new SiteRoads([Jinyang], []).Distance(0, 0));
}
