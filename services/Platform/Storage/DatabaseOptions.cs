using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Marketplace.Platform.Storage;

/// <summary>How a database is used, on either engine.</summary>
public static class DatabaseOptions
{
    extension(DbContextOptionsBuilder options)
    {
        /// <summary>The engine that the connection string chooses, with the settings of the house.</summary>
        public DbContextOptionsBuilder UseEngineOf(string connectionString)
        {
            if (Engines.Of(connectionString) == Engine.Sqlite)
            {
                options.UseSqlite(connectionString).AddInterceptors(SqliteSettings.Instance);
            }
            else
            {
                options.UseNpgsql(PostgreSqlSettings.Of(connectionString));
            }

            return options.ConfigureWarnings(warnings => warnings
                // One set of migrations serves both engines, so the snapshot carries one engine's types; a test compares schemas instead.
                .Ignore(RelationalEventId.PendingModelChangesWarning)
                // Scope filters stand on the roots of what is scoped; what hangs below is only reached through them.
                .Ignore(CoreEventId.PossibleIncorrectRequiredNavigationWithQueryFilterInteractionWarning));
        }
    }
}
