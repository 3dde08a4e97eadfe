using Marketplace.Contracts.Crediting;
using Marketplace.Rulebook.Tests.Notation;
using Marketplace.Rulebook.Tests.Run;
using Marketplace.Testing;

namespace Marketplace.Rulebook.Tests.Compare;

/// <summary>Compares all that a case expects with what the service says at the end.</summary>
static class CompareAll
{
    public static async Task DoAsync(World world, Differences differences)
    {
        var expect = world.Case.Expect;
        Dictionary<string, Func<Task>> comparisons = new()
        {
            ["entries"] = () => new CompareEntries(world, differences).EntriesAsync(),
            ["outcomes"] = () => new CompareEntries(world, differences).OutcomesAsync(),
            ["dedup"] = () => new CompareTotals(world, differences).DedupAsync(),
            ["asPosted"] = () => new CompareTotals(world, differences).ByMonthAsync("asPosted", expect.AsPosted),
            ["restated"] = () => new CompareTotals(world, differences).ByMonthAsync("restated", expect.Restated),
            ["holds"] = () => HoldsAsync(world, differences),
            ["alerts"] = () => AlertsAsync(world, differences),
            ["measures"] = () => MeasuresAsync(world, differences),
        };
        foreach (var (index, report) in expect.Reports.Index())
        {
            comparisons[$"reports[{index}] {report.Report}"] = () => new CompareReport(world, differences).CompareAsync(report);
        }

        foreach (var (index, adjustments) in expect.Adjustments.Index())
        {
            comparisons[$"adjustments[{index}] {adjustments.Month}"] = () =>
                new CompareAdjustments(world, differences).CompareAsync(adjustments);
        }

        foreach (var (where, compare) in comparisons)
        {
            try
            {
                await compare();
            }
            catch (Exception failed) when (failed is not OperationCanceledException)
            {
                differences.Add(where, failed);
            }
        }
    }

    static async Task HoldsAsync(World world, Differences differences)
    {
        if (world.Case.Expect.Holds is not { } expected)
        {
            return;
        }

        var answer = await world.Http.GetAsync(CreditingHttp.OpenHolds, world.Ct);
        var lines = world.Lines.ToDictionary(line => line.Value.LineId, line => line.Key);
        var got = DecideLedger.Items(answer)
            .Select(
                hold => $"{lines.GetValueOrDefault(hold.GetProperty("lineId").GetGuid(), "?")} {hold.GetProperty("reason").GetString()}");
        differences.Compare("holds", Listed(expected), Listed(got));
    }

    /// <summary>An alert is told by message; it may come a moment after its cause.</summary>
    static async Task AlertsAsync(World world, Differences differences)
    {
        foreach (var expected in world.Case.Expect.Alerts)
        {
            try
            {
                await Eventually.TrueAsync(() => Task.FromResult(Told().Contains(expected)), expected, TimeSpan.FromSeconds(5), world.Ct);
            }
            catch (TimeoutException)
            {
                differences.Compare("alerts", expected, Listed(Told()));
            }
        }

        IEnumerable<string> Told() => world.Crediting.Published<AlertRaised>()
            .SelectMany(alert => new[] { alert.Kind, $"{alert.Kind} {alert.Level}", $"{alert.Kind} {alert.Level} {alert.ObjectName}" });
    }

    static async Task MeasuresAsync(World world, Differences differences)
    {
        if (world.Case.Expect.Measures is not { } expected)
        {
            return;
        }

        var answer = await world.Http.GetAsync(CreditingHttp.Measures, world.Ct);
        var got = DecideLedger.Items(answer)
            .Select(measure => $"{measure.GetProperty("kind").GetString()} {Written.Yuan(measure.GetProperty("amountFen").GetInt64())}");
        differences.Compare("measures", Listed(expected.Select(Plain)), Listed(got));
    }

    static string Plain(string measure)
    {
        var words = measure.Split(' ');
        return $"{words[0]} {Written.Yuan(Written.Money(words[1]).Fen)}";
    }

    static string Listed(IEnumerable<string> words) =>
        string.Join(", ", words.Order(StringComparer.Ordinal)) is { Length: > 0 } list ? list : "none";
}
