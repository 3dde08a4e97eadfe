using Marketplace.Routing.Checking;
using Xunit;
using static Marketplace.Routing.Tests.Problems;

namespace Marketplace.Routing.Tests;

/// <summary>A sound plan is broken in one way after the other.</summary>
public sealed class PlanCheckerTests
{
    static readonly Stop One = StopAt(1, demand: 40);
    static readonly Stop Two = StopAt(2, demand: 40, earliest: 8 * Hour, latest: 9 * Hour);
    static readonly VehicleType Lorry = Van();

    [Fact]
    public void A_sound_plan_has_no_faults() => Assert.Empty(Faults(plan => plan));

    [Fact]
    public void Stops_are_served_once_or_left_out()
    {
        Assert.Equal(["stop_missing"], Faults(plan => Driven(One)));
        Assert.Contains("stop_repeated", Faults(plan => Driven(One, Two, One)));
        Assert.Contains("stop_repeated", Faults(plan => plan with { LeftOut = [new LeftOutStop(One.Id, LeftOutReason.TimeUsedUp)] }));
        Assert.Equal(["stop_servable"], Faults(plan => Driven(One) with { LeftOut = [new LeftOutStop(Two.Id, LeftOutReason.TimeUsedUp)] }));
    }

    [Fact]
    public void What_the_problem_does_not_know_is_named()
    {
        Assert.Equal(["stop_unknown"], Faults(plan => Driven(One, Two, StopAt(3))));
        Assert.Equal(["stop_unknown"], Faults(plan => plan with { LeftOut = [new LeftOutStop("x", LeftOutReason.TimeUsedUp)] }));
        Assert.Equal(["vehicle_unknown"], Faults(plan => plan with { Tours = [plan.Tours[0] with { Vehicle = "x" }] }));
    }

    [Fact]
    public void A_vehicle_drives_one_tour() => Assert.Equal(["too_many_vehicles"], Faults(plan =>
    {
        Tour[] tours = [Drive(One), Drive(Two)];
        return new RoutePlan(tours, [], tours.Sum(tour => tour.Cost));
    }));

    [Fact]
    public void Loads_and_classes_fit_the_vehicle()
    {
        Assert.Equal(["capacity_exceeded"], Faults(plan => plan, Lorry with { Capacity = [79] }));
        Assert.Equal(["class_unfit"], Faults(plan => plan, Lorry with { Classes = ["cold"] }));
        Assert.Equal(["classes_mixed"], Faults(plan => plan, Lorry with { Classes = ["ambient", "cold"] }, Two with { Class = "cold" }));
    }

    [Fact]
    public void Windows_shifts_and_hours_are_kept()
    {
        Assert.Equal(["window_missed"], Faults(plan => plan, two: Two with { Earliest = 0, Latest = 7 * Hour }));
        Assert.Equal(["window_not_open"], Faults(plan => plan, two: Two with { Earliest = 9 * Hour }));
        Assert.Equal(["shift_not_begun"], Faults(plan => plan, Lorry with { ShiftFrom = 8 * Hour }));
        Assert.Equal(["shift_exceeded"], Faults(plan => plan, Lorry with { ShiftUntil = 8 * Hour }));
        Assert.Equal(["duration_exceeded"], Faults(plan => plan, Lorry with { LongestDuration = 4_799 }));
        Assert.Empty(Faults(plan => plan, Lorry with { LongestDuration = 4_800 }));
    }

    [Fact]
    public void Nobody_is_sooner_than_the_road_allows()
    {
        Assert.Equal(["arrival_too_soon"], Faults(plan => WithVisit(plan, 1, visit => visit with { Arrival = visit.Arrival - 1 })));
        Assert.Equal(["service_before_arrival"], Faults(plan => WithVisit(plan, 1, visit => visit with { Arrival = visit.Begin + 1 })));
        Assert.Contains("service_cut_short", Faults(plan => WithVisit(plan, 1, visit => visit with { Departure = visit.Begin })));
        Assert.Equal(["return_too_soon"], Faults(plan => plan with { Tours = [plan.Tours[0] with { Return = plan.Tours[0].Return - 1 }] }));
    }

    [Fact]
    public void Distances_and_costs_are_reckoned_again()
    {
        Assert.Equal(["distance_wrong"], Faults(plan => plan with { Tours = [plan.Tours[0] with { Distance = 1 }] }));
        Assert.Equal(["cost_wrong"], Faults(plan => plan with { Cost = 1 }));
        Assert.Equal(["cost_wrong", "cost_wrong"], Faults(plan => plan with { Tours = [plan.Tours[0] with { Cost = 1 }] }));
    }

    [Fact]
    public void An_empty_tour_is_none() =>
        Assert.Contains("tour_empty", Faults(
            plan => plan with { Tours = [.. plan.Tours, Drive()], Cost = plan.Cost + 50_000 }, Lorry with { Count = 2 }));

    /// <summary>
    /// Breaks the plan of the sound problem, and checks it by that problem or by one with another vehicle or second stop.
    /// </summary>
    static IEnumerable<string> Faults(Func<RoutePlan, RoutePlan> breaking, VehicleType? van = null, Stop? two = null)
    {
        var problem = new RoutingProblem(Line(4), [One, two ?? Two], [van ?? Lorry]);
        return PlanChecker.Check(problem, breaking(Driven(One, Two))).Select(fault => fault.Code);
    }

    static RoutePlan Driven(params Stop[] stops)
    {
        var tour = Drive(stops);
        return new RoutePlan([tour], [], tour.Cost);
    }

    static Tour Drive(params Stop[] stops) => TourTimes.Of(new RoutingProblem(Line(4), [One, Two], [Lorry]), Lorry, stops);

    static RoutePlan WithVisit(RoutePlan plan, int index, Func<Visit, Visit> change)
    {
        var tour = plan.Tours[0];
        return plan with { Tours = [tour with { Visits = [.. tour.Visits.Select((visit, at) => at == index ? change(visit) : visit)] }] };
    }
}
