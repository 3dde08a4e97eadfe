using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Marketplace.Platform.Storage;

/// <summary>Locks on rows that several transactions may want to change.</summary>
public static class RowLocks
{
    extension(MarketplaceDb db)
    {
        /// <summary>
        /// Locks those of the rows that the caller sees, as <see cref="LockAsync{TEntity}"/> does. Scope comes first: a stranger holds up
        /// nobody and learns nothing. On SQLite there is nothing to lock; whoever reads the rows afterwards sees no strange one either.
        /// </summary>
        public async Task LockSeenAsync<TEntity>(IReadOnlyCollection<Guid> ids, CancellationToken ct)
            where TEntity : class
        {
            if (Engines.Of(db) == Engine.Sqlite)
            {
                return;
            }

            var key = db.Model.FindEntityType(typeof(TEntity))!.FindPrimaryKey()!.Properties.Single().Name;
            await db.LockAsync<TEntity>(
                await db.Set<TEntity>().Where(row => ids.Contains(EF.Property<Guid>(row, key)))
                    .Select(row => EF.Property<Guid>(row, key)).ToListAsync(ct),
                ct);
        }

        /// <summary>
        /// Locks those of the rows that no other transaction has locked, until the transaction ends, and tells which they are: of several
        /// processes that look for the same work each takes its own. On SQLite these are all, since nobody else writes.
        /// </summary>
        public async Task<Guid[]> LockFreeAsync<TEntity>(IReadOnlyList<Guid> ids, CancellationToken ct)
            where TEntity : class
        {
            Guid[] wanted = [.. ids];
            if (Engines.Of(db) == Engine.Sqlite)
            {
                return wanted;
            }

            var (table, column) = KeyOf<TEntity>(db);
            var lockRows =
                $"SELECT {column} AS \"Value\" FROM {table} WHERE {column} = ANY ({{0}}) ORDER BY {column} FOR UPDATE SKIP LOCKED";
            return [.. await db.Database.SqlQueryRaw<Guid>(lockRows, [wanted]).ToListAsync(ct)];
        }

        /// <summary>
        /// Locks the rows of an entity until the transaction ends, always in the order of their ids, so that two orders over the
        /// same batches wait for each other instead of deadlocking. SQLite has one writer, which the open transaction already is.
        /// </summary>
        /// <exception cref="InvalidOperationException">There is no transaction in which the locks could be held.</exception>
        public async Task LockAsync<TEntity>(IEnumerable<Guid> ids, CancellationToken ct)
            where TEntity : class
        {
            if (db.Database.CurrentTransaction is null)
            {
                throw new InvalidOperationException("Rows can only be locked inside a transaction.");
            }

            if (Engines.Of(db) == Engine.Sqlite)
            {
                return;
            }

            var (table, column) = KeyOf<TEntity>(db);
            Guid[] wanted = [.. ids.Distinct()];
            var lockRows = $"SELECT 1 FROM {table} WHERE {column} = ANY ({{0}}) ORDER BY {column} FOR UPDATE";
            await db.Database.ExecuteSqlRawAsync(lockRows, [wanted], ct);
        }

        /// <summary>
        /// Locks the rows of an entity, as <see cref="LockAsync{TEntity}"/> does, and gives those that the caller sees as they are then, by
        /// id: one statement in place of two. What belongs to them is read afterwards, since it could be older than the lock otherwise.
        /// </summary>
        /// <exception cref="InvalidOperationException">There is no transaction in which the locks could be held.</exception>
        public async Task<Dictionary<Guid, TEntity>> LockAndReadAsync<TEntity>(IEnumerable<Guid> ids, CancellationToken ct)
            where TEntity : class
        {
            if (db.Database.CurrentTransaction is null)
            {
                throw new InvalidOperationException("Rows can only be locked inside a transaction.");
            }

            Guid[] wanted = [.. ids.Distinct()];
            var key = db.Model.FindEntityType(typeof(TEntity))!.FindPrimaryKey()!.Properties.Single();
            var (table, column) = KeyOf<TEntity>(db);
            var lockRows = $"SELECT * FROM {table} WHERE {column} = ANY ({{0}}) ORDER BY {column} FOR UPDATE";
            var rows = Engines.Of(db) == Engine.Sqlite
                ? db.Set<TEntity>().Where(row => wanted.Contains(EF.Property<Guid>(row, key.Name)))
                : db.Set<TEntity>().FromSqlRaw(lockRows, [wanted]);
            // Put into an order, since EF Core reads columns by their place, and leaves its own list of them out where only a filter that
            // holds for every row surrounds the statement.
            return await rows.OrderBy(row => EF.Property<Guid>(row, key.Name))
                .ToDictionaryAsync(row => (Guid)key.GetGetter().GetClrValue(row)!, ct);
        }
    }

    /// <summary>The table of an entity, and the column of its key.</summary>
    static (string Table, string Column) KeyOf<TEntity>(MarketplaceDb db)
    {
        var entity = db.Model.FindEntityType(typeof(TEntity))!;
        var table = entity.GetTableName()!;
        return (table, entity.FindPrimaryKey()!.Properties.Single().GetColumnName(StoreObjectIdentifier.Table(table, entity.GetSchema()))!);
    }
}
