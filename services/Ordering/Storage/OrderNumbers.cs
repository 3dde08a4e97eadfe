using System.Collections.Concurrent;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Marketplace.Ordering.Storage;

/// <summary>
/// Counts orders: by a sequence on PostgreSQL, which no order has to wait for and of which a process takes some at a time, and by a row on
/// SQLite, which has one writer anyway. What is counted for an order that is then refused, or by a process that ends, is left out; no count
/// is given twice.
/// </summary>
public sealed class OrderNumbers
{
    const string OnPostgreSql = "SELECT nextval('order_numbers') AS \"Value\" FROM generate_series(1, 20)";
    const string OnSqlite = "UPDATE order_numbers SET last = last + 1 RETURNING last AS \"Value\"";

    readonly ConcurrentQueue<long> _taken = new();

    /// <summary>Makes what counts; the last step of the migration that makes the tables.</summary>
    public static void Make(MigrationBuilder migration)
    {
        ArgumentNullException.ThrowIfNull(migration);
        if (migration.ActiveProvider == "Npgsql.EntityFrameworkCore.PostgreSQL")
        {
            migration.Sql("CREATE SEQUENCE order_numbers");
            return;
        }

        migration.Sql("CREATE TABLE order_numbers (last INTEGER NOT NULL)");
        migration.Sql("INSERT INTO order_numbers (last) VALUES (0)");
    }

    /// <summary>The count of the next order, in its transaction.</summary>
    public async Task<long> NextAsync(OrderingDb db, CancellationToken ct)
    {
        if (_taken.TryDequeue(out var taken))
        {
            return taken;
        }

        var counts = await db.Database.SqlQueryRaw<long>(Engines.Of(db) == Engine.PostgreSql ? OnPostgreSql : OnSqlite).ToListAsync(ct);
        foreach (var count in counts.Skip(1))
        {
            _taken.Enqueue(count);
        }

        return counts[0];
    }
}
