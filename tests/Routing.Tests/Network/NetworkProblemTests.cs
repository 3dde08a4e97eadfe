using Marketplace.Routing.Network;
using Xunit;
using static Marketplace.Routing.Tests.Network.Networks;

namespace Marketplace.Routing.Tests.Network;

public sealed class NetworkProblemTests
{
    [Fact]
    public void Two_parts_have_different_ids() => Refused([Goods(), Goods()]);

    [Fact]
    public void A_part_weighs_something() => Refused([Goods(kg: 0)]);

    [Fact]
    public void A_window_ends_after_it_begins() => Refused([Goods() with { Earliest = 3 * Day }]);

    [Fact]
    public void Collection_begins_at_a_node() => Refused([Goods()], Van("elsewhere", LegKind.Collection));

    [Fact]
    public void Trunk_lorries_drive_direct() => Refused([Goods()], Lorry() with { Leg = LegKind.Direct });

    static void Refused(IReadOnlyList<Part> parts, params NetworkVehicle[] vehicles) =>
        Assert.Throws<ArgumentException>(() => Problem(parts, vehicles));
}
