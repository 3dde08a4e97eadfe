using Npgsql;

namespace Marketplace.Platform.Storage;

/// <summary>How connections to PostgreSQL are used, where the connection string does not say otherwise.</summary>
static class PostgreSqlSettings
{
    const int PreparedStatements = 200;
    const int ConnectionsMin = 8;
    const int ConnectionsPerProcessor = 4;

    public static string Of(string connectionString, bool prepareStatements)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        if (prepareStatements && !settings.ShouldSerialize("Max Auto Prepare"))
        {
            // The same few statements come again and again; planned once, they cost the server a fraction.
            settings.MaxAutoPrepare = PreparedStatements;
        }

        if (!settings.ShouldSerialize("Maximum Pool Size"))
        {
            // More connections than the machine can work on only make each other wait, and each has to prepare its statements anew.
            settings.MaxPoolSize = Math.Max(ConnectionsMin, ConnectionsPerProcessor * Environment.ProcessorCount);
        }

        // No session state is ever left behind on a connection, so there is nothing to discard when it goes back to the pool.
        settings.NoResetOnClose = true;
        return settings.ConnectionString;
    }
}
