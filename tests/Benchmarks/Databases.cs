using System.Globalization;
using Npgsql;

namespace Marketplace.Benchmarks;

/// <summary>Looks into the databases of deploy/local: what is still to be told, what has been credited, and what it has cost.</summary>
sealed class Databases(string data) : IAsyncDisposable
{
    const string Superuser = "postgres";

    static readonly string[] Names = ["catalog", "ordering", "units", "logistics", "crediting"];

    readonly Dictionary<string, NpgsqlDataSource> _sources = Names.Append(Superuser).ToDictionary(name => name, name => Open(data, name));
    readonly Dictionary<string, long> _asked = Names.ToDictionary(name => name, _ => 0L);

    /// <summary>Makes the server count statements; it was started with the library.</summary>
    public async Task PrepareAsync(CancellationToken ct)
    {
        await using var command = _sources[Superuser].CreateCommand("CREATE EXTENSION IF NOT EXISTS pg_stat_statements");
        await command.ExecuteNonQueryAsync(ct);
    }

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

    /// <summary>
    /// Statements (without BEGIN and COMMIT) and commits of the services by database, and bytes of write-ahead log, as counted so far.
    /// </summary>
    public async Task<(Dictionary<string, long> Statements, Dictionary<string, long> Commits, long WalBytes)> CountersAsync(
        CancellationToken ct)
    {
        var statements = await ByDatabaseAsync(
            """
            SELECT datname, coalesce(sum(calls), 0)::bigint FROM pg_database
            LEFT JOIN pg_stat_statements ON dbid = pg_database.oid AND userid <> 'postgres'::regrole
              AND query !~ '^(BEGIN|COMMIT|ROLLBACK)' GROUP BY datname
            """,
            ct);
        var commits = await ByDatabaseAsync("SELECT datname, xact_commit FROM pg_stat_database WHERE datname IS NOT NULL", ct);
        foreach (var (name, asked) in _asked)
        {
            commits[name] -= asked;
        }

        await using var command = _sources[Superuser].CreateCommand("SELECT (pg_current_wal_lsn() - '0/0')::bigint");
        return (statements, commits, (long)(await command.ExecuteScalarAsync(ct))!);
    }

    /// <summary>Counts the single statements anew.</summary>
    public async Task ForgetStatementsAsync(CancellationToken ct)
    {
        await using var command = _sources[Superuser].CreateCommand("SELECT pg_stat_statements_reset()");
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>The statements of the services that took most of the server's time.</summary>
    public async Task<List<StatementCost>> CostliestAsync(int count, CancellationToken ct)
    {
        await using var command = _sources[Superuser].CreateCommand(
            """
            SELECT datname, query, calls, total_exec_time FROM pg_stat_statements JOIN pg_database ON dbid = pg_database.oid
            WHERE userid <> 'postgres'::regrole ORDER BY total_exec_time DESC LIMIT $1
            """);
        command.Parameters.AddWithValue(count);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var costs = new List<StatementCost>();
        while (await reader.ReadAsync(ct))
        {
            costs.Add(new StatementCost(reader.GetString(0), reader.GetString(1), reader.GetInt64(2), reader.GetDouble(3)));
        }

        return costs;
    }

    /// <summary>Lets go of connections to a server that is about to stop.</summary>
    public void Disconnect()
    {
        foreach (var source in _sources.Values)
        {
            source.Clear();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var source in _sources.Values)
        {
            await source.DisposeAsync();
        }
    }

    async Task<Dictionary<string, long>> ByDatabaseAsync(string query, CancellationToken ct)
    {
        await using var command = _sources[Superuser].CreateCommand(query);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var counts = new Dictionary<string, long>();
        while (await reader.ReadAsync(ct))
        {
            if (Names.Contains(reader.GetString(0)))
            {
                counts[reader.GetString(0)] = reader.GetInt64(1);
            }
        }

        return counts;
    }

    async Task<long> CountAsync(string database, string query, CancellationToken ct)
    {
        // A commit of ours, and none of the services'.
        _asked[database]++;
        await using var command = _sources[database].CreateCommand(query);
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }

    static NpgsqlDataSource Open(string data, string database) =>
        NpgsqlDataSource.Create($"{ConnectionString(data, database)};Maximum Pool Size=2");

    /// <summary>How the superuser reaches a database of deploy/local.</summary>
    public static string ConnectionString(string data, string database)
    {
        var password = File.ReadLines(Path.Combine(data, "secrets"))
            .Single(line => line.StartsWith("POSTGRES_PASSWORD=", StringComparison.Ordinal)).Split('=', 2)[1];
        var port = Ports.Of(data).Postgres.ToString(CultureInfo.InvariantCulture);
        return $"Host=127.0.0.1;Port={port};Username={Superuser};Password={password};Database={database}";
    }
}

/// <summary>What one statement has cost the server.</summary>
/// <param name="Database">Where it ran.</param>
/// <param name="Text">Its text, with $1 for constants.</param>
/// <param name="Calls">How often.</param>
/// <param name="Milliseconds">How long in all.</param>
sealed record StatementCost(string Database, string Text, long Calls, double Milliseconds);
