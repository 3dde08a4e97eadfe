using Marketplace.Routing.Checking;
using Marketplace.Routing.Search;
using Xunit;
using static Marketplace.Routing.Tests.Problems;

namespace Marketplace.Routing.Tests;

public sealed class RuinAndRecreateTests
{
    static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public void Nothing_is_broken_in_plans_of_problems_made_by_chance()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var problem = ByChance(seed, seed % 25);
            var plan = Solve(problem, steps: 300);
            Assert.True(PlanChecker.Check(problem, plan) is [], $"{seed}: {string.Join("\n", PlanChecker.Check(problem, plan))}");
        }
    }

    [Fact]
    public void Up_to_seven_stops_are_planned_as_well_as_can_be()
    {
        for (var seed = 1_000; seed < 1_060; seed++)
        {
            var problem = ByChance(seed, seed % 10 == 0 ? 7 : seed % 7);
            var plan = Solve(problem, steps: 5_000);
            Assert.Equal((seed, new BruteForce(problem).Best()), (seed, Worth(problem, plan)));
        }
    }

    [Fact]
    public void The_same_seed_and_steps_give_the_same_plan()
    {
        var problem = ByChance(7, 40);
        var plan = Solve(problem, steps: 2_000);
        AssertSame(plan, Solve(problem, steps: 2_000));
        AssertSame(plan, new RuinAndRecreate().Solve(problem, new SolverLimits(2_000, Time: TimeSpan.FromHours(1)), null, None));
    }

    [Fact]
    public void Steps_make_a_plan_better()
    {
        var problem = ByChance(7, 40);
        Assert.True(Worth(problem, Solve(problem, steps: 20_000)).CompareTo(Worth(problem, Solve(problem, steps: 0))) < 0);
    }

    [Fact]
    public void Without_one_of_its_vehicles_a_day_is_planned_with_the_others()
    {
        Stop[] stops = [.. Enumerable.Range(1, 12).Select(place => StopAt(place, demand: 25))];
        var three = new RoutingProblem(Line(13), stops, [Van(count: 3)]);
        var two = new RoutingProblem(Line(13), stops, [Van(count: 2)]);
        Assert.Empty(Solve(three, steps: 2_000).LeftOut);
        var plan = Solve(two, steps: 2_000);
        Assert.Empty(PlanChecker.Check(two, plan));
        Assert.Equal(4, plan.LeftOut.Count);
        Assert.All(plan.LeftOut, leftOut => Assert.Equal(LeftOutReason.CapacityUsedUp, leftOut.Reason));
    }

    [Fact]
    public void A_tour_carries_one_class_even_in_a_vehicle_that_is_fit_for_both()
    {
        var both = Van(count: 2) with { Classes = ["ambient", "cold"] };
        var problem = new RoutingProblem(Line(5), [StopAt(1), StopAt(2, @class: "cold"), StopAt(3), StopAt(4, @class: "cold")], [both]);
        var plan = Solve(problem, steps: 500);
        Assert.Equal(
            ["stop 1,stop 3", "stop 2,stop 4"],
            plan.Tours.Select(tour => string.Join(",", tour.Visits.Select(visit => visit.Stop).Order())).Order());
    }

    [Fact]
    public void One_large_vehicle_is_sent_where_it_is_cheaper_than_several_small_ones()
    {
        var small = Van(count: 5, capacity: 20) with { Id = "small", FixedCost = 40_000 };
        var large = Van(count: 1, capacity: 100) with { Id = "large", FixedCost = 90_000 };
        var problem = new RoutingProblem(Line(6), [.. Enumerable.Range(1, 5).Select(place => StopAt(place, demand: 20))], [small, large]);
        Assert.Equal(["large"], Solve(problem, steps: 500).Tours.Select(tour => tour.Vehicle));
    }

    [Fact]
    public void A_time_limit_ends_it_with_a_plan_and_cancellation_without_one()
    {
        var problem = ByChance(3, 30);
        var endless = new SolverLimits(long.MaxValue, Time: TimeSpan.FromMilliseconds(50));
        Assert.Empty(PlanChecker.Check(problem, new RuinAndRecreate().Solve(problem, endless, null, None)));
        Assert.Throws<OperationCanceledException>(() => new RuinAndRecreate().Solve(problem, endless, null, new CancellationToken(true)));
    }

    [Fact]
    public void Progress_tells_steps_and_the_best_cost_so_far()
    {
        var told = new List<SolverProgress>();
        var problem = ByChance(3, 30);
        var plan = new RuinAndRecreate().Solve(problem, new SolverLimits(500), new Listener(told), None);
        Assert.NotEmpty(told);
        Assert.True(told[0].Cost >= plan.Cost);
    }

    [Fact]
    public void There_may_be_nothing_to_do_or_nobody_to_do_it()
    {
        Assert.Equal(0, Solve(new RoutingProblem(Line(1), [], [Van()]), steps: 10).Cost);
        var nobody = new RoutingProblem(Line(2), [StopAt(1)], []);
        Assert.Equal(LeftOutReason.NoVehicleOfClass, Assert.Single(Solve(nobody, steps: 10).LeftOut).Reason);
    }

    static RoutePlan Solve(RoutingProblem problem, long steps) => new RuinAndRecreate().Solve(problem, new SolverLimits(steps), null, None);

    /// <summary>Required stops that are left out, and then the cost.</summary>
    static (int Required, long Cost) Worth(RoutingProblem problem, RoutePlan plan) =>
        (plan.LeftOut.Count(leftOut => problem.StopOf(leftOut.Stop).SkipPenalty is null), plan.Cost);

    static void AssertSame(RoutePlan one, RoutePlan other)
    {
        Assert.Equal(one.Tours.SelectMany(tour => tour.Visits), other.Tours.SelectMany(tour => tour.Visits));
        Assert.Equal(one.LeftOut, other.LeftOut);
        Assert.Equal(one.Cost, other.Cost);
    }

    sealed class Listener(List<SolverProgress> told) : IProgress<SolverProgress>
    {
        public void Report(SolverProgress value) => told.Add(value);
    }
}
