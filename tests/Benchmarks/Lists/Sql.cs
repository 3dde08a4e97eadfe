using Npgsql;

namespace Marketplace.Benchmarks.Lists;

/// <summary>Writes many rows by few statements.</summary>
static class Sql
{
    /// <summary>Runs statements one after the other; a semicolon at the end of a line ends one.</summary>
    public static async Task RunAsync(NpgsqlConnection connection, string statements, CancellationToken ct)
    {
        foreach (var statement in statements.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            await using var command = new NpgsqlCommand(statement, connection) { CommandTimeout = 0 };
            await command.ExecuteNonQueryAsync(ct);
        }
    }

    /// <summary>Fills a table with rows like the one that the service itself has written there.</summary>
    /// <param name="table">It holds one row.</param>
    /// <param name="rows">From what: the part of the statement after FROM.</param>
    /// <param name="columns">What differs from the one row: column and SQL.</param>
    public static Task MultiplyAsync(
        NpgsqlConnection connection, string table, string rows, IReadOnlyDictionary<string, string> columns, CancellationToken ct) =>
        InsertAsync(connection, table, $"{rows} CROSS JOIN (SELECT * FROM {table} LIMIT 1) AS one", columns, ct);

    /// <summary>Writes rows that are like others of the table.</summary>
    /// <param name="table">Which.</param>
    /// <param name="rows">From what, with the others as "one": the part of the statement after FROM.</param>
    /// <param name="columns">What differs from them: column and SQL.</param>
    public static async Task InsertAsync(
        NpgsqlConnection connection, string table, string rows, IReadOnlyDictionary<string, string> columns, CancellationToken ct)
    {
        var all = await ReadAsync(
            connection,
            $"SELECT column_name FROM information_schema.columns WHERE table_name = '{table}' ORDER BY ordinal_position",
            ct);
        if (columns.Keys.Except(all).FirstOrDefault() is { } unknown)
        {
            throw new InvalidOperationException($"The table {table} has no column {unknown}.");
        }

        var values = all.Select(column => columns.TryGetValue(column, out var value) ? value : $"one.{column}");
        await RunAsync(
            connection, $"INSERT INTO {table} ({string.Join(", ", all)}) SELECT {string.Join(", ", values)} FROM {rows}", ct);
    }

    /// <summary>Drops what would be kept up row by row, and returns the statements that make it anew.</summary>
    /// <param name="tables">The primary keys of those that end in "_regions" or "_units" are dropped as well.</param>
    public static async Task<string> WithoutIndexesAsync(NpgsqlConnection connection, string[] tables, CancellationToken ct)
    {
        var names = string.Join(", ", tables.Select(table => $"'{table}'"));
        var constraints = $"""
            FROM pg_constraint WHERE conrelid::regclass::text IN ({names})
                AND (contype IN ('f', 'u') OR (contype = 'p' AND conrelid::regclass::text SIMILAR TO '%\_(regions|units)'))
            ORDER BY contype
            """;
        var indexes = $"""
            FROM pg_indexes WHERE tablename IN ({names}) AND schemaname = current_schema()
                AND indexname NOT IN (SELECT conname FROM pg_constraint WHERE contype IN ('p', 'u'))
            """;
        const string Named = "conrelid::regclass || ' {0} CONSTRAINT \"' || conname || '\"'";
        string[] make =
        [
            .. await ReadAsync(
                connection,
                $"SELECT 'ALTER TABLE ' || {Named.Replace("{0}", "ADD", StringComparison.Ordinal)} || ' ' || pg_get_constraintdef(oid) "
                + $"{constraints} DESC",
                ct),
            .. await ReadAsync(connection, $"SELECT indexdef {indexes}", ct),
        ];
        string[] drop =
        [
            .. await ReadAsync(
                connection, $"SELECT 'ALTER TABLE ' || {Named.Replace("{0}", "DROP", StringComparison.Ordinal)} {constraints}", ct),
            .. await ReadAsync(connection, $"SELECT 'DROP INDEX \"' || indexname || '\"' {indexes}", ct),
        ];
        await RunAsync(connection, string.Join(";\n", drop), ct);
        return string.Join(";\n", make);
    }

    static async Task<IReadOnlyList<string>> ReadAsync(NpgsqlConnection connection, string query, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(query, connection);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var values = new List<string>();
        while (await reader.ReadAsync(ct))
        {
            values.Add(reader.GetString(0));
        }

        return values;
    }
}
