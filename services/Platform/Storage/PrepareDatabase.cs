using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Marketplace.Platform.Storage;

/// <summary>Makes sure before anything else that the schema is the one that this version of the program knows.</summary>
static partial class PrepareDatabase
{
    /// <summary>
    /// Applies the migrations that are missing, or, where migrating is a step of its own, refuses to go on without them. A schema
    /// with a migration that this program doesn't know was made by a newer one and is refused in any case.
    /// </summary>
    /// <exception cref="InvalidOperationException">The schema is newer, or older and not to be migrated here.</exception>
    public static async Task RunAsync(MarketplaceDb db, bool migrate, ILogger logger, CancellationToken ct)
    {
        var name = db.GetType().Name;
        string[] known = [.. db.Database.GetMigrations()];
        string[] applied = [.. await db.Database.GetAppliedMigrationsAsync(ct)];
        if (applied.Except(known, StringComparer.Ordinal).FirstOrDefault() is { } unknown)
        {
            throw new InvalidOperationException(
                $"The schema of {name} has the migration {unknown}, which this version doesn't know: "
                + "it was made by a newer version. Start that version.");
        }

        string[] missing = [.. known.Except(applied, StringComparer.Ordinal)];
        if (missing.Length == 0)
        {
            return;
        }

        if (!migrate)
        {
            throw new InvalidOperationException(
                $"The schema of {name} lacks {missing.Length} migration(s), first {missing[0]}. "
                + "Run this program with the command 'migrate' first.");
        }

        await db.Database.MigrateAsync(ct);
        Migrated(logger, name, missing[^1]);
    }

    /// <summary>
    /// Holds a lock file beside a SQLite file for as long as the process lives: with two processes on one file, each would relay
    /// the other's messages into a bus that does not reach the other.
    /// </summary>
    /// <exception cref="InvalidOperationException">Another process has the file.</exception>
    public static FileStream LockFile(string connectionString)
    {
        var file = Path.GetFullPath(new SqliteConnectionStringBuilder(connectionString).DataSource);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        try
        {
            return new FileStream(file + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            throw new InvalidOperationException(
                $"The database {file} is in use by another process. Stop that process, or name another folder.");
        }
    }

    [LoggerMessage(LogLevel.Information, "Migrated {Database} to {Migration}")]
    static partial void Migrated(ILogger logger, string database, string migration);
}
