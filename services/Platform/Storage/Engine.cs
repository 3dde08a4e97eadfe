using Microsoft.EntityFrameworkCore;

namespace Marketplace.Platform.Storage;

/// <summary>Which database engine a connection string chooses.</summary>
public enum Engine
{
    /// <summary>"Data Source=…": a file, one process, nothing to install.</summary>
    Sqlite = 1,

    /// <summary>"Host=…": a server, any number of processes.</summary>
    PostgreSql = 2,
}

/// <summary>Tells the engines apart.</summary>
public static class Engines
{
    /// <summary>The engine that a connection string chooses.</summary>
    /// <exception cref="InvalidOperationException">It is neither of the two forms.</exception>
    public static Engine Of(string connectionString) =>
        connectionString.Contains("Data Source=", StringComparison.OrdinalIgnoreCase) ? Engine.Sqlite
        : connectionString.Contains("Host=", StringComparison.OrdinalIgnoreCase) ? Engine.PostgreSql
        : throw new InvalidOperationException(
            """A connection string says either "Data Source=file" (SQLite) or "Host=server" (PostgreSQL).""");

    /// <summary>The engine of an open context.</summary>
    public static Engine Of(DbContext db) =>
        db.Database.ProviderName == "Microsoft.EntityFrameworkCore.Sqlite" ? Engine.Sqlite : Engine.PostgreSql;
}
