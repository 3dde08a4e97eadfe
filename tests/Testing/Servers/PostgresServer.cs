using System.Globalization;
using System.Security.Cryptography;
using Npgsql;

namespace Marketplace.Testing.Servers;

/// <summary>A throwaway PostgreSQL on a loopback port: shared by all tests of a process, or a test's own, which it may kill.</summary>
public sealed class PostgresServer : IAsyncDisposable
{
    /// <summary>A connection string without database: names a server that is used instead of starting one.</summary>
    public const string GivenServer = "TEST_POSTGRES";

    static readonly Lazy<Task<PostgresServer>> Shared = new(OpenSharedAsync);

    readonly NpgsqlConnectionStringBuilder _administrator;
    readonly TestFolder? _folder;
    readonly bool _syncs;
    ChildProcess? _process;

    PostgresServer(NpgsqlConnectionStringBuilder administrator, TestFolder? folder, bool syncs) =>
        (_administrator, _folder, _syncs) = (administrator, folder, syncs);

    /// <summary>The server that the tests of this process share: the one that the environment names, or else one of their own.</summary>
    public static Task<PostgresServer> SharedAsync() => Shared.Value;

    /// <summary>Starts a server of the test's own.</summary>
    /// <param name="syncs">
    /// Whether commits are forced to the disk. Without it they survive the server's death, but not the machine's.
    /// </param>
    /// <param name="ct">Ends the wait for the server.</param>
    /// <exception cref="ServerStoppedException">It did not start; the message says why.</exception>
    public static async Task<PostgresServer> StartAsync(bool syncs = false, CancellationToken ct = default)
    {
        var administrator = new NpgsqlConnectionStringBuilder
        {
            Host = "127.0.0.1",
            Port = LoopbackPorts.Free(),
            Username = "postgres",
            Password = RandomNumberGenerator.GetHexString(20, lowercase: true),
        };
        var server = new PostgresServer(administrator, TestFolder.Create("postgres"), syncs);
        try
        {
            await server.RestartAsync(ct);
            return server;
        }
        catch
        {
            server.End();
            throw;
        }
    }

    /// <summary>Makes an empty database and returns its connection string.</summary>
    /// <param name="prefix">Begins the database's name; the rest makes it unique.</param>
    public Task<string> CreateDatabaseAsync(string prefix, CancellationToken ct = default) => CreateFromAsync("template0", prefix, ct);

    /// <summary>Makes a copy of a database that nobody is connected to, and returns its connection string.</summary>
    /// <param name="template">The connection string of a database that was made here.</param>
    /// <param name="prefix">Begins the copy's name; the rest makes it unique.</param>
    public Task<string> CopyDatabaseAsync(string template, string prefix, CancellationToken ct = default) =>
        CreateFromAsync(new NpgsqlConnectionStringBuilder(template).Database!, prefix, ct);

    async Task<string> CreateFromAsync(string template, string prefix, CancellationToken ct)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{prefix.ToLowerInvariant()}_{Guid.CreateVersion7():N}");
        await ExecuteAsync($"CREATE DATABASE \"{name}\" TEMPLATE \"{template}\"", ct);
        return new NpgsqlConnectionStringBuilder(_administrator.ConnectionString)
        {
            Database = name,
            // Many databases share the server: a pool keeps few connections, and not for long.
            Pooling = true,
            MaxPoolSize = 20,
            ConnectionIdleLifetime = 10,
            ConnectionPruningInterval = 5,
        }.ConnectionString;
    }

    /// <summary>Drops a database that was made here, whoever is still connected.</summary>
    public async Task DropDatabaseAsync(string connectionString, CancellationToken ct = default)
    {
        await using (var pooled = new NpgsqlConnection(connectionString))
        {
            NpgsqlConnection.ClearPool(pooled);
        }

        var name = new NpgsqlConnectionStringBuilder(connectionString).Database;
        await ExecuteAsync($"DROP DATABASE IF EXISTS \"{name}\" WITH (FORCE)", ct);
    }

    /// <summary>Kills the server and all its processes at once, as a power cut would; the data stay.</summary>
    public async Task KillAsync()
    {
        await Own().KillAsync();
        Own().Dispose();
        _process = null;
    }

    /// <summary>Starts the server, after stopping it in order if it runs, on the same port with the same data.</summary>
    public async Task RestartAsync(CancellationToken ct = default)
    {
        if (_folder is null)
        {
            throw new InvalidOperationException($"The server named by {GivenServer} is not this test's to restart: use StartAsync.");
        }

        if (_process is not null)
        {
            await _process.StopAsync(ChildProcess.SigInt);
            _process.Dispose();
        }

        var onOff = _syncs ? "on" : "off";
        _process = ChildProcess.Start(
            _folder.File("log"),
            new Dictionary<string, string?> { ["POSTGRES_PASSWORD"] = _administrator.Password },
            [
                "bash", ChildProcess.Script("postgres"), _folder.Path, _administrator.Port.ToString(CultureInfo.InvariantCulture),
                "max_connections=400", "shared_buffers=128MB", "max_wal_size=2GB", $"fsync={onOff}", $"full_page_writes={onOff}",
            ]);
        await Eventually.TrueAsync(
            async () =>
            {
                if (!_process.HasExited)
                {
                    await ExecuteAsync("SELECT 1", ct);
                }

                return true;
            },
            "PostgreSQL to accept connections",
            TimeSpan.FromSeconds(60),
            ct);
        _process.ThrowIfExited("PostgreSQL");
    }

    /// <summary>Ends the server and deletes its data; a server named by the environment is left alone.</summary>
    public ValueTask DisposeAsync()
    {
        End();
        return ValueTask.CompletedTask;
    }

    static async Task<PostgresServer> OpenSharedAsync()
    {
        if (Environment.GetEnvironmentVariable(GivenServer) is { Length: > 0 } given)
        {
            return new PostgresServer(new NpgsqlConnectionStringBuilder(given), folder: null, syncs: false);
        }

        var server = await StartAsync();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => server.End();
        return server;
    }

    ChildProcess Own() =>
        _process ?? throw new InvalidOperationException("The server does not run, or is not this test's own: use StartAsync.");

    void End()
    {
        _process?.Dispose();
        _process = null;
        _folder?.Dispose();
    }

    async Task ExecuteAsync(string sql, CancellationToken ct)
    {
        var maintenance = new NpgsqlConnectionStringBuilder(_administrator.ConnectionString) { Database = "postgres", Pooling = false };
        await using var connection = new NpgsqlConnection(maintenance.ConnectionString);
        await connection.OpenAsync(ct);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(ct);
    }
}
