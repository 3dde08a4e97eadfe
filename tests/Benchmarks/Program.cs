using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Marketplace.Benchmarks;
using Marketplace.Benchmarks.Ledger;
using Marketplace.Testing;
using Marketplace.Testing.Road;

if (args is ["ledger", .. var rest])
{
    await LedgerBenchmarks.RunAsync(rest);
    return;
}

var options = Options.Read(args);
using var http = new RoadHttp(path => new Uri(options.Against, path));
await using var databases = new Databases(options.Data);
var machine = new Machine(options.Data);
var none = CancellationToken.None;
var figures = new List<(string Name, object Value)>();

void Tell(string name, object value)
{
    figures.Add((name, value));
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-52} {value,12}"));
}

Console.WriteLine("Opening the market");
var market = await Market.OpenAsync(
    http, [.. Lane.All.Take(4)], suppliersPerLane: 3, productsPerSupplier: 8,
    buyersPerLane: 10, stock: 100_000_000, budgetFen: 1_000_000_000_000, none);
var load = new Load(http, market, options.Suppliers);

Console.WriteLine($"Warming up for {options.WarmUp.TotalSeconds} s");
await DriveAsync(stop => load.PlaceAtRateAsync(options.Rate, stop), options.WarmUp, isWorked: true);
await DrainAsync();

Console.WriteLine(
    $"Placing by {options.Clients} clients for {options.Lasting.TotalSeconds} s; 4 lines over {options.Suppliers} supplier(s)");
load.Forget();
var placing = await DriveAsync(stop => load.PlaceOneAfterAnotherAsync(options.Clients, stop), options.Lasting, isWorked: false);
Tell("placed, orders/s", Round(load.Placed / placing.Elapsed.TotalSeconds));
Tell("placing p50, ms", load.Placing.Percentile(50));
Tell("placing p99, ms", load.Placing.Percentile(99));
Tell("waiting to be confirmed at the end, orders", placing.WaitingAtEnd);
Tell("confirmed while placing, orders/s", Round((load.Placed - placing.WaitingAtEnd) / placing.Elapsed.TotalSeconds));
TellCpu("placing", placing);
var draining = Stopwatch.StartNew();
await DrainAsync();
Tell("until all were confirmed, s", Round(draining.Elapsed.TotalSeconds));

Console.WriteLine($"The whole road at {options.Rate} orders/s for {options.Lasting.TotalSeconds} s");
load.Forget();
var road = await DriveAsync(stop => load.PlaceAtRateAsync(options.Rate, stop), options.Lasting, isWorked: true);
Tell("road: placed, orders/s", Round(load.Placed / road.Elapsed.TotalSeconds));
Tell("road: fully credited, orders/s", Round(road.CreditedLines / 4.0 / road.Elapsed.TotalSeconds));
Tell("road: ledger entries, /s", Round(road.Entries / road.Elapsed.TotalSeconds));
Tell("road: placing p50, ms", load.Placing.Percentile(50));
Tell("road: placing p99, ms", load.Placing.Percentile(99));
Tell("road: accepting p99, ms", load.Accepting.Percentile(99));
Tell("road: placing to confirmed p50, ms", load.Confirming.Percentile(50));
Tell("road: placing to confirmed p99, ms", load.Confirming.Percentile(99));
Tell("road: acceptance to report p50, ms", load.Appearing.Percentile(50));
Tell("road: acceptance to report p99, ms", load.Appearing.Percentile(99));
Tell("road: parts not yet dispatched at the end", load.Awaited);
Tell("road: outbox depth, mean of first third", Round(road.Depths.Take(road.Depths.Count / 3).DefaultIfEmpty().Average()));
Tell("road: outbox depth, mean of last third", Round(road.Depths.TakeLast(road.Depths.Count / 3).DefaultIfEmpty().Average()));
Tell("road: outbox depth, most", road.Depths.DefaultIfEmpty().Max());
TellCpu("road", road);

Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(options.Json))!);
await File.WriteAllTextAsync(options.Json, JsonSerializer.Serialize(
    new
    {
        options.Clients,
        options.Rate,
        options.Suppliers,
        Seconds = options.Lasting.TotalSeconds,
        Cores = Environment.ProcessorCount,
        Figures = figures.ToDictionary(figure => figure.Name, figure => figure.Value),
        OutboxDepthEachSecond = road.Depths,
    },
    new JsonSerializerOptions
    {
        WriteIndented = true,
        NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals,
    }));
Console.WriteLine($"Written to {options.Json}");

async Task<Run> DriveAsync(Func<CancellationToken, Task> place, TimeSpan lasting, bool isWorked)
{
    using var stop = new CancellationTokenSource();
    var cpuBefore = machine.CpuSeconds();
    var linesBefore = await databases.CreditedLinesAsync(none);
    var entriesBefore = await databases.EntriesAsync(none);
    var watch = Stopwatch.StartNew();
    var placingOrders = place(stop.Token);
    var working = isWorked ? load.WorkAsync(stop.Token) : Task.CompletedTask;
    var depths = new List<long>();
    while (watch.Elapsed < lasting)
    {
        await Eventually.PauseAsync(TimeSpan.FromSeconds(1), none);
        depths.Add(await databases.OutboxDepthAsync(none));
    }

    var lines = await databases.CreditedLinesAsync(none) - linesBefore;
    var entries = await databases.EntriesAsync(none) - entriesBefore;
    var elapsed = watch.Elapsed;
    var waiting = await databases.WaitingOrdersAsync(none);
    var cpu = machine.CpuSeconds().ToDictionary(pair => pair.Key, pair => pair.Value - cpuBefore.GetValueOrDefault(pair.Key));
    await stop.CancelAsync();
    await Task.WhenAll(placingOrders, working);
    return new Run(elapsed, lines, entries, waiting, depths, cpu);
}

async Task DrainAsync() => await Eventually.TrueAsync(
    async () => await databases.WaitingOrdersAsync(none) == 0 && await databases.OutboxDepthAsync(none) == 0,
    "the services to come to rest",
    TimeSpan.FromMinutes(5),
    none);

void TellCpu(string phase, Run run)
{
    foreach (var (name, seconds) in run.Cpu.OrderByDescending(pair => pair.Value))
    {
        Tell($"{phase}: processor, {name}, % of a core", Round(100 * seconds / run.Elapsed.TotalSeconds));
    }
}

static double Round(double value) => Math.Round(value, 1);

sealed record Run(TimeSpan Elapsed, long CreditedLines, long Entries, long WaitingAtEnd, List<long> Depths, Dictionary<string, double> Cpu);
