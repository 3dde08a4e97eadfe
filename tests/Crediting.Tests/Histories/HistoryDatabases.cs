using System.Globalization;
using System.Text;
using Marketplace.Crediting.Storage;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Marketplace.Testing.Servers;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace Marketplace.Crediting.Tests.Histories;

/// <summary>Gives each history an empty database: in memory, copied from one that was migrated once, or on the shared server.</summary>
sealed class HistoryDatabases : IAsyncDisposable
{
    readonly SqliteConnection? _sqlite;
    readonly Lock _copying = new();

    HistoryDatabases(SqliteConnection? sqlite) => _sqlite = sqlite;

    public static async Task<HistoryDatabases> OnAsync(Engine engine, CancellationToken ct)
    {
        if (engine != Engine.Sqlite)
        {
            return new HistoryDatabases(null);
        }

        var template = new SqliteConnection("Data Source=:memory:");
        await template.OpenAsync(ct);
        await MigrateAsync(Options(options => options.UseSqlite(template)), ct);
        return new HistoryDatabases(template);
    }

    /// <summary>An empty database, gone when it is disposed of.</summary>
    public async Task<EmptyDatabase> CreateAsync(CancellationToken ct)
    {
        if (_sqlite is not null)
        {
            var copy = new SqliteConnection("Data Source=:memory:");
            await copy.OpenAsync(ct);
            lock (_copying)
            {
                _sqlite.BackupDatabase(copy);
            }

            return new EmptyDatabase(Options(options => options.UseSqlite(copy)), copy.DisposeAsync);
        }

        var copied = await MigratedDatabases<CreditingDb>.CreateOnPostgreSqlAsync("history", ct);
        var given = new NpgsqlConnectionStringBuilder(copied) { MaxPoolSize = 3 }.ConnectionString;
        return new EmptyDatabase(
            Options(options => options.UseNpgsql(given)),
            async () => await (await PostgresServer.SharedAsync()).DropDatabaseAsync(given, CancellationToken.None));
    }

    public async ValueTask DisposeAsync()
    {
        if (_sqlite is not null)
        {
            await _sqlite.DisposeAsync();
        }
    }

    /// <summary>Every row of every table but those of the kernel, as text, to compare two databases.</summary>
    public static async Task<string> DumpAsync(CreditingDb db, CancellationToken ct)
    {
        string[] kernel = ["outbox", "inbox", "parked_messages", "idempotency_keys"];
        var text = new StringBuilder();
        await db.Database.OpenConnectionAsync(ct);
        foreach (var table in db.Model.GetEntityTypes()
            .Select(type => type.GetTableName()!).Distinct().Except(kernel).Order(StringComparer.Ordinal))
        {
            await using var read = db.Database.GetDbConnection().CreateCommand();
#pragma warning disable CA2100 // The names are those of the model.
            read.CommandText = $"SELECT * FROM {table}";
#pragma warning restore CA2100
            await using var rows = await read.ExecuteReaderAsync(ct);
            var lines = new List<string>();
            while (await rows.ReadAsync(ct))
            {
                var fields = Enumerable.Range(0, rows.FieldCount).Select(i => $"{rows.GetName(i)}={Text(rows.GetValue(i))}");
                lines.Add($"{table}: {string.Join(" | ", fields)}");
            }

            lines.Order(StringComparer.Ordinal).ToList().ForEach(line => text.Append(line).Append('\n'));
        }

        return text.ToString();
    }

    static string Text(object value) =>
        value is byte[] bytes ? Convert.ToHexString(bytes) : Convert.ToString(value, CultureInfo.InvariantCulture)!;

    static DbContextOptions<CreditingDb> Options(Action<DbContextOptionsBuilder<CreditingDb>> use)
    {
        var options = new DbContextOptionsBuilder<CreditingDb>();
        use(options);
        return options.ConfigureWarnings(warnings => warnings
            .Ignore(RelationalEventId.PendingModelChangesWarning)
            .Ignore(CoreEventId.PossibleIncorrectRequiredNavigationWithQueryFilterInteractionWarning)).Options;
    }

    static async Task MigrateAsync(DbContextOptions<CreditingDb> options, CancellationToken ct)
    {
        await using var db = new CreditingDb(options, Caller.System);
        await db.Database.MigrateAsync(ct);
    }

    /// <summary>A database for a while.</summary>
    public sealed class EmptyDatabase(DbContextOptions<CreditingDb> options, Func<ValueTask> drop) : IAsyncDisposable
    {
        public LedgerHarness Ledger { get; } = new(options);

        public ValueTask DisposeAsync() => drop();
    }
}
