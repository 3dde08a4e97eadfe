using System.Diagnostics;
using System.Globalization;
using Marketplace.Routing;
using Marketplace.Routing.Checking;
using Marketplace.Routing.Search;
using Marketplace.Routing.Solomon;

namespace Marketplace.Benchmarks.Routing;

/// <summary>Searches tours for public instances, and compares them with the best that are known.</summary>
static class RoutingBenchmarks
{
    const double MeanGapMax = 2;

    const double GapMax = 5;

    /// <returns>The exit code: 0 when the aim is met, 1 when it is missed, 2 when the input can't be read.</returns>
    public static int Run(string[] args)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        try
        {
            var options = RoutingOptions.Read(args);
            var instances = InstancesIn(options.Instances);
            return Measure(instances, BestKnown.Read(options.Instances), options);
        }
        catch (Exception fault) when (fault is FormatException or IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine(fault.Message);
            return 2;
        }
    }

    /// <summary>All are read before the first is searched, so that a fault is told at once.</summary>
    static List<(string Name, SolomonInstance Instance)> InstancesIn(string folder)
    {
        var instances = new List<(string, SolomonInstance)>();
        foreach (var file in Directory.EnumerateFiles(folder).Where(IsInstance).Order(StringComparer.OrdinalIgnoreCase))
        {
            try
            {
                instances.Add((BestKnown.NameOf(Path.GetFileName(file)), SolomonFile.Read(File.ReadAllText(file))));
            }
            catch (FormatException fault)
            {
                throw new FormatException($"{file}: {fault.Message}", fault);
            }
        }

        return instances.Count > 0 ? instances : throw new FormatException($"{folder} has no instance in it (*.txt).");
    }

    static bool IsInstance(string file)
    {
        var name = Path.GetFileName(file);
        return Path.GetExtension(name).ToUpperInvariant() is ".TXT" or ""
            && !name.StartsWith('.') && !name.StartsWith("README", StringComparison.OrdinalIgnoreCase)
            && !name.StartsWith("LICENSE", StringComparison.OrdinalIgnoreCase);
    }

    static int Measure(
        List<(string Name, SolomonInstance Instance)> instances, IReadOnlyDictionary<string, double> known, RoutingOptions options)
    {
        Console.WriteLine($"{"instance",-12} {"stops",5} {"distance",10} {"best known",10} {"gap %",7} {"vehicles",8} {"time s",7}");
        var gaps = new List<double>();
        var isSound = true;
        foreach (var (name, instance) in instances)
        {
            var (plan, seconds) = Solve(instance.Problem, options);
            var distance = plan.Tours.Sum(tour => tour.Distance) / (double)SolomonFile.Scale;
            double? best = known.TryGetValue(name, out var byFile) ? byFile
                : !instances.Exists(other => other.Name == instance.Name) && known.TryGetValue(instance.Name, out var byName)
                ? byName : null;
            double? gap = best is null ? null : 100 * (distance / best.Value - 1);
            Console.WriteLine(
                $"{name,-12} {instance.Problem.Stops.Count,5} {distance,10:F1} {Shown(best, "F1"),10} {Shown(gap, "F2"),7}"
                + $" {plan.Tours.Count,8} {seconds,7:F1}");
            isSound &= IsSound(instance.Problem, plan);
            gaps.AddRange(gap is null || plan.LeftOut.Count > 0 ? [] : [gap.Value]);
        }

        return Judge(gaps, isSound);
    }

    static string Shown(double? value, string format) => value?.ToString(format, CultureInfo.InvariantCulture) ?? "-";

    static (RoutePlan Plan, double Seconds) Solve(RoutingProblem problem, RoutingOptions options)
    {
        var began = Stopwatch.GetTimestamp();
        var limits = new SolverLimits(long.MaxValue, options.Seed, TimeSpan.FromSeconds(options.Seconds));
        var plan = new RuinAndRecreate().Solve(problem, limits, progress: null, CancellationToken.None);
        return (plan, Stopwatch.GetElapsedTime(began).TotalSeconds);
    }

    static bool IsSound(RoutingProblem problem, RoutePlan plan)
    {
        var faults = PlanChecker.Check(problem, plan);
        foreach (var fault in faults)
        {
            Console.WriteLine($"  broken: {fault.En}");
        }

        foreach (var leftOut in plan.LeftOut)
        {
            Console.WriteLine($"  left out: {leftOut.Stop}: {LeftOutText.Of(problem, leftOut, [("载重", "demand")]).En}");
        }

        return faults.Count == 0 && plan.LeftOut.Count == 0;
    }

    static int Judge(List<double> gaps, bool isSound)
    {
        if (gaps.Count == 0)
        {
            Console.WriteLine($"No best known distance to compare with ({BestKnown.FileName}).");
            return isSound ? 0 : 1;
        }

        var isMet = isSound && gaps.Average() <= MeanGapMax && gaps.Max() <= GapMax;
        Console.WriteLine(
            $"mean gap {gaps.Average():F2} %, largest {gaps.Max():F2} %, of {gaps.Count}: the aim is {(isMet ? "met" : "missed")}"
            + $" (mean at most {MeanGapMax} %, none above {GapMax} %)");
        return isMet ? 0 : 1;
    }
}
