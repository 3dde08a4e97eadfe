using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Marketplace.Testing.Servers;

/// <summary>
/// Databases that have their tables already: the schema is migrated once in a process and copied, since migrating takes longer than
/// most tests do. A model without migrations gets its tables as they are mapped.
/// </summary>
public static class MigratedDatabases<TDb>
    where TDb : MarketplaceDb
{
    const string FileName = "service.db";

    static readonly Lazy<Task<string>> SqliteFile = new(MigrateFileAsync);
    static readonly Lazy<Task<string>> PostgreSqlTemplate = new(MigrateTemplateAsync);

    /// <summary>Makes a database without rows and returns its connection string.</summary>
    /// <param name="engine">On which engine.</param>
    /// <param name="prefix">Begins its name on PostgreSQL.</param>
    /// <param name="folder">Where its file lies on SQLite.</param>
    /// <param name="ct">Ends the wait for the server.</param>
    public static async Task<string> CreateAsync(Engine engine, string prefix, TestFolder folder, CancellationToken ct)
    {
        if (engine == Engine.Sqlite)
        {
            var file = folder.File(FileName);
            File.Copy(await SqliteFile.Value, file);
            return $"Data Source={file}";
        }

        return await CreateOnPostgreSqlAsync(prefix, ct);
    }

    /// <summary>The same on PostgreSQL.</summary>
    public static async Task<string> CreateOnPostgreSqlAsync(string prefix, CancellationToken ct) =>
        await (await PostgresServer.SharedAsync()).CopyDatabaseAsync(await PostgreSqlTemplate.Value, prefix, ct);

    static async Task<string> MigrateFileAsync()
    {
        var folder = TestFolder.Create("migrated");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Dispose();
        var file = folder.File(FileName);
        // Without a pool the last connection is closed in the end, and with it everything is in the file.
        await MigrateAsync(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ConnectionString);
        return file;
    }

    static async Task<string> MigrateTemplateAsync()
    {
        var template = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync("migrated");
        // PostgreSQL copies only what nobody is connected to.
        await MigrateAsync(new NpgsqlConnectionStringBuilder(template) { Pooling = false }.ConnectionString);
        return template;
    }

    static async Task MigrateAsync(string connectionString)
    {
        var options = new DbContextOptionsBuilder<TDb>();
        options.UseEngineOf(connectionString);
        await using var db = (TDb)Activator.CreateInstance(typeof(TDb), options.Options, Caller.System)!;
        if (db.Database.GetMigrations().Any())
        {
            await db.Database.MigrateAsync();
        }
        else
        {
            await db.Database.EnsureCreatedAsync();
        }
    }
}
