using Marketplace.Benchmarks.Routing;
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
    public void Goods_that_are_late_are_fetched_later_while_their_trunk_lorry_waits_for_them()
    {
        var plan = Plan(Problem([Goods("one"), Goods("two")]));
        var late = Problem([Goods("one") with { Ready = 15 * Hour }, Goods("two")]);
        var mended = NetworkReplanner.Later(late, plan, ["one"], RepairLimits.None, new NetworkLimits(), CancellationToken.None);
        Assert.Empty(mended.LeftOut);
        Assert.All(mended.Changes, change => Assert.Equal(LegKind.Collection, change.Leg.Kind));
        Assert.NotEmpty(mended.Changes);
        Assert.Empty(NetworkChecker.Check(late, mended.Plan));
    }

    [Fact]
    public void Goods_that_are_ready_before_they_are_fetched_change_nothing()
    {
        var problem = Problem([Goods("one")]);
        var plan = Plan(problem);
        var fetched = plan.Legs.Single(leg => leg.Key.Kind == LegKind.Collection).Tours[0].Visits[0].Begin;
        var later = Problem([Goods("one") with { Ready = fetched }]);
        Assert.Empty(NetworkReplanner.Later(
            later, plan, ["one"], RepairLimits.None, new NetworkLimits(), CancellationToken.None).Changes);
    }

    [Fact]
    public void Goods_that_no_way_takes_any_more_leave_all_legs_with_the_reason()
    {
        var plan = Plan(Problem([Goods("one"), Goods("two")]));
        var late = Problem([Goods("one") with { Ready = 2 * Day + 5 * Hour }, Goods("two")]);
        var mended = NetworkReplanner.Later(late, plan, ["one"], RepairLimits.None, new NetworkLimits(), CancellationToken.None);
        var left = Assert.Single(mended.LeftOut);
        Assert.Equal(("one", LeftOutReason.WindowUnreachable), (left.Part, left.Reason));
        Assert.Empty(NetworkChecker.Check(late, mended.Plan));
        Assert.DoesNotContain(
            mended.Plan.Legs.SelectMany(leg => leg.Tours).SelectMany(tour => tour.Visits), visit => visit.Stop == "one");
    }

    [Fact]
    public void Nothing_is_added_to_a_tour_that_is_fixed()
    {
        var problem = Problem(
            [Goods("one", kg: 11_000), Goods("three", kg: 300)],
            Van("hub", LegKind.Collection, kg: 12_000), Lorry(count: 2, kg: 11_200), Van("depot", LegKind.Delivery, kg: 12_000));
        var plan = Plan(problem, strategy: NetworkStrategy.Search with { Direct = DirectLorries.Never });
        var leg = plan.Legs.Single(known => known.Key.Kind == LegKind.Trunk);
        Assert.Equal(2, leg.Tours.Count);
        var number = leg.Tours.ToList().FindIndex(tour => tour.Visits.Any(visit => visit.Stop == "one"));
        var left = problem.Without(leg.Tours[number].Vehicle, leg.Key.Day);
        var mended = NetworkReplanner.WithoutTour(
            left, plan, leg.Key, number, RepairLimits.None with { IsFixed = _ => true }, new NetworkLimits(), CancellationToken.None);
        Assert.Equal("one", Assert.Single(mended.LeftOut).Part);
        Assert.Contains(leg.Tours[1 - number], mended.Plan.Legs.Single(known => known.Key == leg.Key).Tours);
    }

    /// <summary>Whatever vehicles others have taken while a plan of the field was made, what is left is sound.</summary>
    [Fact]
    public void A_plan_keeps_what_it_can_when_others_have_taken_its_vehicles_meanwhile()
    {
        for (var seed = 1; seed <= 3; seed++)
        {
            var problem = new FieldDay(60, 8, 3, 16, seed, LocalVehicles: 2).Problem();
            var plan = Plan(problem, steps: 5);
            List<OutOfService> taken =
            [
                .. plan.Legs.SelectMany(leg => leg.Tours.Select(tour => new OutOfService(tour.Vehicle, leg.Key.Day)))
                    .Where((_, index) => index % 3 == seed % 3),
            ];
            var left = problem.With(problem.Vehicles, taken);
            var mended = NetworkReplanner.WithVehiclesLeft(left, plan, new NetworkLimits(5), CancellationToken.None);
            Assert.Empty(NetworkChecker.Check(left, mended.Plan));
            var ended = mended.Changes.Where(change => change.Before is not null).Select(change => change.Before!.Vehicle).ToHashSet();
            Assert.NotEmpty(ended);
            Assert.Empty(NetworkReplanner.WithVehiclesLeft(problem, plan, new NetworkLimits(5), CancellationToken.None).Changes);
            Assert.Superset(
                plan.Legs.SelectMany(leg => leg.Tours).Select(tour => tour.Vehicle).ToHashSet(),
                NetworkReplanner.VehiclesFor(problem, plan).ToHashSet());
        }
    }

    /// <summary>Whatever drops out of a plan while it is made, what is left is sound and what was left out has its chance.</summary>
    [Theory, InlineData(false), InlineData(true)]
    public void What_does_not_go_any_more_leaves_its_tours_and_makes_room(bool isWinding)
    {
        var taken = 0;
        for (var seed = 1; seed <= 4; seed++)
        {
            var day = new FieldDay(120, 6, 3, 16, seed, LocalVehicles: 1).Problem();
            var scarce = day.With([.. day.Vehicles.Select(vehicle => vehicle with { Count = 1 })], []);
            var problem = isWinding ? WindingRoads.Of(scarce, seed) : scarce;
            var plan = Plan(problem, steps: 5);
            Assert.Empty(NetworkChecker.Check(problem, plan));
            var gone = problem.Parts.Where((_, index) => index % 5 == seed % 5).Select(part => part.Id).ToHashSet();
            var mended = NetworkReplanner.WithoutParts(problem, plan, gone, new NetworkLimits(5), CancellationToken.None).Plan;
            var left = new NetworkProblem(
                [.. problem.Parts.Where(part => !gone.Contains(part.Id))], problem.Nodes, problem.Vehicles, problem.Roads, problem.From,
                problem.Rules, problem.OutOfService);
            Assert.Empty(NetworkChecker.Check(left, mended));
            taken += plan.LeftOut.Count(known => !gone.Contains(known.Part)) - mended.LeftOut.Count;
        }

        Assert.True(taken > 0, "Nothing that had been left out was taken.");
    }

    [Fact]
    public void What_nobody_takes_back_changes_nothing()
    {
        var problem = Problem([Goods("one"), Goods("two")]);
        var plan = Plan(problem);
        Assert.Empty(NetworkReplanner.WithoutParts(
            problem, plan, new HashSet<string>(), new NetworkLimits(), CancellationToken.None).Changes);
    }

    /// <summary>On roads on which a stop less can make a tour longer, tours that lose one are sound all the same.</summary>
    [Fact]
    public void Tours_that_lose_a_stop_keep_their_limits_on_winding_roads()
    {
        for (var seed = 1; seed <= 6; seed++)
        {
            var problem = WindingRoads.Of(new FieldDay(60, 8, 3, 16, seed, LocalVehicles: 1).Problem(), seed);
            var plan = Plan(problem, steps: 5);
            Assert.Empty(NetworkChecker.Check(problem, plan));
            foreach (var (key, number) in plan.Legs.SelectMany(leg => leg.Tours.Select((_, number) => (leg.Key, number))))
            {
                var (left, mended) = NetworkReplanner.WithoutLorry(
                    problem, plan, key, number, new NetworkLimits(5), CancellationToken.None);
                Assert.True(NetworkChecker.Check(left, mended) is [], $"Day {seed}, {key} {number}");
            }

            foreach (var part in problem.Parts.Where(part => plan.LeftOut.All(left => left.Part != part.Id)))
            {
                var late = new NetworkProblem(
                    [.. problem.Parts.Select(known => known == part ? known with { Ready = known.Ready + 10 * Hour } : known)],
                    problem.Nodes, problem.Vehicles, problem.Roads, problem.From, problem.Rules, problem.OutOfService);
                var mended = NetworkReplanner.Later(
                    late, plan, [part.Id], RepairLimits.None, new NetworkLimits(5), CancellationToken.None).Plan;
                Assert.True(NetworkChecker.Check(late, mended) is [], $"Day {seed}, {part.Id} late");
            }
        }
    }

    [Fact]
    public void A_part_is_moved_by_hand_or_what_that_breaks_is_said()
    {
        var problem = Problem(
            [Goods("one", kg: 11_000), Goods("two", kg: 11_000), Goods("three", kg: 300)],
            Van("hub", LegKind.Collection, kg: 12_000), Lorry(count: 2, kg: 12_000), Van("depot", LegKind.Delivery, kg: 12_000));
        var plan = Plan(problem, strategy: NetworkStrategy.Search with { Direct = DirectLorries.Never });
        var leg = plan.Legs.Single(known => known.Key.Kind == LegKind.Trunk);
        var from = leg.Tours.ToList().FindIndex(tour => tour.Visits.Any(visit => visit.Stop == "three"));
        var moved = NetworkReplanner.Move(problem, plan, leg.Key, "three", 1 - from, RepairLimits.None, CancellationToken.None);
        Assert.Empty(moved.Broken);
        Assert.Equal(2, moved.Plan!.Changes.Count);
        Assert.Empty(NetworkChecker.Check(problem, moved.Plan.Plan));
        var heavy = leg.Tours[from].Visits.Select(visit => visit.Stop).Single(part => part != "three");
        var refused = NetworkReplanner.Move(problem, plan, leg.Key, heavy, 1 - from, RepairLimits.None, CancellationToken.None);
        Assert.Null(refused.Plan);
        Assert.Contains(refused.Broken, fault => fault.Code == "capacity_exceeded");
    }

    /// <summary>Whatever fails on a day of the field, of the other tours fewer than a tenth are driven otherwise.</summary>
    [Fact]
    public void After_a_failure_nine_tenths_of_the_other_tours_are_as_they_were()
    {
        for (var seed = 1; seed <= 3; seed++)
        {
            var problem = new FieldDay(90, 12, 4, 24, seed, LocalVehicles: 2).Problem();
            var plan = Plan(problem);
            var tours = plan.Legs.SelectMany(leg => leg.Tours.Select((tour, number) => (leg.Key, Number: number, Tour: tour))).ToList();
            foreach (var (key, number, failed) in tours)
            {
                var (left, mended) = NetworkReplanner.WithoutLorry(
                    problem, plan, key, number, new NetworkLimits(5), CancellationToken.None);
                var changed = PlanChanges.Of(plan, mended, failed);
                Assert.True(changed * 10 < tours.Count - 1, $"Day {seed}, {key} {number}: {changed} of {tours.Count - 1} tours changed");
                Assert.True(NetworkChecker.Check(left, mended) is [], $"Day {seed}, {key} {number}");
            }
        }
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
