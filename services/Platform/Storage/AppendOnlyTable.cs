using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace Marketplace.Platform.Storage;

/// <summary>A table whose rows are only ever added: triggers on both engines refuse to change or delete them.</summary>
/// <param name="Name">The table.</param>
/// <param name="Key">The columns of its key.</param>
/// <param name="Frozen">The columns that never change, as SQL lists them; null when none does.</param>
public sealed record AppendOnlyTable(string Name, IReadOnlyList<string> Key, string? Frozen = null)
{
    const long MillisecondsADay = 86_400_000;

    /// <summary>Of rows that are forgotten one day; null for tables whose rows stay for ever.</summary>
    public AgingRows? Aging { get; init; }

    /// <summary>True for rows that may be deleted at any time, such as pictures that are withdrawn; they never change either.</summary>
    public bool IsDeletable { get; init; }

    /// <summary>Rows that may be deleted when they are old, by the clock of the database.</summary>
    /// <param name="Column">When a row came to be, in milliseconds.</param>
    /// <param name="Days">How old it has to be.</param>
    public sealed record AgingRows(string Column, int Days)
    {
        internal long Milliseconds => Days * MillisecondsADay;
    }

    /// <summary>The proposals and their sides: what was proposed, by whom and whom it binds stays; what became of it is added.</summary>
    public static IReadOnlyList<AppendOnlyTable> Proposals { get; } =
    [
        new("proposals", ["id"]) { Open = ["state", "ended_at", "ended_by", "reason", "location"] },
        new("proposal_sides", ["proposal_id", "name"]) { Open = ["confirmed_by", "confirmed_at", "document"] },
    ];

    /// <summary>
    /// The columns that may change, where it is shorter to name these: all others of the table, as its migration makes it, never do.
    /// </summary>
    public IReadOnlyList<string> Open { get; init; } = [];

    /// <summary>What SQLite says, behind the name of the table, when a row is added whose key is there.</summary>
    public const string IsThere = "has this row already and is append-only: correct it by a further entry";

    /// <summary>Makes the triggers of the tables; a step of the migration that makes them, once for a database.</summary>
    public static void Guard(MigrationBuilder migration, IReadOnlyList<AppendOnlyTable> tables)
    {
        var isPostgreSql = migration.ActiveProvider == "Npgsql.EntityFrameworkCore.PostgreSQL";
        if (isPostgreSql)
        {
            migration.Sql(
                """
                CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    RAISE EXCEPTION '% is append-only: correct it by a further entry', TG_TABLE_NAME;
                END $$;
                """);
        }

        var resolved = tables.Select(table => table.Open.Count == 0 ? table : table with { Frozen = table.FrozenOf(migration), Open = [] });
        foreach (var statement in resolved.SelectMany(table => isPostgreSql ? table.OnPostgreSql() : table.OnSqlite()).ToList())
        {
            migration.Sql(statement);
        }
    }

    /// <summary>What a trigger of a table does on SQLite.</summary>
    public static string Refuse(string table) =>
        $"BEGIN SELECT RAISE(ABORT, '{table} is append-only: correct it by a further entry'); END";

    string FrozenOf(MigrationBuilder migration)
    {
        var made = migration.Operations.OfType<CreateTableOperation>().Single(operation => operation.Name == Name);
        return string.Join(", ", made.Columns.Select(column => $"\"{column.Name}\"").Where(column => !Open.Contains(column.Trim('"'))));
    }

    IEnumerable<string> OnPostgreSql()
    {
        const string Refuse = "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()";
        var delete = Aging is null && !IsDeletable ? "DELETE OR " : "";
        yield return $"CREATE TRIGGER {Name}_stay BEFORE {(Frozen is null ? "UPDATE OR " : "")}{delete}TRUNCATE ON {Name} {Refuse}";
        if (Aging is { } aging)
        {
            yield return $"CREATE TRIGGER {Name}_stay_until_old BEFORE DELETE ON {Name} FOR EACH ROW "
                + $"WHEN (OLD.{aging.Column} > extract(epoch FROM now()) * 1000 - {aging.Milliseconds}) EXECUTE FUNCTION refuse_change()";
        }

        if (Frozen is not null)
        {
            yield return $"CREATE TRIGGER {Name}_stay_as_written BEFORE UPDATE OF {Frozen} ON {Name} {Refuse}";
        }
    }

    IEnumerable<string> OnSqlite()
    {
        var update = Frozen is null ? "UPDATE" : $"UPDATE OF {Frozen}";
        yield return $"CREATE TRIGGER {Name}_stay_updated BEFORE {update} ON {Name} {Refuse(Name)}";
        if (!IsDeletable)
        {
            var young = Aging is { } aging ? $"WHEN OLD.{aging.Column} > unixepoch('now') * 1000 - {aging.Milliseconds} " : "";
            yield return $"CREATE TRIGGER {Name}_stay_deleted BEFORE DELETE ON {Name} {young}{Refuse(Name)}";
        }

        // INSERT OR REPLACE deletes what stands in its way, without asking the triggers on DELETE.
        var isThere = string.Join(" AND ", Key.Select(column => $"known.{column} = NEW.{column}"));
        yield return $"CREATE TRIGGER {Name}_stay_replaced BEFORE INSERT ON {Name} "
            + $"WHEN EXISTS (SELECT 1 FROM {Name} known WHERE {isThere}) BEGIN SELECT RAISE(ABORT, '{Name} {IsThere}'); END";
    }
}
