using System.Diagnostics;

namespace Marketplace.Benchmarks;

/// <summary>Stops and starts everything, and places at once: how long a start takes, and how soon full pace is reached.</summary>
static class ColdPhase
{
    const int Clients = 8;
    const int Lines = 4;
    static readonly TimeSpan Lasting = TimeSpan.FromSeconds(15);

    public static async Task RunAsync(Drive drive, Databases databases, Figures figures, CancellationToken ct)
    {
        databases.Disconnect();
        await RunScriptAsync("deploy/local/down", ct);
        var watch = Stopwatch.StartNew();
        await RunScriptAsync("deploy/local/up", ct, "--no-build");
        var started = watch.Elapsed;
        var driven = await drive.ForAsync(
            Lasting, stop => drive.Load.PlaceOneAfterAnotherAsync(Clients, Lines, stop), isWorked: false, ct);
        figures.Tell(
            $"cold: {Clients} clients, {Lines} lines",
            [
                new("start, s", "until all are ready", started.TotalSeconds),
                .. PlacingPhase.Pace(driven, drive.Load),
                .. Thirds(driven),
                .. driven.Cost.For(driven.Placed, "order"),
            ]);
    }

    static IEnumerable<Figure> Thirds(Driven driven)
    {
        var third = driven.Seconds.Count / 3;
        for (var i = 0; i < 3; i++)
        {
            var before = i == 0 ? 0 : driven.Seconds[(i * third) - 1].Placed;
            yield return new(
                "placed, orders/s", $"from second {i * third}", (driven.Seconds[((i + 1) * third) - 1].Placed - before) / (double)third);
        }
    }

    static async Task RunScriptAsync(string script, CancellationToken ct, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(Path.GetFullPath(script), arguments) { RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync(ct);
        await process.WaitForExitAsync(ct);
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{script} failed: {output}");
        }
    }
}
