using Marketplace.Contracts.PurchasingUnits;
using Marketplace.PurchasingUnits.Domain;
using Xunit;

namespace Marketplace.PurchasingUnits.Tests.Domain;

public sealed class RegionAtlasTests
{
    static readonly DateOnly Moved = new(2019, 1, 9);

    [Fact]
    public void A_region_that_was_transferred_lay_elsewhere_before()
    {
        var atlas = Atlas();

        Assert.Equal("/370000/371200/371202/", atlas.PathOn("371202", Moved.AddDays(-1)).Value);
        Assert.Equal("/370000/370100/371202/", atlas.PathOn("371202", Moved).Value);
        Assert.Equal("/370000/370100/", atlas.PathOn("370100", Moved).Value);
    }

    [Fact]
    public void A_stay_is_cut_where_the_region_moved_and_nowhere_else()
    {
        var atlas = Atlas();

        Assert.Equal(
            [("/370000/371200/371202/", (DateOnly?)Moved), ("/370000/370100/371202/", null)],
            atlas.Between("371202", new DateOnly(2015, 1, 1), null).Select(stay => (stay.RegionPath, stay.ValidTo)));
        Assert.Equal(Moved.AddDays(5), Assert.Single(atlas.Between("371202", Moved, Moved.AddDays(5))).ValidTo);
        Assert.Single(atlas.Between("371202", new DateOnly(2015, 1, 1), Moved));
        Assert.Single(atlas.Between("370100", new DateOnly(2015, 1, 1), null));
    }

    [Fact]
    public void What_lies_in_a_region_that_moved_moved_with_it()
    {
        var stays = Atlas().Between("371202-z", new DateOnly(2015, 1, 1), null);

        Assert.Equal(["/370000/371200/371202/371202-z/", "/370000/370100/371202/371202-z/"], stays.Select(stay => stay.RegionPath));
    }

    static RegionAtlas Atlas()
    {
        var region = new Region
        {
            Id = "371202",
            Version = 1,
            Code = "371202",
            Name = "莱城区",
            Level = RegionLevel.County,
            ParentId = "371200",
            Path = "",
        };
        return new RegionAtlas(
            new Dictionary<string, string?>
            {
                ["371202-z"] = "371202",
                ["371202"] = "370100",
                ["370100"] = "370000",
                ["371200"] = "370000",
                ["370000"] = null,
            },
            [
                RegionCodeVersion.Of(region, RegistryDays.First, Moved),
                RegionCodeVersion.Of(region with { ParentId = "370100", Code = "370116" }, Moved),
            ]);
    }
}
