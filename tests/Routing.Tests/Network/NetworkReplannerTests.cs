using Marketplace.Routing.Network;
using Marketplace.Routing.NetworkChecking;
using Xunit;
using static Marketplace.Routing.Tests.Network.Networks;

namespace Marketplace.Routing.Tests.Network;

public sealed class NetworkReplannerTests
{
    [Fact]
    public void A_lorry_at_rest_takes_its_place_and_no_other_tour_changes()
    {
        var problem = Problem([Goods("one"), Goods("two")]);
        var plan = Plan(problem);
        var (key, failed) = TrunkOf(plan);
        var (left, mended) = NetworkReplanner.WithoutLorry(problem, plan, key, 0, new NetworkLimits(), CancellationToken.None);
        Assert.Empty(mended.LeftOut);
        Assert.Equal(0, PlanChanges.Of(plan, mended, failed));
        Assert.Empty(NetworkChecker.Check(left, mended));
    }

    [Fact]
    public void With_no_lorry_at_rest_its_parts_ride_with_another()
    {
        var problem = Problem(
            [Goods("one", kg: 11_000), Goods("two", kg: 11_000), Goods("three", kg: 300)],
            Van("hub", LegKind.Collection, kg: 12_000), Lorry(count: 2, kg: 12_000), Van("depot", LegKind.Delivery, kg: 12_000));
        var plan = Plan(problem, strategy: NetworkStrategy.Search with { Direct = DirectLorries.Never });
        var leg = plan.Legs.Single(known => known.Key.Kind == LegKind.Trunk);
        var number = leg.Tours.ToList().FindIndex(tour => tour.Visits.Any(visit => visit.Stop == "three"));
        var (left, mended) = NetworkReplanner.WithoutLorry(problem, plan, leg.Key, number, new NetworkLimits(), CancellationToken.None);
        // The heavy one stays, and its place in the other legs is given up.
        Assert.Equal(LeftOutReason.CapacityUsedUp, Assert.Single(mended.LeftOut).Reason);
        Assert.Contains(
            "three", mended.Legs.Single(known => known.Key == leg.Key).Tours.Single().Visits.Select(visit => visit.Stop));
        Assert.Empty(NetworkChecker.Check(left, mended));
    }

    [Fact]
    public void A_tour_that_is_not_there_is_no_tour()
    {
        var problem = Problem([Goods()]);
        var plan = Plan(problem);
        Assert.Throws<ArgumentException>(() => NetworkReplanner.WithoutLorry(
            problem, plan, TrunkOf(plan).Key, 7, new NetworkLimits(), CancellationToken.None));
    }

    static (LegKey Key, LegTour Tour) TrunkOf(NetworkPlan plan)
    {
        var leg = plan.Legs.Single(known => known.Key.Kind == LegKind.Trunk);
        return (leg.Key, leg.Tours[0]);
    }
}
