using Marketplace.Portal.Tours;
using Xunit;

namespace Marketplace.Portal.Tests.Tours;

/// <summary>Ids, numbers and times of hand-overs as a form says them.</summary>
public sealed class ScansTests
{
    static readonly Guid Form = Guid.Parse("0199a000-0000-7000-8000-000000000001");
    static readonly Guid Shipment = Guid.Parse("0199a000-0000-7000-8000-000000000002");

    [Fact]
    public void A_form_that_comes_again_makes_the_same_ids_and_another_form_others()
    {
        var id = Scans.IdOf(Form, Shipment);

        Assert.Equal(id, Scans.IdOf(Form, Shipment));
        Assert.NotEqual(id, Scans.IdOf(Shipment, Form));
        Assert.Equal((4, 8), (id.Version, id.Variant & 0xC));
    }

    [Theory]
    [InlineData(" 12 ", 12)]
    [InlineData("1e2", -1)]
    [InlineData("-3", -1)]
    [InlineData("", -1)]
    public void What_is_no_number_of_packages_is_one_that_the_service_refuses(string typed, int packages) =>
        Assert.Equal(packages, Scans.Packages(typed));

    [Fact]
    public void A_time_that_can_not_be_read_is_not_taken_for_now()
    {
        Assert.Equal(default, Scans.At("this morning", TimeProvider.System));
        Assert.Equal(new DateTimeOffset(2026, 11, 27, 1, 0, 0, TimeSpan.Zero), Scans.At("2026-11-27T09:00:00+08:00", TimeProvider.System));
    }
}
