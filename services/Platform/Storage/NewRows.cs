using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Npgsql;

namespace Marketplace.Platform.Storage;

/// <summary>
/// Writes the new rows of a save to PostgreSQL by one statement for each table, all of them in one round trip. EF writes a statement for
/// each row; with an order, its parts, its lines and its message that is most of what placing it costs the database.
/// </summary>
/// <remarks>
/// Left to EF: tables with a value that the database makes, rows with a key that is not known yet, complex properties, and tables of
/// which the same save changes or deletes rows, since there the order of the statements may matter.
/// </remarks>
static class NewRows
{
    static readonly ConditionalWeakTable<IModel, IReadOnlyDictionary<IEntityType, Table>> Known = [];

    /// <summary>Inserts what can be inserted together, and marks it as saved.</summary>
    /// <returns>How many rows.</returns>
    /// <exception cref="DbUpdateException">The database refused a row; as EF reports it.</exception>
    public static async Task<int> InsertAsync(DbContext db, CancellationToken ct)
    {
        var entries = db.ChangeTracker.Entries()
            .Where(entry => entry.State is not (EntityState.Unchanged or EntityState.Detached)).ToList();
        var tables = Known.GetValue(db.Model, TablesOf);
        var changed = entries.Where(entry => entry.State != EntityState.Added).Select(entry => entry.Metadata).ToHashSet();
        var groups = entries.Where(entry => entry.State == EntityState.Added)
            .GroupBy(entry => entry.Metadata)
            .Where(group => tables.ContainsKey(group.Key) && !changed.Contains(group.Key) && !group.Any(HasOpenKey))
            .Select(group => (Table: tables[group.Key], Rows: group.ToList()))
            .OrderBy(group => group.Table.Order).ToList();
        var rows = groups.Sum(group => group.Rows.Count);
        if (rows < 2 || !AllPrincipalsAreThere(entries, groups.Select(group => group.Table).ToHashSet(), tables))
        {
            return 0;
        }

        await using var batch = new NpgsqlBatch((NpgsqlConnection)db.Database.GetDbConnection());
        foreach (var (table, group) in groups)
        {
            batch.BatchCommands.Add(table.Insert(group));
        }

        try
        {
            await batch.ExecuteNonQueryAsync(ct);
        }
        catch (PostgresException refused)
        {
            throw new DbUpdateException(
                "An error occurred while saving the new rows.", refused, [.. groups.SelectMany(group => group.Rows)]);
        }

        foreach (var entry in groups.SelectMany(group => group.Rows))
        {
            entry.State = EntityState.Unchanged;
        }

        return rows;
    }

    static bool HasOpenKey(EntityEntry entry) => entry.Metadata.FindPrimaryKey()!.Properties.Any(key => entry.Property(key).IsTemporary);

    /// <summary>No new row of the tables refers to a new row that is left to EF and would come after it.</summary>
    static bool AllPrincipalsAreThere(
        List<EntityEntry> entries, HashSet<Table> written, IReadOnlyDictionary<IEntityType, Table> tables)
    {
        var left = entries.Where(entry => entry.State == EntityState.Added)
            .Select(entry => entry.Metadata)
            .Where(entity => !tables.TryGetValue(entity, out var table) || !written.Contains(table)).ToHashSet();
        return left.Count == 0 || !written.Any(table => table.Entity.GetForeignKeys().Any(key => left.Contains(key.PrincipalEntityType)));
    }

    static IReadOnlyDictionary<IEntityType, Table> TablesOf(IModel model)
    {
        var order = new Dictionary<IEntityType, int>();
        int OrderOf(IEntityType entity)
        {
            if (order.TryGetValue(entity, out var known))
            {
                return known;
            }

            order[entity] = 0;
            return order[entity] = 1 + entity.GetForeignKeys().Select(key => key.PrincipalEntityType)
                .Where(principal => principal != entity).Select(OrderOf).DefaultIfEmpty(0).Max();
        }

        return model.GetEntityTypes().Where(IsPlain).ToDictionary(entity => entity, entity => new Table(entity, OrderOf(entity)));
    }

    static bool IsPlain(IEntityType entity) => entity.GetTableName() is not null && entity.BaseType is null
        && !entity.GetDerivedTypes().Any() && !entity.GetComplexProperties().Any() && entity.FindPrimaryKey() is not null
        && entity.GetProperties().All(property => property.GetComputedColumnSql() is null && property.GetDefaultValueSql() is null);

    /// <summary>A table, and how its rows are written.</summary>
    sealed class Table
    {
        readonly Column[] _columns;
        readonly string _insert;

        public Table(IEntityType entity, int order)
        {
            (Entity, Order) = (entity, order);
            var table = StoreObjectIdentifier.Create(entity, StoreObjectType.Table)!.Value;
            _columns = [.. entity.GetProperties().Select(property => new Column(property, property.GetColumnName(table)!))];
            var names = string.Join(", ", _columns.Select(column => $"\"{column.Name}\""));
            var values = string.Join(", ", _columns.Select((_, at) => FormattableString.Invariant($"${at + 1}")));
            _insert = $"INSERT INTO \"{table.Name}\" ({names}) SELECT * FROM unnest({values})";
        }

        public IEntityType Entity { get; }

        /// <summary>Tables that others refer to have the lower number.</summary>
        public int Order { get; }

        public NpgsqlBatchCommand Insert(List<EntityEntry> rows)
        {
            var command = new NpgsqlBatchCommand(_insert);
            foreach (var column in _columns)
            {
                command.Parameters.Add(new NpgsqlParameter { Value = column.Of(rows) });
            }

            return command;
        }
    }

    sealed class Column(IProperty property, string name)
    {
        readonly ValueConverter? _converter = property.GetTypeMapping().Converter;
        readonly Type _stored = StoredType(property);

        public string Name => name;

        /// <summary>The values of the column as the database keeps them, an array whose type says what they are.</summary>
        public Array Of(List<EntityEntry> rows)
        {
            var values = Array.CreateInstance(_stored, rows.Count);
            for (var at = 0; at < rows.Count; at++)
            {
                values.SetValue(Stored(rows[at]), at);
            }

            return values;
        }

        object? Stored(EntityEntry row)
        {
            var value = property.IsShadowProperty()
                ? row.Property(property).CurrentValue
                : property.GetGetter().GetClrValueUsingContainingEntity(row.Entity);
            return _converter is null || value is null ? value : _converter.ConvertToProvider(value);
        }

        static Type StoredType(IProperty property)
        {
            var type = property.GetTypeMapping().Converter?.ProviderClrType ?? property.ClrType;
            var plain = Nullable.GetUnderlyingType(type) ?? type;
            return property.IsNullable && plain.IsValueType ? typeof(Nullable<>).MakeGenericType(plain) : plain;
        }
    }
}
