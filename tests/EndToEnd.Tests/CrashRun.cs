using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Marketplace.Contracts;
using Marketplace.Testing;
using Marketplace.Testing.Road;
using Xunit;

namespace Marketplace.EndToEnd.Tests;

/// <summary>A part of a running marketplace that is killed, and the step of some order during which that happens.</summary>
public sealed record Kill(string Part, RoadStep During);

/// <summary>
/// Orders walk the whole road while parts are killed. Afterwards every accepted order is complete, and stock, budgets and ledger equal
/// what the orders say. Set CRASH_SEED to replay a run, CRASH_ORDERS and CRASH_KILLS for longer ones.
/// </summary>
/// <param name="running">What is killed.</param>
/// <param name="planned">
/// None for histories without a crash. Each happens once; when CRASH_KILLS asks for more, the same parts follow in turn, each in any step.
/// </param>
/// <param name="output">Told the seed and what came of the orders.</param>
public sealed class CrashRun(RunningMarketplace running, IReadOnlyList<Kill> planned, ITestOutputHelper output)
{
    /// <summary>How many orders are on their way at once.</summary>
    const int Together = 8;

    /// <summary>Further orders are placed until the last kill, but no more than so many times those asked for.</summary>
    const int MoreMax = 5;

    /// <summary>
    /// How long an order waits for a step, and a request for its answer. Longer than all kills of a usual run take together: a part may be
    /// killed again as soon as it is back, so that a request finds it down each time that it is repeated.
    /// </summary>
    static readonly TimeSpan TripLimit = TimeSpan.FromMinutes(10);

    /// <summary>How many orders; as CRASH_ORDERS says when null.</summary>
    public int? Orders { get; init; }

    readonly ConcurrentDictionary<RoadStep, TaskCompletionSource> _awaited = new();
    readonly List<Trip> _trips = [];
    readonly Stopwatch _running = Stopwatch.StartNew();
    int _killed;

    /// <summary>Walks and kills until all orders asked for are through and all kills are done, and compares the books.</summary>
    public async Task WalkAsync(CancellationToken ct)
    {
        var seed = Setting("CRASH_SEED", Random.Shared.Next());
        var orders = Orders ?? Setting("CRASH_ORDERS", 150);
        var random = new Random(seed);
        var kills = planned.Count == 0 ? [] : KillsOf(Setting("CRASH_KILLS", planned.Count), new Random(random.Next()));
        output.WriteLine($"CRASH_SEED={seed} CRASH_ORDERS={orders} CRASH_KILLS={kills.Count}");
        using var http = running.Connect(TripLimit);
        // Stock and budgets for some three quarters of the orders, so that refusals and releases are part of what must add up.
        var market = await Market.OpenAsync(
            http, Lane.All, suppliersPerLane: 2, productsPerSupplier: 2,
            buyersPerLane: 3, stock: orders * 3 / 4, budgetFen: orders * 400L, ct, approveFromFen: 60_00);

        using var ordersEnd = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var killing = KillAsync(kills, new Random(random.Next()), ordersEnd.Token);
        var walking = Parallel.ForEachAsync(
            Trips(http, market, random, orders, kills.Count),
            new ParallelOptions { MaxDegreeOfParallelism = Together, CancellationToken = ordersEnd.Token },
            async (trip, token) => await trip.WalkAsync(TripLimit, token));
        try
        {
            // A part that does not come back fails the run at once: the orders would only wait for it in vain.
            await Task.WhenAny(walking, killing);
            if (killing.IsFaulted)
            {
                await killing;
            }

            await walking;
            if (_killed < kills.Count)
            {
                Assert.Fail($"No order of {_trips.Count} came to kill {_killed + 1}, {kills[_killed]}.");
            }

            await killing;
        }
        catch (Exception failure)
        {
            await ordersEnd.CancelAsync();
            await Task.WhenAll(walking, killing).ContinueWith(_ => { }, CancellationToken.None, default, TaskScheduler.Default);
            throw new InvalidOperationException($"CRASH_SEED={seed}: {failure.Message}\n{running.Outputs()}", failure);
        }

        output.WriteLine(
            $"{_trips.Count(trip => trip.State == "Completed")} completed, "
            + $"{_trips.Count(trip => trip.State == "Cancelled")} cancelled, {_killed} kills while orders were under way");
        await CompareAsync(http, market, seed, ct);
        Assert.Contains(_trips, trip => trip.State == "Completed");
    }

