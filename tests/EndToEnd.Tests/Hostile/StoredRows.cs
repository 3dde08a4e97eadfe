using System.Data.Common;
using System.Globalization;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Marketplace.EndToEnd.Tests.Hostile;

/// <summary>How many rows each table of each service has.</summary>
static class StoredRows
{
    // That somebody has read is put on record behind the answer, a certificate is kept for whoever asks for it first, and what the ledger
    // holds is sealed by the clock. That each item of a list was refused is an answer that its key keeps.
    static readonly string[] Others =
        ["idempotency_keys", "certificates", "access_records", "accessed_organisations", "ledger_blocks", "tree_heads"];

    /// <summary>Counts until two counts are the same: what was done before has found its way to everybody.</summary>
    public static async Task<IReadOnlyList<string>> CountAsync(RunningMarketplace market, CancellationToken ct)
    {
        IReadOnlyList<string> last = [];
        await Eventually.TrueAsync(
            async () =>
            {
                var before = last;
                await Eventually.PauseAsync(TimeSpan.FromSeconds(1), ct);
                last = await CountOnceAsync(market, ct);
                return last.SequenceEqual(before);
            },
            "the rows of all tables to stay as many as they are",
            TimeSpan.FromMinutes(1),
            ct);
        return last;
    }

    static async Task<IReadOnlyList<string>> CountOnceAsync(RunningMarketplace market, CancellationToken ct)
    {
        var counts = new List<string>();
        foreach (var (service, connectionString) in market.Databases)
        {
            var isSqlite = Engines.Of(connectionString) == Engine.Sqlite;
            await using DbConnection connection =
                isSqlite ? new SqliteConnection(connectionString) : new NpgsqlConnection(connectionString);
            await connection.OpenAsync(ct);
            var tables = await ReadAsync(
                connection,
                isSqlite ? "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
                    : "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename",
                ct);
            foreach (var table in tables.Where(table => !Others.Contains(table)))
            {
                counts.Add($"{service}.{table}: {(await ReadAsync(connection, $"SELECT COUNT(*) FROM \"{table}\"", ct))[0]}");
            }
        }

        return counts;
    }

    static async Task<List<string>> ReadAsync(DbConnection connection, string sql, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The names are those of the database itself.
        command.CommandText = sql;
#pragma warning restore CA2100
        await using var reader = await command.ExecuteReaderAsync(ct);
        var values = new List<string>();
        while (await reader.ReadAsync(ct))
        {
            values.Add(Convert.ToString(reader.GetValue(0), CultureInfo.InvariantCulture)!);
        }

        return values;
    }
}
