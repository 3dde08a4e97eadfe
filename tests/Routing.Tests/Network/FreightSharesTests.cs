using Marketplace.Routing.Network;
using Xunit;
using static Marketplace.Routing.Tests.Network.Networks;

namespace Marketplace.Routing.Tests.Network;

public sealed class FreightSharesTests
{
    [Fact]
    public void A_tour_is_shared_by_chargeable_weight_and_distance_to_the_fen()
    {
        var problem = Problem([Goods("one", kg: 100), Goods("two", kg: 200), Goods("three", kg: 300)]);
        var plan = Plan(problem);
        var shares = FreightShares.Of(problem, plan);
        Assert.Equal(plan.CostFen, shares.Sum(share => share.Fen));
        // 100,000 fen and 1,000 km at 600 fen: one, two and three sixths of 700,000.
        Assert.Equal(
            [("one", 116_667), ("two", 233_333), ("three", 350_000)],
            shares.Where(share => share.Leg.Kind == LegKind.Trunk).OrderBy(share => share.Fen).Select(share => (share.Part, share.Fen)));
    }

    [Fact]
    public void What_is_bulky_is_charged_by_its_volume() =>
        Assert.Equal(1_000, NetworkRules.Default.ChargeableKg(Goods(kg: 100) with { VolumeLitres = 3_000 }));

    [Fact]
    public void What_lies_at_the_hub_bears_something_all_the_same()
    {
        var problem = Problem([Goods(origin: Hub)]);
        Assert.All(FreightShares.Of(problem, Plan(problem)), share => Assert.True(share.Fen > 0));
    }
}
