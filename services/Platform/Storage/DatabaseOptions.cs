using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Marketplace.Platform.Storage;

/// <summary>How a database is used, on either engine.</summary>
public static class DatabaseOptions
{
    extension(DbContextOptionsBuilder options)
    {
        /// <summary>The engine that the connection string chooses, with the settings of the house.</summary>
        /// <param name="connectionString">"Data Source=…" or "Host=…".</param>
        /// <param name="prepareStatements">Whether PostgreSQL keeps plans of the statements that come again.</param>
        public DbContextOptionsBuilder UseEngineOf(string connectionString, bool prepareStatements = true)
        {
            if (Engines.Of(connectionString) == Engine.Sqlite)
            {
                options.UseSqlite(connectionString).AddInterceptors(SqliteSettings.Instance);
            }
            else
            {
                options.UseNpgsql(PostgreSqlSettings.Of(connectionString, prepareStatements));
            }

            return options.ConfigureWarnings(warnings => warnings
                // One set of migrations serves both engines, so the snapshot carries one engine's types; a test compares schemas instead.
                .Ignore(RelationalEventId.PendingModelChangesWarning)
                // Scope filters stand on the roots of what is scoped; what hangs below is only reached through them.
                .Ignore(CoreEventId.PossibleIncorrectRequiredNavigationWithQueryFilterInteractionWarning));
        }
    }
}
