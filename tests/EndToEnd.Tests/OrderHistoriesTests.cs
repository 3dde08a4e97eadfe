using System.Globalization;
using Xunit;

namespace Marketplace.EndToEnd.Tests;

/// <summary>
/// Random histories of orders: placed over several suppliers, approved or refused, declined, cancelled, with carriers replaced, refusing
/// and silent, lost, short, refused, returned and paid. In the end no stock and no budget is held, and what is owed is what was accepted,
/// less what went back and what was paid, to the fen. A class for each way to run, since classes run side by side.
/// </summary>
public sealed class EmbeddedOrderHistoriesTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Some_hundred_histories_end_with_nothing_held_on_SQLite() => await WalkAsync(300);

    [Fact(Explicit = true)]
    public async Task Ten_thousand_histories_end_with_nothing_held_on_SQLite() => await WalkAsync(OrderHistories.LongCount);

    async Task WalkAsync(int orders)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var market = await RunningMarketplace.StartEmbeddedAsync(ct);
        await new CrashRun(market, [], output) { Orders = orders }.WalkAsync(ct);
    }
}

/// <inheritdoc cref="EmbeddedOrderHistoriesTests"/>
public sealed class DistributedOrderHistoriesTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Some_hundred_histories_end_with_nothing_held_on_PostgreSQL() => await WalkAsync(300);

    [Fact(Explicit = true)]
    public async Task Ten_thousand_histories_end_with_nothing_held_on_PostgreSQL() => await WalkAsync(OrderHistories.LongCount);

    async Task WalkAsync(int orders)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var market = await RunningMarketplace.StartDistributedAsync(ct);
        await new CrashRun(market, [], output) { Orders = orders }.WalkAsync(ct);
    }
}

/// <summary>How long the long run is.</summary>
static class OrderHistories
{
    /// <summary>10,000, or what ORDER_HISTORIES_COUNT says.</summary>
    public static int LongCount => int.TryParse(
        Environment.GetEnvironmentVariable("ORDER_HISTORIES_COUNT"), NumberStyles.None, CultureInfo.InvariantCulture, out var given)
        ? given
        : 10_000;
}
