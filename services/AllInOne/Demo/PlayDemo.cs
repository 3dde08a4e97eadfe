using System.Diagnostics;

namespace Marketplace.AllInOne.Demo;

/// <summary>
/// Plays a season of trade against a marketplace, from the cooperative's first listing to the officials' table, and
/// checks that the sums are right.
/// </summary>
static class PlayDemo
{
    /// <summary>Plays it against a marketplace that runs elsewhere.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> AgainstAsync(Uri marketplace) =>
        await RunAsync(marketplace, Console.Out, TimeProvider.System, CancellationToken.None) ? 0 : 1;

    /// <returns>False when something was not as the script says; it is told on the screen.</returns>
    public static async Task<bool> RunAsync(Uri marketplace, TextWriter screen, TimeProvider clock, CancellationToken ct)
    {
        var watch = Stopwatch.StartNew();
        using var stage = new DemoConsole(new HttpClient { BaseAddress = marketplace, Timeout = TimeSpan.FromSeconds(30) }, screen, clock);
        try
        {
            var before = await ReadProgress.WhenReadyAsync(stage, ct);
            await OfferGoods.PlayAsync(stage, ct);
            await RegisterBuyers.PlayAsync(stage, ct);
            await RegisterCarriers.PlayAsync(stage, ct);
            var orders = await PlaceOrders.PlayAsync(stage, ct);
            await ShipAndAccept.PlayAsync(stage, orders, ct);
            await ShowCredits.PlayAsync(stage, orders, before, ct);
            await PlayWeek.PlayAsync(stage, ct);
            await screen.WriteLineAsync($"\n演示完成，用时 {watch.Elapsed.TotalSeconds:0.0} 秒  The demo took {watch.Elapsed.TotalSeconds:0.0} s.");
            return true;
        }
        catch (Exception failure) when (failure is DemoFailedException or RequestRefusedException or HttpRequestException)
        {
            await screen.WriteLineAsync($"\n  ✗ 演示中断 The demo stopped: {failure.Message}");
            return false;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            await screen.WriteLineAsync("\n  ✗ 演示被中途结束 The demo was ended before it was through.");
            return false;
        }
    }
}
