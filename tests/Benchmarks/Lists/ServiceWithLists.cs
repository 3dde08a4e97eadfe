using System.Diagnostics;
using Marketplace.Benchmarks.Ledger;
using Marketplace.Contracts;
using Marketplace.Platform.Hosting;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Microsoft.AspNetCore.Builder;
using Npgsql;

namespace Marketplace.Benchmarks.Lists;

/// <summary>A service as it really is on a PostgreSQL database, with HTTP in memory.</summary>
sealed class ServiceWithLists<TDb> : IAsyncDisposable
    where TDb : MarketplaceDb
{
    readonly ServiceUnderTest<TDb> _service;
    readonly string _database;

    ServiceWithLists(ServiceUnderTest<TDb> service, string database) => (_service, _database) = (service, database);

    public static async Task<ServiceWithLists<TDb>> StartAsync(
        string server, string name, string prefix, Action<ServiceHost> add, Action<WebApplication> map, CancellationToken ct)
    {
        var database = new NpgsqlConnectionStringBuilder(server) { Database = $"lists_{prefix}" }.ConnectionString;
        await LedgerUnderLoad.CreateAsync(database, ct);

        // At the end of the trade, so that nothing is overdue.
        return new ServiceWithLists<TDb>(
            await ServiceUnderTest<TDb>.StartOnAsync(database, name, prefix, add, map, new FixedClock(Trade.Last), ct), database);
    }

    /// <summary>A caller by whose eyes a list is measured.</summary>
    public HttpClient Caller(string role, Guid? org = null, string? region = null, string? tier = null) =>
        _service.Client(role, org, region, tier);

    /// <summary>The officials, auditors and operators that every list is measured for.</summary>
    public IReadOnlyList<(string Who, HttpClient Caller)> Officials() =>
    [
        ("nation", Caller(Roles.Official, tier: "Nation")),
        ("auditor", Caller(Roles.Auditor)),
        ("a province with much", Caller(Roles.Official, region: Nation.EastCounty(Trade.Busy).ProvinceId, tier: "Province")),
        ("a city in the middle", Caller(Roles.Official, region: Nation.WestCity(50).RegionId, tier: "City")),
        ("a county with little", Caller(Roles.Official, region: Nation.WestCounty(Trade.Quiet).RegionId, tier: "County")),
        ("a county with nothing lately", Caller(Roles.Official, region: Nation.WestCounty(Trade.Former).RegionId, tier: "County")),
        ("a county with nothing", Caller(Roles.Official, region: Trade.Nowhere, tier: "County")),
    ];

    /// <summary>Has rows written by the service's own code, and many like them by the database.</summary>
    public async Task FillAsync(int rows, Func<TDb, Task> one, string[] tables, Func<NpgsqlConnection, Task> multiply, CancellationToken ct)
    {
        var watch = Stopwatch.StartNew();
        await using (var scope = _service.OpenDb(out var db))
        {
            await one(db);
            await db.SaveChangesAsync(ct);
        }

        await using var connection = new NpgsqlConnection(_database);
        await connection.OpenAsync(ct);
        await Trade.DrawAsync(connection, rows, ct);
        var indexes = await Sql.WithoutIndexesAsync(connection, tables, ct);
        await multiply(connection);
        await Sql.RunAsync(connection, indexes, ct);
        await Trade.ForgetAsync(connection, ct);
        LedgerUnderLoad.Tell($"{typeof(TDb).Name}: filled with {rows:#,0} rows", watch.Elapsed.TotalSeconds, "s");
    }

    /// <summary>Has rows written by the database alone.</summary>
    public async Task FillAsync(Func<NpgsqlConnection, Task> write)
    {
        await using var connection = new NpgsqlConnection(_database);
        await connection.OpenAsync();
        await write(connection);
    }

    /// <summary>Has rows written by the service's own code.</summary>
    public async Task WriteAsync(Action<TDb> write, CancellationToken ct)
    {
        await using var scope = _service.OpenDb(out var db);
        write(db);
        await db.SaveChangesAsync(ct);
    }

    public ValueTask DisposeAsync() => _service.DisposeAsync();
}
