namespace Marketplace.Benchmarks;

/// <summary>Clients place one order after another as fast as they are answered; an order costs all until it is planned.</summary>
static class PlacingPhase
{
    public static async Task RunAsync(Drive drive, Options options, Figures figures, CancellationToken ct)
    {
        foreach (var lines in options.Lines)
        {
            foreach (var clients in options.Clients)
            {
                var driven = await drive.ForAsync(
                    options.PlacingFor, stop => drive.Load.PlaceOneAfterAnotherAsync(clients, lines, stop), isWorked: false, ct);
                figures.Tell(
                    $"placing: {clients} clients, {lines} lines",
                    [.. Pace(driven, drive.Load), .. driven.Cost.For(driven.Placed, "order")]);
                Statements.Print(driven);
            }
        }
    }

    /// <summary>How fast orders were placed and confirmed.</summary>
    public static IEnumerable<Figure> Pace(Driven driven, Load load)
    {
        var last = driven.Seconds[^1];
        yield return new("orders/s", "placed", driven.PerSecond(driven.Placed));
        yield return new("orders/s", "confirmed", driven.PerSecond(last.Placed - last.Waiting));
        yield return new("placing, ms", "p50", load.Placing.Percentile(50));
        yield return new("placing, ms", "p99", load.Placing.Percentile(99));
        yield return new("afterwards", "s until all were through", driven.Rested.TotalSeconds);
    }
}
