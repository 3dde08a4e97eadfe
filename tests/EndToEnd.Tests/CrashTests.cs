using System.Globalization;
using Marketplace.Contracts;
using Marketplace.Testing;
using Marketplace.Testing.Road;
using Xunit;

namespace Marketplace.EndToEnd.Tests;

/// <summary>
/// Orders walk the whole road while processes are killed at random moments. Afterwards every accepted order is complete, and stock,
/// budgets and ledger equal what the orders say. Set CRASH_SEED to replay a run, CRASH_ORDERS and CRASH_KILLS for longer ones.
/// </summary>
public sealed class CrashTests(ITestOutputHelper output)
{
    static readonly TimeSpan TripLimit = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task Nothing_is_lost_or_doubled_when_the_one_process_is_killed_again_and_again()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var market = await RunningMarketplace.StartEmbeddedAsync(ct);
        await WalkWhileKillingAsync(market, ct);
    }

    [Fact]
    public async Task Nothing_is_lost_or_doubled_when_each_service_the_broker_and_the_database_are_killed_in_turn()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var market = await RunningMarketplace.StartDistributedAsync(ct);
        await WalkWhileKillingAsync(market, ct);
    }

    async Task WalkWhileKillingAsync(RunningMarketplace running, CancellationToken ct)
    {
        var seed = Setting("CRASH_SEED", Random.Shared.Next());
        var orders = Setting("CRASH_ORDERS", 300);
        var kills = Setting("CRASH_KILLS", 12);
        output.WriteLine($"CRASH_SEED={seed} CRASH_ORDERS={orders} CRASH_KILLS={kills}");
        var random = new Random(seed);
        using var http = running.Connect(TimeSpan.FromMinutes(3));
        // Little stock and small budgets for some, so that refusals and releases are part of what must add up.
        var market = await Market.OpenAsync(http, Lane.All, suppliersPerLane: 2, productsPerSupplier: 2, buyersPerLane: 3, stock: 220, budgetFen: 120_000, ct);
        var trips = Enumerable.Range(0, orders).Select(_ => PlanTrip(http, market, random)).ToList();

        var killed = 0;
        var killing = KillAsync(running, new Random(random.Next()), kills, () => killed++, ct);
        await Parallel.ForEachAsync(
            trips, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = ct }, async (trip, token) => await trip.WalkAsync(TripLimit, token));
        var killedUnderWay = killed;
        await killing;
        output.WriteLine(
            $"{trips.Count(trip => trip.State == "Completed")} completed, {trips.Count(trip => trip.State == "Cancelled")} cancelled, {killedUnderWay} kills while orders were under way");

        var reckoning = "";
        try
        {
            await Eventually.EqualAsync(
                "", async () => reckoning = await new ExpectedLedger(http, market, trips).CompareAsync(ct), "the books to agree", TimeSpan.FromMinutes(2), ct);
        }
        catch (TimeoutException)
        {
            Assert.Fail($"CRASH_SEED={seed}\n{reckoning}\n{running.Outputs()}");
        }

        Assert.True(killedUnderWay >= Math.Min(kills, 10), $"Only {killedUnderWay} kills happened before the last order was through.");
        Assert.Contains(trips, trip => trip.State == "Completed");
    }

    /// <summary>Up to four lines over one lane's suppliers, now and then with one from another lane.</summary>
    static Trip PlanTrip(RoadHttp http, Market market, Random random)
    {
        var buyer = market.Buyers[random.Next(market.Buyers.Count)];
        var near = market.Stalls.Where(stall => stall.Lane == buyer.Lane).ToList();
        var lines = Enumerable.Range(0, random.Next(1, 5))
            .Select(_ => random.Next(6) == 0 ? market.Stalls[random.Next(market.Stalls.Count)] : near[random.Next(near.Count)])
            .Select(stall => (stall, Goods: stall.Goods[random.Next(stall.Goods.Count)]))
            .DistinctBy(line => line.Goods.ProductId)
            .Select(line => (line.stall, line.Goods, Quantity.Of(random.Next(2, 12))))
            .ToList();
        return new Trip(http, market, buyer, lines, new Random(random.Next()));
    }

    /// <summary>Kills one part after another at random moments and brings each back, until all kills are done.</summary>
    static async Task KillAsync(RunningMarketplace running, Random random, int kills, Action told, CancellationToken ct)
    {
        for (var i = 0; i < kills; i++)
        {
            var (_, kill, restart) = running.Parts[i % running.Parts.Count];
            await Eventually.PauseAsync(TimeSpan.FromMilliseconds(random.Next(200, 1_500)), ct);
            await kill();
            told();
            await Eventually.PauseAsync(TimeSpan.FromMilliseconds(random.Next(0, 500)), ct);
            await restart(ct);
        }
    }

    static int Setting(string name, int value) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : value;
}
