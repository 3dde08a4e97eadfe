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

    [Fact]
    public void The_more_exact_lane_holds_first_by_where_it_begins_and_then_by_where_it_ends()
    {
        // Places 0 and 1 lie in county 10 of province 20, place 2 in county 11 of province 21.
        IReadOnlyList<int>[] areas = [[0, 10, 20], [1, 10, 20], [2, 11, 21]];
        DeclaredLane[] lanes = [new(20, 21, 1, 1_000), new(10, 21, 2, 1_000), new(10, 11, 3, 1_000), new(0, 21, 4, 1_000)];
        var roads = new SiteRoads([Jinyang, Jinyang, Ningbo], lanes, areas, []);
        Assert.Equal((4, 3), (roads.Distance(0, 2), roads.Distance(1, 2)));
        Assert.Equal(new SiteRoads([Jinyang, Ningbo], []).Distance(1, 0), roads.Distance(2, 0));
        Assert.Equal(0, roads.Distance(0, 1));
    }

    [Theory, InlineData(500, 1_000), InlineData(1_500, 1_500), InlineData(9_000, 6_000)]
    public void What_lorries_took_counts_within_half_and_three_times_what_is_declared(int took, int planned)
    {
        var roads = new SiteRoads([Jinyang, Ningbo], [new(10, 11, 100_000, 2_000)], [[0, 10], [11]], [new(0, 11, took)]);
        Assert.Equal((100_000, planned), (roads.Distance(0, 1), roads.Duration(0, 1)));
        // Of the county nothing is observed, although of a node in it something is.
        Assert.Equal(2_000, new SiteRoads([Jinyang, Ningbo], [new(10, 11, 1, 2_000)], [[10], [11]], [new(0, 11, took)]).Duration(0, 1));
    }

    [Fact]
    public void What_lorries_took_corrects_what_is_reckoned_from_coordinates()
    {
        var reckoned = new SiteRoads([Jinyang, Ningbo], []);
        var roads = new SiteRoads([Jinyang, Ningbo], [], [[0], [1]], [new(0, 1, 100_000)]);
        Assert.Equal((reckoned.Distance(0, 1), 100_000), (roads.Distance(0, 1), roads.Duration(0, 1)));
        Assert.Equal(reckoned.Duration(1, 0), roads.Duration(1, 0));
    }

    /// <summary>Against a look at all lanes, of which the first in order of exactness holds.</summary>
    [Fact]
    public void The_lane_that_holds_is_the_first_of_all_that_could()
    {
        for (var seed = 0; seed < 500; seed++)
        {
            var random = new Random(seed);
            IReadOnlyList<int>[] areas =
            [
                .. Enumerable.Range(0, 5).Select(_ => Enumerable.Range(0, 8).OrderBy(_ => random.Next()).Take(random.Next(5)).ToArray()),
            ];
            DeclaredLane[] lanes =
            [
                .. Enumerable.Range(0, random.Next(30)).Select(_ => (From: random.Next(8), To: random.Next(8))).Distinct()
                    .Select((ends, number) => new DeclaredLane(ends.From, ends.To, 1_000_000 + number, 50_000 + number)),
            ];
            Site[] sites = [.. areas.Select((_, place) => Ningbo with { LongitudeMicroDegrees = 100_000_000 + place * 1_000 })];
            var (roads, reckoned) = (new SiteRoads(sites, lanes, areas, []), new SiteRoads(sites, []));
            foreach (var (from, to) in from one in Enumerable.Range(0, 5) from other in Enumerable.Range(0, 5) select (one, other))
            {
                var first = lanes.Where(lane => from != to && areas[from].Contains(lane.From) && areas[to].Contains(lane.To))
                    .OrderBy(lane => IndexOf(areas[from], lane.From)).ThenBy(lane => IndexOf(areas[to], lane.To)).FirstOrDefault();
                Assert.True(
                    (first?.Metres ?? reckoned.Distance(from, to), first?.Seconds ?? reckoned.Duration(from, to))
                        == (roads.Distance(from, to), roads.Duration(from, to)),
                    $"Seed {seed}, from {from} to {to}");
            }
        }

        static int IndexOf(IReadOnlyList<int> areas, int area) => areas.Index().First(known => known.Item == area).Index;
    }
}
