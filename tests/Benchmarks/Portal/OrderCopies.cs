using System.Globalization;
using Marketplace.Benchmarks.Lists;
using Npgsql;

namespace Marketplace.Benchmarks.Portal;

/// <summary>
/// Makes many of the orders and shipments that the demo has completed, over the two years before: what lists, counts and first pages read.
/// The lines of orders, the goods of shipments and the ledger stay as they are.
/// </summary>
static class OrderCopies
{
    const long YearsMilliseconds = 730L * 24 * 3_600_000;

    /// <returns>How many orders there are then.</returns>
    public static async Task<long> MakeAsync(string data, int orders, CancellationToken ct)
    {
        await using var ordering = await OpenAsync(data, "ordering", ct);
        var ended = await CountAsync(ordering, "SELECT count(*) FROM orders WHERE state = 'Completed'", ct);
        var times = (int)Math.Max(0, (orders - await CountAsync(ordering, "SELECT count(*) FROM orders", ct)) / ended);
        var back = string.Create(CultureInfo.InvariantCulture, $"n::bigint * {YearsMilliseconds / Math.Max(1, times)}");
        static string Copy(string id) => $"md5(one.{id} || '/' || n)::uuid";
        await CopyAsync(
            ordering,
            times,
            [
                ("orders", "state = 'Completed'", new()
                {
                    ["order_id"] = Copy("order_id"),
                    ["quotation_id"] = "NULL",
                    ["number"] = "left(md5(one.order_id || '/' || n), 20)",
                    ["submitted_at"] = $"one.submitted_at - {back}",
                }),
                ("order_parts", "order_id IN (SELECT order_id FROM orders WHERE state = 'Completed')", new()
                {
                    ["part_id"] = Copy("part_id"),
                    ["order_id"] = Copy("order_id"),
                    ["submitted_at"] = $"one.submitted_at - {back}",
                    ["paid_fen"] = "one.paid_fen + one.owed_fen",
                    ["owed_fen"] = "0",
                }),
                ("order_regions", "order_id IN (SELECT order_id FROM orders WHERE state = 'Completed')", new()
                {
                    ["order_id"] = Copy("order_id"),
                    ["submitted_at"] = $"one.submitted_at - {back}",
                }),
                ("order_units", "order_id IN (SELECT order_id FROM orders WHERE state = 'Completed')", new()
                {
                    ["order_id"] = Copy("order_id"),
                    ["submitted_at"] = $"one.submitted_at - {back}",
                }),
            ],
            ct);
        await using var logistics = await OpenAsync(data, "logistics", ct);
        await CopyAsync(
            logistics,
            times,
            [
                ("shipments", "state = 'Accepted'", new()
                {
                    ["shipment_id"] = Copy("shipment_id"),
                    ["order_id"] = Copy("order_id"),
                    ["planned_at"] = $"one.planned_at - {back}",
                    ["confirmed_at"] = $"one.confirmed_at - {back}",
                    ["dispatched_at"] = $"one.dispatched_at - {back}",
                    ["delivered_at"] = $"one.delivered_at - {back}",
                    ["accepted_at"] = $"one.accepted_at - {back}",
                }),
                ("shipment_regions", "shipment_id IN (SELECT shipment_id FROM shipments WHERE state = 'Accepted')", new()
                {
                    ["shipment_id"] = Copy("shipment_id"),
                    ["planned_at"] = $"one.planned_at - {back}",
                }),
            ],
            ct);
        return await CountAsync(ordering, "SELECT count(*) FROM orders", ct);
    }

    static async Task CopyAsync(
        NpgsqlConnection connection, int times, IReadOnlyList<(string Table, string Where, Dictionary<string, string> Columns)> tables,
        CancellationToken ct)
    {
        // Which rows are copied is settled before the first copy is made.
        foreach (var (table, where, _) in tables)
        {
            await Sql.RunAsync(connection, $"CREATE TEMPORARY TABLE copied_{table} AS SELECT * FROM {table} WHERE {where}", ct);
        }

        var indexes = await Sql.WithoutIndexesAsync(connection, [.. tables.Select(row => row.Table)], ct);
        foreach (var (table, _, columns) in tables)
        {
            await Sql.InsertAsync(
                connection, table, $"copied_{table} AS one CROSS JOIN generate_series(1, {times}) AS n", columns, ct);
        }

        await Sql.RunAsync(connection, $"{indexes};\nVACUUM ANALYZE", ct);
    }

    static async Task<NpgsqlConnection> OpenAsync(string data, string database, CancellationToken ct)
    {
        var connection = new NpgsqlConnection(Databases.ConnectionString(data, database));
        await connection.OpenAsync(ct);
        return connection;
    }

    static async Task<long> CountAsync(NpgsqlConnection connection, string query, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(query, connection) { CommandTimeout = 0 };
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }
}
