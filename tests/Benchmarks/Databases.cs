using System.Globalization;
using Npgsql;

namespace Marketplace.Benchmarks;

/// <summary>Looks into the databases of deploy/local: what is still to be told, and what has been credited.</summary>
sealed class Databases(string data) : IAsyncDisposable
{
    static readonly string[] Names = ["catalog", "ordering", "units", "logistics", "crediting"];

    readonly Dictionary<string, NpgsqlDataSource> _sources = Names.ToDictionary(name => name, name => Open(data, name));

    /// <summary>Rows in the outboxes together.</summary>
    public async Task<long> OutboxDepthAsync(CancellationToken ct)
    {
        var depth = 0L;
        foreach (var name in Names)
        {
            depth += await CountAsync(name, "SELECT count(*) FROM outbox", ct);
        }

        return depth;
    }

    public Task<long> CreditedLinesAsync(CancellationToken ct) => CountAsync("crediting", "SELECT count(*) FROM sale_lines", ct);

    public Task<long> EntriesAsync(CancellationToken ct) => CountAsync("crediting", "SELECT count(*) FROM credit_entries", ct);

    public Task<long> WaitingOrdersAsync(CancellationToken ct) =>
        CountAsync("ordering", "SELECT count(*) FROM orders WHERE state = 'Submitted'", ct);

    public async ValueTask DisposeAsync()
    {
        foreach (var source in _sources.Values)
        {
            await source.DisposeAsync();
        }
    }

    async Task<long> CountAsync(string database, string query, CancellationToken ct)
    {
        await using var command = _sources[database].CreateCommand(query);
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }

    static NpgsqlDataSource Open(string data, string database)
    {
        var password = File.ReadLines(Path.Combine(data, "secrets"))
            .Single(line => line.StartsWith("POSTGRES_PASSWORD=", StringComparison.Ordinal)).Split('=', 2)[1];
        var port = int.Parse(File.ReadAllText(Path.Combine(data, "run", "port")), CultureInfo.InvariantCulture) + 7;
        return NpgsqlDataSource.Create(
            $"Host=127.0.0.1;Port={port};Username=postgres;Password={password};Database={database};Maximum Pool Size=2");
    }
}
