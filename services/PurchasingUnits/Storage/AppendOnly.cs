using Microsoft.EntityFrameworkCore.Migrations;

namespace Marketplace.PurchasingUnits.Storage;

/// <summary>
/// Who changed what stays as it was written, and so do the versions of targets: triggers on both engines refuse to change or delete them.
/// </summary>
static class AppendOnly
{
    /// <summary>The tables, and the SQL of their keys in a row that is written.</summary>
    static readonly (string Table, string Key)[] Tables =
    [
        ("registry_changes", "known.number = NEW.number"),
        ("target_versions", "known.target_id = NEW.target_id AND known.number = NEW.number"),
    ];

    /// <summary>Makes the triggers; the last step of the migration that makes the tables.</summary>
    public static void Guard(MigrationBuilder migration)
    {
        if (migration.ActiveProvider == "Npgsql.EntityFrameworkCore.PostgreSQL")
        {
            migration.Sql(
                """
                CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
                END $$;
                """);
            foreach (var (table, _) in Tables)
            {
                migration.Sql(
                    $"CREATE TRIGGER {table}_stay BEFORE UPDATE OR DELETE OR TRUNCATE "
                    + $"ON {table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()");
            }

            return;
        }

        foreach (var (table, key) in Tables)
        {
            var refuse = $"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END";
            migration.Sql($"CREATE TRIGGER {table}_stay_updated BEFORE UPDATE ON {table} {refuse}");
            migration.Sql($"CREATE TRIGGER {table}_stay_deleted BEFORE DELETE ON {table} {refuse}");

            // INSERT OR REPLACE deletes what stands in its way, without asking the triggers on DELETE.
            migration.Sql(
                $"CREATE TRIGGER {table}_stay_replaced BEFORE INSERT ON {table} "
                + $"WHEN EXISTS (SELECT 1 FROM {table} known WHERE {key}) {refuse}");
        }
    }
}
