using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using Marketplace.Benchmarks.Ledger;
using Marketplace.Contracts;
using Marketplace.Logistics;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Storage;

namespace Marketplace.Benchmarks.Lists;

/// <summary>
/// Quotes of freight at national size, however many rows are asked for: 2,700 hubs and 300 depots, 20,000 lanes, and 300 carriers with
/// 5,000 vehicles and 100,000 tariffs.
/// </summary>
sealed class FreightLists(ServiceWithLists<LogisticsDb> service) : IListsOfService
{
    const int WarmUps = 40;
    const int Times = 101;

    /// <summary>Provinces of ten prefectures of nine counties; the first fifteen are in the west.</summary>
    const string Regions = """
        INSERT INTO regions (id, version, name, path, longitude_micro_degrees, latitude_micro_degrees)
        SELECT 'P' || p, 1, '某省', '/P' || p || '/', (76 + p % 15 * 3) * 1000000, (22 + p / 15 * 12) * 1000000
        FROM generate_series(0, 29) p;
        INSERT INTO regions (id, version, name, path, longitude_micro_degrees, latitude_micro_degrees)
        SELECT 'C' || c, 1, '某市', above.path || 'C' || c || '/', above.longitude_micro_degrees + c % 10 * 250000,
            above.latitude_micro_degrees + c % 10 * 900000
        FROM generate_series(0, 299) c JOIN regions above ON above.id = 'P' || c / 10;
        INSERT INTO regions (id, version, name, path, longitude_micro_degrees, latitude_micro_degrees)
        SELECT 'K' || k, 1, '某县', above.path || 'K' || k || '/', above.longitude_micro_degrees + k % 9 * 90000,
            above.latitude_micro_degrees + k % 9 * 70000
        FROM generate_series(0, 2699) k JOIN regions above ON above.id = 'C' || k / 9;
        """;

    static readonly string Network = $"""
        INSERT INTO network_nodes (id, kind, name, region_id, longitude_micro_degrees, latitude_micro_degrees, terrain, open_from,
            open_until, has_cold_store, has_freezer, valid_from, version)
        SELECT {Trade.Id(8, "k")}, 'Hub', '物流中心', 'K' || k, CASE WHEN k % 10 > 0 THEN longitude_micro_degrees + 10000 END,
            CASE WHEN k % 10 > 0 THEN latitude_micro_degrees + 10000 END, 'Mountains', '06:00', '18:00', k % 3 > 0, k % 3 = 1,
            '2024-01-01', 1
        FROM generate_series(0, 2699) k JOIN regions ON id = 'K' || k;
        INSERT INTO network_nodes (id, kind, name, region_id, longitude_micro_degrees, latitude_micro_degrees, terrain, open_from,
            open_until, has_cold_store, has_freezer, valid_from, version)
        SELECT {Trade.Id(9, "c")}, 'Depot', '城市仓', 'C' || c, longitude_micro_degrees, latitude_micro_degrees, 'Plain', '03:00', '20:00',
            true, true, '2024-01-01', 1
        FROM generate_series(0, 299) c JOIN regions ON id = 'C' || c;
        INSERT INTO lanes (id, begins_at, ends_at, from_node_id, from_region_id, to_node_id, to_region_id, metres, minutes, source,
            valid_from, stated_at, stated_by, version)
        SELECT {Trade.Id(10, "k * 10 + n")}, {Trade.Id(8, "k")}::text, {Trade.Id(9, "d")}::text, {Trade.Id(8, "k")}, 'K' || k,
            {Trade.Id(9, "d")}, 'C' || d, 1500000 + (k * 7 + n) % 1000 * 100, 1500 + (k + n) % 600, '里程表', '2024-01-01', 0, 'office', 1
        FROM generate_series(0, 2699) k, generate_series(0, 5) n, LATERAL (SELECT (k * 31 + n * 50) % 300 AS d) depot;
        INSERT INTO lanes (id, begins_at, ends_at, from_region_id, to_region_id, metres, minutes, source, valid_from, stated_at, stated_by,
            version)
        SELECT {Trade.Id(11, "k")}, 'K' || k, 'C' || d, 'K' || k, 'C' || d, 1600000 + k * 100, 1600 + k % 300, '里程表', '2024-01-01', 0,
            'office', 1
        FROM generate_series(0, 2699) k, LATERAL (SELECT (k * 17 + 150) % 300 AS d) city WHERE d <> k / 9;
        INSERT INTO lanes (id, begins_at, ends_at, from_region_id, to_region_id, metres, minutes, source, valid_from, stated_at, stated_by,
            version)
        SELECT {Trade.Id(12, "a * 100 + b")}, 'P' || a, 'P' || b, 'P' || a, 'P' || b, 1000000 + abs(a - b) * 90000, 900 + abs(a - b) * 80,
            '里程表', '2024-01-01', 0, 'office', 1
        FROM generate_series(0, 29) a, generate_series(0, 29) b WHERE a <> b;
        """;

