using Npgsql;

namespace Marketplace.Platform.Storage;

/// <summary>How connections to PostgreSQL are used, where the connection string does not say otherwise.</summary>
static class PostgreSqlSettings
{
    const int PreparedStatements = 200;

    public static string Of(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        if (!settings.ContainsKey("Max Auto Prepare"))
        {
            // The same few statements come again and again; planned once, they cost the server a fraction.
            settings.MaxAutoPrepare = PreparedStatements;
        }

        // No session state is ever left behind on a connection, so there is nothing to discard when it goes back to the pool.
        settings.NoResetOnClose = true;
        return settings.ConnectionString;
    }
}
