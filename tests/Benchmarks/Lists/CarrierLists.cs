using Marketplace.Benchmarks.Ledger;
using Marketplace.Contracts;
using Marketplace.Logistics;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Web;
using Marketplace.Testing;

namespace Marketplace.Benchmarks.Lists;

/// <summary>The register of carriers, as suppliers choose from it.</summary>
sealed class CarrierLists(ServiceWithLists<LogisticsDb> service) : IListsOfService
{
    static readonly Guid First = Nation.Id(7, 0);

    public static async Task<CarrierLists> StartAsync(string server, CancellationToken ct) => new(
        await ServiceWithLists<LogisticsDb>.StartAsync(
            server, "Logistics", "carriers", host => host.AddLogistics(), app => app.MapLogistics(), ct));

    public Task FillAsync(int rows, CancellationToken ct) => service.FillAsync(
        rows,
        db =>
        {
            var regions = Enumerable.Range(0, Nation.Counties).Select(Nation.WestCounty).DistinctBy(path => path.RegionId)
                .Select(path => new Region { Id = path.RegionId, Version = 1, Name = "某县", PathValue = path.Value }).ToList();
            db.AddRange(regions);
            db.Add(Carrier.Register(First, "某物流", NewCarrier.CreditCode(First), regions[0], [Guid.CreateVersion7()], Trade.First));
            return Task.CompletedTask;
        },
        ["carriers", "carrier_regions"],
        async connection =>
        {
            await Sql.MultiplyAsync(
                connection,
                "carriers",
                "trade",
                new Dictionary<string, string>
                {
                    ["id"] = "trade.id",
                    ["credit_code"] = "'91' || lpad(i::text, 16, '0')",
                    ["region_id"] = "split_part(trim(both '/' from origin_path), '/', 3)",
                },
                ct);
            await Sql.RunAsync(
                connection,
                "INSERT INTO carrier_regions (region_id, carrier_id) "
                + "SELECT unnest(string_to_array(trim(both '/' from origin_path), '/')), id FROM trade",
                ct);
        },
        ct);

    public async Task MeasureAsync(CancellationToken ct)
    {
        const string Path = NewCarrier.Path;
        var supplier = service.Caller(Roles.Supplier, org: Trade.SupplierOf(Trade.Busy));
        var middle = Cursor.Encode(Guid.CreateVersion7(Trade.Middle).ToString());
        foreach (var (where, query) in new[]
        {
            ("all", "?size=50"),
            ("of a province", $"?region={Nation.WestCounty(Trade.Busy).ProvinceId}"),
            ("of a city", $"?region={Nation.WestCity(50).RegionId}"),
            ("of a county with much", $"?region={Nation.WestCounty(Trade.Busy).RegionId}"),
            ("of a county with little", $"?region={Nation.WestCounty(Trade.Quiet).RegionId}"),
            ("of nowhere", $"?region={Trade.Nowhere}"),
        })
        {
            await MeasureLists.TellAsync($"carriers: {where}, first page", supplier, Path + query, ct);
            await MeasureLists.TellAsync($"carriers: {where}, in the middle", supplier, $"{Path}{query}&after={middle}", ct);
        }

        await MeasureLists.TellAsync("carriers: by credit code", supplier, $"{Path}?creditCode={NewCarrier.CreditCode(First)}", ct);
    }

    public ValueTask DisposeAsync() => service.DisposeAsync();
}
