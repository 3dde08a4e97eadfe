namespace Marketplace.Benchmarks;

/// <summary>
/// Orders come at a rate, whatever the answers take, and clerks dispatch, deliver and accept each of them: at a rate that the machine
/// can hold, and at one that it cannot, where everything has to go on all the same.
/// </summary>
static class RoadPhase
{
    public static async Task RunAsync(Drive drive, Options options, Figures figures, CancellationToken ct)
    {
        await DriveAsync(drive, options, figures, options.Rate, "road", ct);
        if (options.Overload > 0)
        {
            await DriveAsync(drive, options, figures, options.Overload, "overload", ct);
        }
    }

    /// <summary>The whole road for a while before anything counts.</summary>
    public static async Task WarmUpAsync(Drive drive, Options options, Figures figures, CancellationToken ct)
    {
        if (options.WarmUp > TimeSpan.Zero)
        {
            await DriveAsync(drive, options with { RoadFor = options.WarmUp }, figures, options.Rate, "warm-up", ct);
        }
    }

    static async Task DriveAsync(Drive drive, Options options, Figures figures, int rate, string name, CancellationToken ct)
    {
        var driven = await drive.ForAsync(options.RoadFor, stop => drive.Load.PlaceAtRateAsync(rate, stop), isWorked: true, ct);
        figures.Tell(
            $"{name}: {rate} orders/s",
            [.. PlacingPhase.Pace(driven, drive.Load), .. Road(driven, drive.Load), .. driven.Cost.For(driven.Placed, "road")]);
        Statements.Print(driven);
    }

    static IEnumerable<Figure> Road(Driven driven, Load load)
    {
        var third = driven.Seconds.Count / 3;
        yield return new("orders/s", "credited", driven.PerSecond(driven.Seconds[^1].CreditedLines / (double)Load.RoadLines));
        yield return new("accepting, ms", "p50", load.Accepting.Percentile(50));
        yield return new("accepting, ms", "p99", load.Accepting.Percentile(99));
        yield return new("placed to confirmed, ms", "p50", load.Confirming.Percentile(50));
        yield return new("placed to confirmed, ms", "p99", load.Confirming.Percentile(99));
        yield return new("accepted to report, ms", "p50", load.Appearing.Percentile(50));
        yield return new("accepted to report, ms", "p99", load.Appearing.Percentile(99));
        yield return new("waiting, orders", "first third", Mean(driven.Seconds.Take(third), second => second.Waiting));
        yield return new("waiting, orders", "last third", Mean(driven.Seconds.TakeLast(third), second => second.Waiting));
        yield return new("outbox, messages", "first third", Mean(driven.Seconds.Take(third), second => second.OutboxDepth));
        yield return new("outbox, messages", "last third", Mean(driven.Seconds.TakeLast(third), second => second.OutboxDepth));
        yield return new("outbox, messages", "most", driven.Seconds.Max(second => second.OutboxDepth));
    }

    static double Mean(IEnumerable<Second> seconds, Func<Second, long> of) => seconds.Select(of).DefaultIfEmpty().Average();
}
