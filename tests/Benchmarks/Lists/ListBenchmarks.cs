namespace Marketplace.Benchmarks.Lists;

/// <summary>How long the lists take at national size, for each kind of caller; each figure is a line.</summary>
static class ListBenchmarks
{
    public static async Task RunAsync(string[] args)
    {
        var options = ListOptions.Read(args);
        var ct = CancellationToken.None;
        foreach (var service in options.Service is { } one
            ? [one]
            : (string[])["Ordering", "Logistics", "Carriers", "Freight", "Crediting"])
        {
            await using IListsOfService lists = service switch
            {
                "Ordering" => await OrderLists.StartAsync(options.Server, ct),
                "Logistics" => await ShipmentLists.StartAsync(options.Server, ct),
                "Carriers" => await CarrierLists.StartAsync(options.Server, ct),
                "Freight" => await FreightLists.StartAsync(options.Server, ct),
                "Crediting" => await SaleLists.StartAsync(options.Server, ct),
                var other => throw new ArgumentException($"{other} is none of Ordering, Logistics, Carriers, Freight and Crediting."),
            };
            if (options.Command is "fill" or "all")
            {
                await lists.FillAsync(options.Rows, ct);
            }

            if (options.Command is "measure" or "all")
            {
                await lists.MeasureAsync(ct);
            }
        }
    }
}

/// <summary>The lists of one service.</summary>
interface IListsOfService : IAsyncDisposable
{
    Task FillAsync(int rows, CancellationToken ct);

    Task MeasureAsync(CancellationToken ct);
}
