using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Marketplace.Ordering.Storage;

/// <summary>
/// Counts orders: by a sequence on PostgreSQL, which no order has to wait for, and by a row on SQLite, which has one writer anyway. What is
/// counted for an order that is then refused is left out; no count is given twice.
/// </summary>
static class OrderNumbers
{
    const string OnPostgreSql = "SELECT nextval('order_numbers') AS \"Value\"";
    const string OnSqlite = "UPDATE order_numbers SET last = last + 1 RETURNING last AS \"Value\"";

    /// <summary>Makes what counts; the last step of the migration that makes the tables.</summary>
    public static void Make(MigrationBuilder migration)
    {
        if (migration.ActiveProvider == "Npgsql.EntityFrameworkCore.PostgreSQL")
        {
            migration.Sql("CREATE SEQUENCE order_numbers");
            return;
        }

        migration.Sql("CREATE TABLE order_numbers (last INTEGER NOT NULL)");
        migration.Sql("INSERT INTO order_numbers (last) VALUES (0)");
    }

    extension(OrderingDb db)
    {
        /// <summary>The count of the next order, in its transaction.</summary>
        public async Task<long> CountOrderAsync(CancellationToken ct)
        {
            var sql = Engines.Of(db) == Engine.PostgreSql ? OnPostgreSql : OnSqlite;
            return (await db.Database.SqlQueryRaw<long>(sql).ToListAsync(ct))[0];
        }
    }
}
