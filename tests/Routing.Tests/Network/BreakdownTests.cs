using Marketplace.Benchmarks.Routing;
using Marketplace.Routing.Network;
using Marketplace.Routing.NetworkChecking;
using Xunit;
using static Marketplace.Routing.Tests.Network.Networks;

namespace Marketplace.Routing.Tests.Network;

/// <summary>Lorries that break down on their way.</summary>
public sealed class BreakdownTests
{
    [Fact]
    public void A_van_at_rest_takes_over_what_was_collected_and_another_fetches_the_rest()
    {
        var plan = Plan(Problem([Goods("one"), Goods("two")]));
        var (key, tour) = TourOf(plan, LegKind.Collection);
        var now = At(tour.Visits[0].Departure, [Goods("one"), Goods("two")]).Without(tour.Vehicle, key.Day);
        var (loaded, waiting) = (tour.Visits[0].Stop, tour.Visits[1].Stop);
        List<LoadOnBoard> loads = [new(Supplier, [loaded])];
        var mended = NetworkReplanner.BrokenDown(now, plan, key, 0, loads, [waiting], Begun, new NetworkLimits(5), CancellationToken.None);
        Assert.Empty(mended.Stranded);
        Assert.Empty(mended.LeftOut);
        Assert.All(mended.Changes, change => Assert.Equal(LegKind.Collection, change.Leg.Kind));
        Assert.Equal(loaded, Assert.Single(mended.Changes, change => change.Now?.TakenOverAt == Supplier).Now!.Visits[0].Stop);
        Assert.Empty(new BreakdownChecker(now, key, tour, loads, mended).Check());
    }

    [Fact]
    public void What_misses_its_delivery_goes_on_to_the_dock_when_it_is_heavy_enough_and_is_stranded_otherwise()
    {
        foreach (var (kg, isStranded) in new[] { (1_900, false), (200, true) })
        {
            Part[] parts = [Goods("one", kg), Goods("two", kg)];
            var plan = Plan(Problem(parts), strategy: NetworkStrategy.Search with { Direct = DirectLorries.Never });
            var (key, tour) = TourOf(plan, LegKind.Trunk);
            var delivery = plan.Legs.First(leg => leg.Key.Kind == LegKind.Delivery).Tours.Min(known => known.Departure);
            // Another lorry comes from the hub, 1,000 km away: too late for the depot, and in time for the dock.
            var now = At(delivery - 16 * Hour, parts).Without(tour.Vehicle, key.Day);
            List<LoadOnBoard> loads = [new(Hub, [.. tour.Visits.Select(visit => visit.Stop)])];
            var mended = NetworkReplanner.BrokenDown(now, plan, key, 0, loads, [], Begun, new NetworkLimits(5), CancellationToken.None);
            Assert.Empty(new BreakdownChecker(now, key, tour, loads, mended).Check());
            Assert.Equal(isStranded ? 2 : 0, mended.Stranded.Count);
            Assert.All(mended.Stranded, left => Assert.NotNull(left.NextChance));
            Assert.Equal(!isStranded, mended.Changes.Any(change => change is { Leg.Kind: LegKind.Direct, Now.TakenOverAt: Hub }));
        }
    }

    [Fact]
    public void With_no_vehicle_that_is_fit_there_is_no_next_chance()
    {
        Part[] parts = [Goods("one")];
        var plan = Plan(Problem(parts));
        var (key, tour) = TourOf(plan, LegKind.Delivery);
        var now = At(tour.Departure, parts, Van("hub", LegKind.Collection), Lorry(), Van("depot", LegKind.Delivery, count: 0));
        var mended = NetworkReplanner.BrokenDown(
            now, plan, key, 0, [new(Depot, ["one"])], [], Begun, new NetworkLimits(5), CancellationToken.None);
        Assert.Null(Assert.Single(mended.Stranded).NextChance);
    }

    /// <summary>Whatever lorry of a day of the field breaks down after whatever stop, nothing is broken in what becomes of it.</summary>
    [Fact]
    public void Whichever_lorry_breaks_down_wherever_the_plan_that_is_left_is_sound()
    {
        var (relieved, stranded) = (0, 0);
        for (var seed = 1; seed <= 2; seed++)
        {
            var problem = new FieldDay(60, 8, 3, 16, seed, LocalVehicles: 2).Problem();
            var plan = Plan(problem, steps: 5);
            foreach (var leg in plan.Legs)
            {
                foreach (var (number, tour) in leg.Tours.Index())
                {
                    for (var stops = 0; stops <= tour.Visits.Count; stops += Math.Max(1, tour.Visits.Count / 2))
                    {
                        var handsOver = leg.Key.Kind is LegKind.Delivery or LegKind.Direct;
                        var at = stops == 0 ? tour.Departure : tour.Visits[stops - 1].Departure;
                        var now = From(problem, at).Without(tour.Vehicle, leg.Key.Day);
                        List<string> first = [.. tour.Visits.Take(stops).Select(visit => visit.Stop)];
                        List<string> rest = [.. tour.Visits.Skip(stops).Select(visit => visit.Stop)];
                        var place = handsOver ? problem.PartOf(tour.Visits[Math.Max(0, stops - 1)].Stop).Dock
                            : problem.PartOf(tour.Visits[Math.Max(0, stops - 1)].Stop).Origin;
                        List<LoadOnBoard> loads = [new(place, handsOver ? rest : first)];
                        var begun = Begun with
                        {
                            IsFixed = known => known.Departure <= at,
                            IsUnderWay = part => plan.Legs.SelectMany(other => other.Tours)
                                .Any(other => !ReferenceEquals(other, tour) && other.Departure <= at
                                    && other.Visits.Any(visit => visit.Stop == part)),
                        };
                        var mended = NetworkReplanner.BrokenDown(
                            now, plan, leg.Key, number, loads, handsOver ? [] : rest, begun, new NetworkLimits(2), CancellationToken.None);
                        var faults = new BreakdownChecker(now, leg.Key, tour, loads, mended).Check();
                        var said = string.Join(" ", faults.Select(fault => fault.En));
                        Assert.True(faults is [], $"Day {seed}, {leg.Key} {number} after {stops}: {said}");
                        relieved += mended.Changes.Count(change => change.Now?.TakenOverAt is not null);
                        stranded += mended.Stranded.Count;
                    }
                }
            }
        }

        Assert.True(relieved > 20 && stranded > 0, $"{relieved} relieved, {stranded} stranded");
    }

    static RepairLimits Begun => new(_ => true, _ => true);

    /// <summary>As it is when vehicles can leave from an instant on.</summary>
    static NetworkProblem From(NetworkProblem problem, int from) => new(
        problem.Parts, problem.Nodes, problem.Vehicles, problem.Roads, from, problem.Rules, problem.OutOfService);

    static NetworkProblem At(int from, IReadOnlyList<Part> parts, params NetworkVehicle[] vehicles) =>
        From(Problem(parts, vehicles), from);

    static (LegKey Key, LegTour Tour) TourOf(NetworkPlan plan, LegKind kind)
    {
        var leg = plan.Legs.First(known => known.Key.Kind == kind);
        return (leg.Key, leg.Tours[0]);
    }
}
