using Marketplace.Routing.Checking;
using Marketplace.Routing.Search;
using Marketplace.Routing.SimpleRules;
using Xunit;
using static Marketplace.Routing.Tests.Problems;

namespace Marketplace.Routing.Tests;

public sealed class SimpleRulesTests
{
    static readonly IRouteSolver[] Rules = [new DirectTours(), new NearestFirst(), new CheapestInsertion()];

    [Fact]
    public void Nothing_is_broken_in_what_a_simple_rule_plans()
    {
        for (var seed = 0; seed < 100; seed++)
        {
            var problem = ByChance(seed, 20);
            foreach (var rule in Rules)
            {
                Assert.Empty(PlanChecker.Check(problem, Plan(rule, problem)));
            }
        }
    }

    [Fact]
    public void The_search_is_better_than_each_of_them()
    {
        var places = Enumerable.Range(0, 41).Select(index => (X: index * 7_919 % 50_000, Y: index * 104_729 % 50_000)).ToList();
        var travel = new TravelMatrix(
            41, (from, to) => Math.Abs(places[from].X - places[to].X) + Math.Abs(places[from].Y - places[to].Y), (_, _) => 900);
        var stops = Enumerable.Range(1, 40)
            .Select(place => StopAt(place, earliest: (6 + place % 8) * Hour, latest: (9 + place % 8) * Hour));
        var problem = new RoutingProblem(travel, [.. stops], [Van(count: 40)]);
        var found = new RuinAndRecreate().Solve(problem, new SolverLimits(5_000), null, CancellationToken.None);
        Assert.All(Rules, rule => Assert.True(found.Cost < Plan(rule, problem).Cost));
        Assert.Equal(40, Plan(Rules[0], problem).Tours.Count);
    }

    static RoutePlan Plan(IRouteSolver rule, RoutingProblem problem) =>
        rule.Solve(problem, new SolverLimits(0), null, CancellationToken.None);
}