    static readonly string Carriage = $"""
        INSERT INTO carrier_vehicles (id, carrier_id, name, use, node_id, count, payload_kg, volume_litres, is_refrigerated, is_freezer,
            hours_max, fixed_fen, fen_per_km, valid_from)
        SELECT {Trade.Id(13, "v")}, {Trade.Id(7, "v % 300")}, '4.2 米冷藏车', CASE WHEN v < 2700 THEN 'Collection' ELSE 'Delivery' END,
            CASE WHEN v < 2700 THEN {Trade.Id(8, "v")} ELSE {Trade.Id(9, "v % 300")} END, 3, 3000, 14000, v % 2 = 0, v % 4 = 0, 12,
            8000 + v % 700, 300 + v % 90, '2024-01-01'
        FROM generate_series(0, 3299) v;
        INSERT INTO carrier_vehicles (id, carrier_id, name, use, region_id, count, payload_kg, volume_litres, is_refrigerated, is_freezer,
            hours_max, fixed_fen, fen_per_km, valid_from)
        SELECT {Trade.Id(14, "v")}, {Trade.Id(7, "v % 300")}, '9.6 米冷藏车', 'Trunk',
            CASE WHEN v % 4 = 0 THEN 'P' || v % 30 ELSE 'C' || v % 300 END, 2, 16000, 58000, v % 2 = 0, v % 6 = 0, 96, 20000 + v % 900,
            500 + v % 200, '2024-01-01'
        FROM generate_series(0, 1699) v;
        INSERT INTO carrier_tariffs (id, carrier_id, from_region_id, to_region_id, class, fen_per_tonne, minimum_fen, valid_from, stated_at)
        SELECT {Trade.Id(15, "t")}, {Trade.Id(7, "c")},
            CASE WHEN m % 10 = 0 THEN 'P' || c % 30 WHEN m % 10 < 4 THEN 'C' || (c * 7 + m) % 300 ELSE 'K' || (c * 13 + m * 7) % 2700 END,
            CASE WHEN m % 10 = 0 THEN 'P' || m / 10 % 30 WHEN m % 3 = 0 THEN 'C' || (c * 11 + m * 17) % 300 ELSE 'P' || (c + m) % 30 END,
            (ARRAY['Ambient', 'Chilled', 'Frozen'])[1 + (m + m / 300) % 3], 40000 + t % 60000, 5000, '2024-01-01', 0
        FROM generate_series(0, 99999) t, LATERAL (SELECT t % 300 AS c, t / 300 AS m) number;
        """;

    public static async Task<FreightLists> StartAsync(string server, CancellationToken ct) => new(
        await ServiceWithLists<LogisticsDb>.StartAsync(
            server, "Logistics", "freight", host => host.AddLogistics(), app => app.MapLogistics(), ct));

    public Task FillAsync(int rows, CancellationToken ct) => service.FillAsync(
        async connection =>
        {
            await Sql.RunAsync(connection, Regions, ct);
            await service.WriteAsync(
                db =>
                {
                    var region = db.Regions.Single(known => known.Id == "P0");
                    db.AddRange(Enumerable.Range(0, 300).Select(number => Carrier.Register(
                        Trade.Carrier(number), "某物流", string.Create(CultureInfo.InvariantCulture, $"91{number:D16}"), region, [],
                        Trade.First)));
                },
                ct);
            await Sql.RunAsync(connection, Network, ct);
            await Sql.RunAsync(connection, Carriage, ct);
            await Sql.RunAsync(connection, "ANALYZE", ct);
        });

    public async Task MeasureAsync(CancellationToken ct)
    {
        var purchaser = service.Caller(Roles.Purchaser, org: Guid.CreateVersion7());
        await TellAsync("freight: one consignment", purchaser, 1, ct);
        await TellAsync("freight: 50 consignments from 50 counties to one", purchaser, 50, ct);
    }

    /// <summary>Tells the median and the 95th percentile, and what tells whether two versions answer the same.</summary>
    static async Task TellAsync(string what, HttpClient caller, int consignments, CancellationToken ct)
    {
        var request = new
        {
            consignments = Enumerable.Range(1, consignments).Select(number => new
            {
                number,
                from = new { regionId = $"K{number * 53 % 1350}" },
                to = new { regionId = "K2000" },
                deliverOn = BusinessDay.Of(Trade.Last).AddDays(3),
                items = new[] { new { @class = number % 3 == 0 ? "Chilled" : "Ambient", weightKg = $"{number * 90}" } },
            }),
        };
        var latencies = new Latencies();
        var answer = Array.Empty<byte>();
        for (var i = 0; i < WarmUps + Times; i++)
        {
            var watch = Stopwatch.StartNew();
            using var response = await caller.PostAsJsonAsync("/logistics/freight-quotes", request, ct);
            answer = await response.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync(ct);
            if (i >= WarmUps)
            {
                latencies.Add(watch.Elapsed);
            }
        }

        var text = Encoding.UTF8.GetString(answer);
        var hash = Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(answer))[..12];
        LedgerUnderLoad.Tell(
            $"{what} ({text.Split("\"Tariff\"").Length - 1} tariffs, {text.Split("\"Estimate").Length - 1} estimates, answer {hash})",
            latencies.Percentile(50), "ms", "< 100 ms");
        LedgerUnderLoad.Tell($"{what}, 95th percentile", latencies.Percentile(95), "ms");
    }

    public ValueTask DisposeAsync() => service.DisposeAsync();
}
