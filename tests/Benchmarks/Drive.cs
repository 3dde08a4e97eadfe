using System.Diagnostics;
using Marketplace.Testing;

namespace Marketplace.Benchmarks;

/// <summary>Drives the marketplace for a while and tells what was seen and used.</summary>
sealed class Drive(Load load, IClerks clerks, Databases databases, CostMeter meter, int statements)
{
    static readonly TimeSpan RestWithin = TimeSpan.FromMinutes(5);

    public Load Load => load;

    /// <summary>
    /// Lets orders be placed for so long, then waits until all that was begun is through, so that the cost is that of whole orders.
    /// </summary>
    /// <param name="place">Places orders until it is told to stop.</param>
    /// <param name="isWorked">Whether clerks dispatch, deliver and accept what is confirmed.</param>
    public async Task<Driven> ForAsync(TimeSpan lasting, Func<CancellationToken, Task> place, bool isWorked, CancellationToken ct)
    {
        load.Forget();
        await databases.ForgetStatementsAsync(ct);
        var before = await meter.BeforeAsync(ct);
        var linesBefore = await databases.CreditedLinesAsync(ct);
        using var stopPlacing = new CancellationTokenSource();
        using var stopWorking = new CancellationTokenSource();
        var watch = Stopwatch.StartNew();
        var placing = place(stopPlacing.Token);
        var working = isWorked ? clerks.WorkAsync(stopWorking.Token) : Task.CompletedTask;
        var seconds = await WatchAsync(lasting, linesBefore, watch, ct);
        var elapsed = watch.Elapsed;
        await stopPlacing.CancelAsync();
        await placing;
        await RestAsync(isWorked, linesBefore, ct);
        var rested = watch.Elapsed - elapsed;
        await stopWorking.CancelAsync();
        await working;
        var cost = (await meter.AfterAsync(ct)).Since(before);
        return new Driven(elapsed, rested, load.Placed, seconds, cost, await databases.CostliestAsync(statements, ct));
    }

    async Task<List<Second>> WatchAsync(TimeSpan lasting, long linesBefore, Stopwatch watch, CancellationToken ct)
    {
        var seconds = new List<Second>();
        while (watch.Elapsed < lasting)
        {
            var pause = TimeSpan.FromSeconds(seconds.Count + 1) - watch.Elapsed;
            await Eventually.PauseAsync(pause > TimeSpan.Zero ? pause : TimeSpan.Zero, ct);
            seconds.Add(new Second(
                load.Placed,
                await databases.WaitingOrdersAsync(ct),
                await databases.CreditedLinesAsync(ct) - linesBefore,
                await databases.OutboxDepthAsync(ct)));
        }

        return seconds;
    }

    /// <summary>Until nothing is under way any more: no message to be told, no order to be confirmed, no part on the road.</summary>
    async Task RestAsync(bool isWorked, long linesBefore, CancellationToken ct) => await Eventually.TrueAsync(
        async () => load.Awaited == 0
            && await databases.OutboxDepthAsync(ct) == 0
            && await databases.WaitingOrdersAsync(ct) == 0
            && (!isWorked || await databases.CreditedLinesAsync(ct) - linesBefore >= load.PlacedLines),
        "the services to come to rest",
        RestWithin,
        ct);
}

/// <summary>What was seen while driving.</summary>
/// <param name="Elapsed">How long orders were placed.</param>
/// <param name="Rested">How long it took afterwards until all were through.</param>
/// <param name="Placed">Orders placed.</param>
/// <param name="Seconds">What was seen at the end of each second.</param>
/// <param name="Cost">What all of it used.</param>
/// <param name="Costliest">The statements that took most of the time.</param>
sealed record Driven(
    TimeSpan Elapsed, TimeSpan Rested, long Placed, IReadOnlyList<Second> Seconds, Cost Cost, IReadOnlyList<StatementCost> Costliest)
{
    /// <summary>So many a second while orders were placed.</summary>
    public double PerSecond(double count) => count / Elapsed.TotalSeconds;
}

/// <summary>What was seen at the end of a second, counted from the beginning.</summary>
/// <param name="Placed">Orders placed so far.</param>
/// <param name="Waiting">Orders that are neither confirmed nor refused.</param>
/// <param name="CreditedLines">Lines credited so far.</param>
/// <param name="OutboxDepth">Messages that are still to be relayed.</param>
sealed record Second(long Placed, long Waiting, long CreditedLines, long OutboxDepth);
