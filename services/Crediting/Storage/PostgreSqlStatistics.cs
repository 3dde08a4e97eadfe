using Microsoft.EntityFrameworkCore.Migrations;

namespace Marketplace.Crediting.Storage;

/// <summary>
/// What PostgreSQL can't guess. What belongs to one order or sale lies side by side, so that a sample of pages finds the same few values
/// again and again and takes them for few: of millions of orders it expects some ten thousand, and then rather reads the whole ledger than
/// its indexes.
/// </summary>
static class PostgreSqlStatistics
{
    /// <summary>Distinct values, as a share of the rows.</summary>
    static readonly (string Table, string Column, string Share)[] Distinct =
    [
        ("sale_lines", "line_id", "-0.9"),
        ("sale_lines", "purchase_id", "-0.3"),
        ("sale_lines", "evidence_id", "-0.3"),
        ("credit_entries", "line_id", "-0.3"),
    ];

    /// <summary>Tells it; a step of the migration that makes the tables.</summary>
    public static void Tell(MigrationBuilder migration)
    {
        if (migration.ActiveProvider == "Npgsql.EntityFrameworkCore.PostgreSQL")
        {
            foreach (var (table, column, share) in Distinct)
            {
                migration.Sql($"ALTER TABLE {table} ALTER COLUMN {column} SET (n_distinct = {share})");
            }
        }
    }
}
