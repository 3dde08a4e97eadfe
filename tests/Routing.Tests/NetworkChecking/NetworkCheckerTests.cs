using Marketplace.Routing.Network;
using Marketplace.Routing.NetworkChecking;
using Xunit;
using static Marketplace.Routing.Tests.Network.Networks;

namespace Marketplace.Routing.Tests.NetworkChecking;

/// <summary>Each test breaks one thing in a sound plan, as a dispatcher might by hand.</summary>
public sealed class NetworkCheckerTests
{
    static readonly NetworkProblem Day2 = Problem([Goods("one"), Goods("two")]);

    [Fact]
    public void A_sound_plan_has_no_fault() => Assert.Empty(NetworkChecker.Check(Day2, Plan(Day2)));

    [Fact]
    public void A_stop_that_is_dropped_breaks_the_way() =>
        Expect("way_broken", LegKind.Trunk, tour => tour with { Visits = [tour.Visits[0]] });

    [Fact]
    public void A_part_that_is_there_twice() =>
        Expect("way_broken", LegKind.Delivery, tour => tour with { Visits = [.. tour.Visits, tour.Visits[0]] });

    [Fact]
    public void A_lorry_that_leaves_before_the_goods_are_there() =>
        Expect("not_at_hub", LegKind.Trunk, tour => Shifted(tour, -12 * Hour));

    [Fact]
    public void A_lorry_that_comes_after_the_delivery_has_left() =>
        Expect("not_at_depot", LegKind.Trunk, tour => Shifted(tour, 20 * Hour));

    [Fact]
    public void A_window_that_is_missed() => Expect("window_missed", LegKind.Delivery, tour => Shifted(tour, 5 * Hour));

    [Fact]
    public void Goods_that_are_not_ready() => Expect("not_ready", LegKind.Collection, tour => Shifted(tour, -2 * Hour));

    [Fact]
    public void A_cost_that_is_wrong() => Expect("cost_wrong", LegKind.Trunk, tour => tour with { CostFen = tour.CostFen - 1 });

    [Fact]
    public void A_class_that_is_another() => Expect("classes_mixed", LegKind.Trunk, tour => tour with { Class = "chilled" });

    [Fact]
    public void A_vehicle_of_another_leg() =>
        Expect("vehicle_of_other_leg", LegKind.Trunk, tour => tour with { Vehicle = "van of hub" });

    [Fact]
    public void A_vehicle_that_nobody_knows() => Expect("vehicle_unknown", LegKind.Trunk, tour => tour with { Vehicle = "cart" });

    [Fact]
    public void Too_many_vehicles()
    {
        var fewer = new NetworkProblem(
            Day2.Parts, Day2.Nodes, [.. Day2.Vehicles.Select(vehicle => vehicle with { Count = 0 })], Day2.Roads);
        Assert.Contains(NetworkChecker.Check(fewer, Plan(Day2)), fault => fault.Code == "too_many_vehicles");
    }

    [Fact]
    public void Too_much_on_a_lorry()
    {
        var small = new NetworkProblem(
            Day2.Parts, Day2.Nodes, [.. Day2.Vehicles.Select(vehicle => vehicle with { PayloadKg = 500, VolumeLitres = 900 })], Day2.Roads);
        var codes = NetworkChecker.Check(small, Plan(Day2)).Select(fault => fault.Code).ToHashSet();
        Assert.Superset(new HashSet<string> { "payload_exceeded", "volume_exceeded" }, codes);
    }

    [Fact]
    public void A_part_that_is_neither_carried_nor_left_out()
    {
        var plan = Plan(Day2);
        Assert.Contains(
            NetworkChecker.Check(Day2, plan with { Legs = [] }), fault => fault is { Code: "part_not_once", Part: "one" });
    }

    [Theory]
    [InlineData(LeftOutReason.WindowUnreachable)]
    [InlineData(LeftOutReason.NoVehicleOfClass)]
    public void A_reason_that_is_not_so(LeftOutReason reason)
    {
        var left = Day2.Parts.Select(part => new LeftOutPart(part.Id, reason, null, 0, 0, null, null)).ToList();
        Assert.Equal(2, NetworkChecker.Check(Day2, new NetworkPlan([], left)).Count(fault => fault.Code == "reason_wrong"));
    }

    [Fact]
    public void A_part_that_could_be_served_on_the_leg()
    {
        var left = Day2.Parts.Select(part => new LeftOutPart(
            part.Id, LeftOutReason.CapacityUsedUp, new LegKey(LegKind.Collection, Hub, 0), 0, 0, null, null)).ToList();
        Assert.Contains(NetworkChecker.Check(Day2, new NetworkPlan([], left)), fault => fault.Code == "stop_servable");
    }

    static void Expect(string code, LegKind kind, Func<LegTour, LegTour> change)
    {
        var plan = Plan(Day2);
        var changed = plan with
        {
            Legs =
            [
                .. plan.Legs.Select(leg => leg.Key.Kind == kind ? leg with { Tours = [change(leg.Tours[0]), .. leg.Tours.Skip(1)] } : leg),
            ],
        };
        Assert.Contains(NetworkChecker.Check(Day2, changed), fault => fault.Code == code);
    }

    static LegTour Shifted(LegTour tour, int seconds) => tour with
    {
        Departure = tour.Departure + seconds,
        Return = tour.Return + seconds,
        Visits =
        [
            .. tour.Visits.Select(visit =>
                new Visit(visit.Stop, visit.Arrival + seconds, visit.Begin + seconds, visit.Departure + seconds)),
        ],
    };
}
