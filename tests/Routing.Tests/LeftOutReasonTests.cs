using Marketplace.Routing.Checking;
using Marketplace.Routing.Search;
using Xunit;
using static Marketplace.Routing.Tests.Problems;

namespace Marketplace.Routing.Tests;

public sealed class LeftOutReasonTests
{
    [Fact]
    public void No_vehicle_is_fit_for_its_class() =>
        Expect(new LeftOutStop("stop 1", LeftOutReason.NoVehicleOfClass), [StopAt(1, @class: "frozen")], Van());

    [Fact]
    public void It_is_larger_than_each_vehicle() =>
        Expect(new LeftOutStop("stop 1", LeftOutReason.TooLarge, 101, 100, 0), [StopAt(1, demand: 101)], Van());

    [Fact]
    public void Its_window_is_over_before_anybody_can_be_there() =>
        Expect(
            new LeftOutStop("stop 4", LeftOutReason.WindowUnreachable, 7 * Hour, 7 * Hour - 1), [StopAt(4, latest: 7 * Hour - 1)], Van());

    [Fact]
    public void There_and_back_takes_longer_than_the_driver_may_drive() =>
        Expect(new LeftOutStop("stop 4", LeftOutReason.ShiftTooShort, 2 * Hour + 600, 2 * Hour), [StopAt(4)], Van(longest: 2 * Hour));

    [Fact]
    public void Its_window_opens_so_late_that_the_shift_is_over() =>
        Expect(
            new LeftOutStop("stop 4", LeftOutReason.ShiftTooShort, 13 * Hour + 600, 12 * Hour), [StopAt(4, earliest: 18 * Hour)], Van());

    [Fact]
    public void All_vehicles_are_full() =>
        Expect(
            new LeftOutStop("stop 3", LeftOutReason.CapacityUsedUp, 20, 10, 0),
            [StopAt(1, demand: 45), StopAt(2, demand: 45), StopAt(3, demand: 20, penalty: 1_000_000)], Van());

    [Fact]
    public void All_vehicles_carry_other_goods() =>
        Expect(
            new LeftOutStop("stop 2", LeftOutReason.CapacityUsedUp), [StopAt(1), StopAt(2, @class: "cold", penalty: 1_000_000)],
            Van() with { Classes = ["ambient", "cold"] });

    [Fact]
    public void Vehicles_with_room_are_elsewhere_in_its_window() =>
        Expect(
            new LeftOutStop("stop 6", LeftOutReason.TimeUsedUp),
            [StopAt(5, earliest: 8 * Hour, latest: 8 * Hour), StopAt(6, earliest: 8 * Hour, latest: 8 * Hour, penalty: 1_000_000)], Van());

    /// <summary>60 km to drive besides at 3 each metre, with a vehicle that is under way anyway.</summary>
    [Fact]
    public void It_costs_more_than_its_penalty() =>
        Expect(
            new LeftOutStop("stop 4", LeftOutReason.NotWorthIt, 180_000, 179_999), [StopAt(1), StopAt(4, penalty: 179_999)], Van());

    [Fact]
    public void What_costs_just_its_penalty_is_served()
    {
        var problem = new RoutingProblem(Line(7), [StopAt(1), StopAt(4, penalty: 180_000)], [Van()]);
        Assert.Empty(Solve(problem).LeftOut);
    }

    [Fact]
    public void Each_reason_and_its_cure_are_said_in_both_languages()
    {
        var problem = new RoutingProblem(Line(5), [StopAt(4)], [Van()]);
        foreach (var reason in Enum.GetValues<LeftOutReason>())
        {
            var text = LeftOutText.Of(problem, new LeftOutStop("stop 4", reason, 25_260, 25_199, 0), [("重量（公斤）", "weight (kg)")]);
            Assert.All([text.Zh, text.CureZh], said => Assert.Matches(@"\p{IsCJKUnifiedIdeographs}", said));
            Assert.All([text.En, text.CureEn], said => Assert.Matches(@"^[A-Z][\x20-\x7E]+\.$", said));
        }

        var late = LeftOutText.Of(problem, new LeftOutStop("stop 4", LeftOutReason.WindowUnreachable, 25_260, 25_199), []);
        Assert.Equal("The earliest arrival is 07:01, and the window ends at 06:59.", late.En);
        Assert.Equal("A window until 07:01, or a shift that begins 0:02 sooner.", late.CureEn);
    }

    static void Expect(LeftOutStop expected, Stop[] stops, VehicleType van)
    {
        var problem = new RoutingProblem(Line(7), stops, [van]);
        var plan = Solve(problem);
        Assert.Equal(expected, Assert.Single(plan.LeftOut));
        Assert.Empty(PlanChecker.Check(problem, plan));

        foreach (var reason in Enum.GetValues<LeftOutReason>().Where(reason => reason != expected.Reason))
        {
            var wrong = plan with { LeftOut = [expected with { Reason = reason }] };
            Assert.Equal("reason_wrong", Assert.Single(PlanChecker.Check(problem, wrong)).Code);
        }
    }

    static RoutePlan Solve(RoutingProblem problem) =>
        new RuinAndRecreate().Solve(problem, new SolverLimits(500), null, CancellationToken.None);
}