    async Task CompareAsync(RoadHttp http, Market market, int seed, CancellationToken ct)
    {
        var differences = "";
        try
        {
            await Eventually.EqualAsync(
                "",
                async () => differences = await new ExpectedLedger(http, market, _trips).CompareAsync(ct),
                "the books to agree",
                TimeSpan.FromMinutes(2),
                ct);
        }
        catch (TimeoutException)
        {
            Assert.Fail($"CRASH_SEED={seed}\n{differences}\n{running.Outputs()}");
        }
    }

    List<Kill> KillsOf(int count, Random random)
    {
        var steps = Enum.GetValues<RoadStep>();
        var further = Enumerable.Range(0, Math.Max(0, count - planned.Count))
            .Select(i => new Kill(planned[i % planned.Count].Part, steps[random.Next(steps.Length)]));
        return [.. planned.Take(count), .. further];
    }

    /// <summary>As many orders as asked for, and more until the last kill.</summary>
    IEnumerable<Trip> Trips(RoadHttp http, Market market, Random random, int orders, int kills)
    {
        while (_trips.Count < orders || (Volatile.Read(ref _killed) < kills && _trips.Count < orders * MoreMax))
        {
            var trip = PlanTrip(http, market, random);
            _trips.Add(trip);
            yield return trip;
        }
    }

    /// <summary>Up to four lines over one lane's suppliers, now and then with one from another lane.</summary>
    Trip PlanTrip(RoadHttp http, Market market, Random random)
    {
        var buyer = market.Buyers[random.Next(market.Buyers.Count)];
        var near = market.Stalls.Where(stall => stall.Lane == buyer.Lane).ToList();
        var lines = Enumerable.Range(0, random.Next(1, 5))
            .Select(_ => random.Next(6) == 0 ? market.Stalls[random.Next(market.Stalls.Count)] : near[random.Next(near.Count)])
            .Select(stall => (stall, Goods: stall.Goods[random.Next(stall.Goods.Count)]))
            .DistinctBy(line => line.Goods.ProductId)
            .Select(line => (line.stall, line.Goods, Quantity.Of(random.Next(2, 12))))
            .ToList();
        return new Trip(http, market, buyer, lines, new Random(random.Next())) { Entered = Enter };
    }

    /// <summary>Kills one part after another, each when an order is in the step meant, and brings it back.</summary>
    async Task KillAsync(IReadOnlyList<Kill> kills, Random random, CancellationToken ct)
    {
        foreach (var kill in kills)
        {
            await EnteredAsync(kill.During, ct);
            // The step takes some milliseconds: into its midst rather than always before its beginning.
            await Eventually.PauseAsync(TimeSpan.FromMilliseconds(random.Next(0, 60)), ct);
            var (_, killPart, restart) = running.Parts.Single(part => part.Name == kill.Part);
            var since = Stopwatch.StartNew();
            await killPart();
            Interlocked.Increment(ref _killed);
            await Eventually.PauseAsync(TimeSpan.FromMilliseconds(random.Next(0, 500)), ct);
            await restart(ct);
            output.WriteLine(
                $"{_running.Elapsed.TotalSeconds:0} s: {kill.Part} was killed while an order was in {kill.During}, and ready again "
                + $"after {since.Elapsed.TotalSeconds:0.0} s");
        }
    }

    void Enter(RoadStep step)
    {
        if (_awaited.TryRemove(step, out var awaited))
        {
            awaited.TrySetResult();
        }
    }

    Task EnteredAsync(RoadStep step, CancellationToken ct) =>
        _awaited.GetOrAdd(step, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task.WaitAsync(ct);

    static int Setting(string name, int value) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var given)
            ? given
            : value;
}
