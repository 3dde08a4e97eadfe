using Marketplace.PurchasingUnits.Domain;
using Xunit;

namespace Marketplace.PurchasingUnits.Tests.Domain;

public sealed class StableIdTests
{
    [Fact]
    public void The_same_parts_make_the_same_id_for_ever() =>
        // Ids in databases depend on it.
        Assert.Equal(
            Guid.Parse("4134427b-9cf3-8b83-9e1c-6bbcbbbe85f9"),
            StableId.Of("pairing", "EastWest", "County", "330211", "513430", "2021-05-01"));

    [Fact]
    public void Parts_do_not_run_into_each_other() => Assert.NotEqual(StableId.Of("a", "bc"), StableId.Of("ab", "c"));

    [Fact]
    public void It_is_a_guid_of_version_8()
    {
        var id = StableId.Of("budget");
        Assert.Equal(8, id.Version);
        Assert.InRange(id.Variant, 8, 11);
    }
}
