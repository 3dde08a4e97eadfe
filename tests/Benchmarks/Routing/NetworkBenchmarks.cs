using System.Diagnostics;
using System.Globalization;
using Marketplace.Routing.Network;
using Marketplace.Routing.NetworkChecking;

namespace Marketplace.Benchmarks.Routing;

/// <summary>Plans days of the field, and compares what they cost with simple rules.</summary>
static class NetworkBenchmarks
{
    const double SavingMin = 25;

    const double ChangedMax = 10;

    static readonly NetworkStrategy[] Rules =
        [NetworkStrategy.LaneByLane, NetworkStrategy.NearestStop, NetworkStrategy.LeastInsertion];

    /// <returns>The exit code: 0 when all aims are met, 1 when one is missed, 2 when the options can't be read.</returns>
    public static int Run(string[] args)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        try
        {
            var options = NetworkOptions.Read(args);
            var isMet = true;
            if (options.Days.Contains("field"))
            {
                isMet &= Measure("field day", FieldDay.OfField(options.Seed), options, options.FieldSteps, TimeSpan.FromSeconds(10));
            }

            if (options.Days.Contains("national"))
            {
                isMet &= Measure(
                    "national day", FieldDay.OfNation(options.Seed), options, options.NationalSteps, TimeSpan.FromMinutes(5));
            }

            Console.WriteLine($"The aims are {(isMet ? "met" : "missed")}.");
            return isMet ? 0 : 1;
        }
        catch (FormatException fault)
        {
            Console.Error.WriteLine(fault.Message);
            return 2;
        }
    }

    static bool Measure(string name, FieldDay day, NetworkOptions options, int steps, TimeSpan within)
    {
        var problem = day.Problem();
        var limits = new NetworkLimits(steps, (ulong)options.Seed, Parallel: 2);
        Console.WriteLine(
            $"{name}: {problem.Parts.Count} parts, {problem.Parts.Sum(part => (long)part.WeightKg) / 1_000} t, "
            + $"{day.Counties} counties, {day.Docks} docks in {day.Cities} cities, seed {options.Seed}");
        var (plan, seconds) = Plan(problem, NetworkStrategy.Search, limits);
        var alone = Plan(problem, NetworkStrategy.LorryPerPart, limits).Plan;
        var aloneFen = alone.Legs.SelectMany(leg => leg.Tours).ToDictionary(tour => tour.Visits[0].Stop, tour => tour.CostFen);
        var carried = CarriedBy(plan);
        var baseline = carried.Sum(part => aloneFen.GetValueOrDefault(part));
        Console.WriteLine($"  {"plan",-18} {"yuan",12} {"saved %",8} {"tours",6} {"left out",8} {"s",7}");
        Print("lorry per part", baseline, baseline, carried.Count, alone.LeftOut.Count, 0);
        var best = long.MaxValue;
        foreach (var rule in Rules)
        {
            var (ruled, took) = Plan(problem, rule, limits);
            // What a rule leaves out and the search carries goes by a lorry of its own.
            var cost = ruled.CostFen + carried.Except(CarriedBy(ruled)).Sum(part => aloneFen.GetValueOrDefault(part));
            best = Math.Min(best, cost);
            Print(rule.Name, cost, baseline, Tours(ruled), ruled.LeftOut.Count, took);
        }

        Print("search", plan.CostFen, baseline, Tours(plan), plan.LeftOut.Count, seconds);
        Console.WriteLine("  " + string.Join(", ", plan.Legs.GroupBy(leg => leg.Key.Kind).Select(legs =>
            $"{legs.Key} {legs.Sum(leg => leg.Tours.Count)} tours {legs.Sum(leg => leg.Tours.Sum(tour => tour.CostFen)) / 100:N0} yuan")));
        foreach (var left in plan.LeftOut.Take(3))
        {
            Console.WriteLine($"  left out: {left.Part}, {LeftOutPartText.Of(problem, left).En}");
        }

        var saved = 100.0 * (baseline - plan.CostFen) / baseline;
        var isMet = Aim(seconds <= within.TotalSeconds, $"planned in {seconds:F1} s, at most {within.TotalSeconds:F0}");
        isMet &= Aim(saved >= SavingMin, $"{saved:F1} % below a lorry per part, at least {SavingMin}");
        isMet &= Aim(plan.CostFen < best, $"{100.0 * (best - plan.CostFen) / best:F1} % below the best simple rule");
        isMet &= Aim(IsSound(problem, plan), "the checker finds nothing broken");
        return MeasureFailure(problem, plan, limits) && isMet;
    }

    static (NetworkPlan Plan, double Seconds) Plan(NetworkProblem problem, NetworkStrategy strategy, NetworkLimits limits)
    {
        var began = Stopwatch.GetTimestamp();
        var plan = NetworkPlanner.Plan(problem, strategy, limits, progress: null, CancellationToken.None);
        return (plan, Stopwatch.GetElapsedTime(began).TotalSeconds);
    }

    static HashSet<string> CarriedBy(NetworkPlan plan) =>
        [.. plan.Legs.SelectMany(leg => leg.Tours).SelectMany(tour => tour.Visits).Select(visit => visit.Stop)];

    static int Tours(NetworkPlan plan) => plan.Legs.Sum(leg => leg.Tours.Count);

    static void Print(string name, long fen, long baseline, int tours, int leftOut, double seconds) => Console.WriteLine(
        $"  {name,-18} {fen / 100,12:N0} {100.0 * (baseline - fen) / baseline,8:F1} {tours,6} {leftOut,8} {seconds,7:F1}");

    static bool IsSound(NetworkProblem problem, NetworkPlan plan)
    {
        var faults = NetworkChecker.Check(problem, plan);
        foreach (var fault in faults.Take(10))
        {
            Console.WriteLine($"  broken: {fault.Code}: {fault.En}");
        }

        return faults.Count == 0;
    }

    /// <summary>The fullest lorry of each leg fails.</summary>
    static bool MeasureFailure(NetworkProblem problem, NetworkPlan plan, NetworkLimits limits)
    {
        var isMet = true;
        foreach (var kind in Enum.GetValues<LegKind>())
        {
            var tours = plan.Legs.Where(leg => leg.Key.Kind == kind)
                .SelectMany(leg => leg.Tours.Select((tour, number) => (leg.Key, Tour: tour, Number: number))).ToList();
            if (tours.Count == 0)
            {
                continue;
            }

            var (key, failed, number) = tours.MaxBy(tour => tour.Tour.Visits.Count);
            var began = Stopwatch.GetTimestamp();
            var (left, mended) = NetworkReplanner.WithoutLorry(problem, plan, key, number, limits, CancellationToken.None);
            var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
            var changed = 100.0 * PlanChanges.Of(plan, mended, failed) / Math.Max(1, Tours(plan) - 1);
            isMet &= Aim(
                changed < ChangedMax && IsSound(left, mended),
                $"{kind} lorry with {failed.Visits.Count} parts fails: {changed:F1} % of the other tours change, "
                + $"{mended.LeftOut.Count - plan.LeftOut.Count} more left out, {seconds:F2} s");
        }

        return isMet;
    }

    static bool Aim(bool isMet, string what)
    {
        Console.WriteLine($"  {(isMet ? "ok" : "MISSED"),-6} {what}");
        return isMet;
    }
}
