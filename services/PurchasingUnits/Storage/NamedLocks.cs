using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.PurchasingUnits.Storage;

/// <summary>Locks on what has no row that could be locked, such as the shape of a tree or a row that is still to come.</summary>
static class NamedLocks
{
    extension(UnitsDb db)
    {
        /// <summary>
        /// Waits until no other transaction has the name, and keeps it until this one ends. SQLite has one writer, which the open
        /// transaction already is.
        /// </summary>
        public Task LockNameAsync(string name, CancellationToken ct) => Engines.Of(db) == Engine.Sqlite || db.Ahead?.Holds(name) == true
            ? Task.CompletedTask
            : db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtextextended({name}, 0))", ct);

        /// <summary>
        /// The same for many names at once, always in one order, so that two who need the same do not wait for each other.
        /// </summary>
        public async Task LockNamesAsync(string[] names, RowsAhead ahead, CancellationToken ct)
        {
            string[] missing = [.. names.Distinct().Where(name => !ahead.Holds(name)).Order(StringComparer.Ordinal)];
            if (missing.Length > 0 && Engines.Of(db) == Engine.PostgreSql)
            {
                await db.Database.ExecuteSqlAsync(
                    $"""
                    SELECT pg_advisory_xact_lock(hashtextextended(name, 0))
                    FROM unnest({missing}) WITH ORDINALITY AS names (name, at) ORDER BY at
                    """,
                    ct);
            }
        }
    }
}
