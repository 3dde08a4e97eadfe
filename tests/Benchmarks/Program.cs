using System.Globalization;
using Marketplace.Benchmarks;
using Marketplace.Benchmarks.Ledger;
using Marketplace.Benchmarks.Lists;
using Marketplace.Benchmarks.Portal;
using Marketplace.Benchmarks.Routing;
using Marketplace.Testing.Road;

if (args is ["ledger", .. var rest])
{
    await LedgerBenchmarks.RunAsync(rest);
    return 0;
}

if (args is [ImportFile.Command, var path, var rows])
{
    await ImportFile.MakeAsync(path, int.Parse(rows, CultureInfo.InvariantCulture), CancellationToken.None);
    return 0;
}

if (args is ["lists", .. var asked])
{
    await ListBenchmarks.RunAsync(asked);
    return 0;
}

if (args is ["portal", .. var visited])
{
    return await PortalBenchmarks.RunAsync(visited);
}

if (args is ["network", .. var planned])
{
    return NetworkBenchmarks.Run(planned);
}

if (args is ["routing", .. var searched])
{
    return RoutingBenchmarks.Run(searched);
}

var options = Options.Read(args);
var figures = Figures.Beside(options.Compare);
var none = CancellationToken.None;
using var http = new RoadHttp(path => new Uri(options.Against, path));
await using var databases = new Databases(options.Data);
await databases.PrepareAsync(none);

Console.WriteLine("Opening the market");
var lanes = Lane.All.Take(4).ToList();
// As many products as the largest order has lines: no order has a product twice.
var suppliers = lanes.Count * options.SuppliersPerLane;
var products = Math.Max(10, (options.Lines.Max() + suppliers - 1) / suppliers);
var market = await Market.OpenAsync(
    http, lanes, options.SuppliersPerLane, products, options.BuyersPerLane, stock: 100_000_000, budgetFen: 1_000_000_000_000, none);
var meter = new CostMeter(new Machine(options.Data), databases, new Broker(options.Data));
var load = new Load(http, market, options.Suppliers);
IClerks clerks = options.Trip == 1 ? new Clerks(http, market, load) : new LorryClerks(http, market, load, options.Trip);
var drive = new Drive(load, clerks, databases, meter, options.Statements);

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
return 0;
