using Marketplace.Benchmarks;
using Marketplace.Benchmarks.Ledger;
using Marketplace.Testing.Road;

if (args is ["ledger", .. var rest])
{
    await LedgerBenchmarks.RunAsync(rest);
    return;
}

var options = Options.Read(args);
var figures = Figures.Beside(options.Compare);
var none = CancellationToken.None;
using var http = new RoadHttp(path => new Uri(options.Against, path));
await using var databases = new Databases(options.Data);
await databases.PrepareAsync(none);

Console.WriteLine("Opening the market");
// A hundred products at least: no order has a product twice.
var market = await Market.OpenAsync(
    http, [.. Lane.All.Take(4)], suppliersPerLane: 3, productsPerSupplier: 10,
    buyersPerLane: 10, stock: 100_000_000, budgetFen: 1_000_000_000_000, none);
var meter = new CostMeter(new Machine(options.Data), databases, new Broker(options.Data));
var drive = new Drive(new Load(http, market, options.Suppliers), databases, meter, options.Statements);

if (options.Phases.Contains("cold"))
{
    await ColdPhase.RunAsync(drive, databases, figures, none);
}

await RoadPhase.WarmUpAsync(drive, options, figures, none);
if (options.Phases.Contains("placing"))
{
    await PlacingPhase.RunAsync(drive, options, figures, none);
}

if (options.Phases.Contains("road"))
{
    await RoadPhase.RunAsync(drive, options, figures, none);
}

await figures.WriteAsync(options.Json, options, none);
