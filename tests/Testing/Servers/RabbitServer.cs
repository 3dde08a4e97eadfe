using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using RabbitMQ.Client;

namespace Marketplace.Testing.Servers;

/// <summary>A throwaway RabbitMQ on a loopback port: shared by all tests of a process, or a test's own, which it may kill.</summary>
public sealed class RabbitServer : IAsyncDisposable
{
    /// <summary>An AMQP address: names a server that is used instead of starting one.</summary>
    public const string GivenServer = "TEST_RABBITMQ";

    /// <summary>The folder in which the named server keeps its things, so that virtual hosts can be made there.</summary>
    public const string GivenFolder = "TEST_RABBITMQ_FOLDER";

    const string User = "marketplace";

    static readonly string[] ServiceUsers = ["catalog", "ordering", "units", "logistics", "crediting", "accounts"];

    static readonly Lazy<Task<RabbitServer>> Shared = new(OpenSharedAsync);

    readonly Uri _address;
    readonly string? _path;
    readonly TestFolder? _folder;
    ChildProcess? _process;

    RabbitServer(Uri address, string? path, TestFolder? folder) => (_address, _path, _folder) = (address, path, folder);

    /// <summary>The server that the tests of this process share: the one that the environment names, or else one of their own.</summary>
    public static Task<RabbitServer> SharedAsync() => Shared.Value;

    /// <summary>Starts a server of the test's own.</summary>
    /// <exception cref="ServerStoppedException">It did not start; the message says why.</exception>
    public static async Task<RabbitServer> StartAsync(CancellationToken ct = default)
    {
        // The node takes the port and the next two; its command-line tools take some of the others.
        var port = LoopbackPorts.Free(count: 10);
        var password = RandomNumberGenerator.GetHexString(20, lowercase: true);
        var folder = TestFolder.Create("rabbitmq");
        var server = new RabbitServer(new Uri($"amqp://{User}:{password}@127.0.0.1:{port}/"), folder.Path, folder);
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

    /// <summary>Makes an empty virtual host and returns its AMQP address: queues in it are nobody else's.</summary>
    public async Task<Uri> CreateVirtualHostAsync(CancellationToken ct = default)
    {
        if (_path is null)
        {
            throw new InvalidOperationException($"{GivenServer} is set without {GivenFolder}: no virtual host can be made there.");
        }

        var name = Guid.CreateVersion7().ToString("N");
        var user = Uri.UnescapeDataString(_address.UserInfo.Split(':')[0]);
        // One call of the tool instead of two: each takes half a second.
        await ControlAsync(
            [
                "eval",
                $"""
                ok = rabbit_vhost:add(<<"{name}">>, <<"tests">>),
                ok = rabbit_auth_backend_internal:set_permissions(<<"{user}">>, <<"{name}">>, <<".*">>, <<".*">>, <<".*">>, <<"tests">>).
                """,
            ],
            ct);
        return new Uri(_address, name);
    }

    /// <summary>
    /// Makes the users of the services with the rights that an installation gives them (deploy/rabbitmq/definitions) in a virtual host, and
    /// returns the AMQP address of each by its name, such as "catalog".
    /// </summary>
    public async Task<Func<string, Uri>> CreateServiceUsersAsync(Uri virtualHost, CancellationToken ct = default)
    {
        var passwords = ServiceUsers.ToDictionary(name => name, _ => RandomNumberGenerator.GetHexString(20, lowercase: true));
        var start = new ProcessStartInfo("bash") { RedirectStandardOutput = true };
        start.ArgumentList.Add(Repository.PathOf("deploy", "rabbitmq", "definitions"));
        start.ArgumentList.Add(virtualHost.AbsolutePath.TrimStart('/'));
        start.Environment["RABBITMQ_PASSWORD"] = _address.UserInfo.Split(':')[1];
        foreach (var (name, password) in passwords)
        {
            start.Environment[$"{name.ToUpperInvariant()}_BROKER_PASSWORD"] = password;
        }

        using var script = Process.Start(start) ?? throw new InvalidOperationException("deploy/rabbitmq/definitions did not start.");
        var file = Path.Combine(_path!, $"definitions-{Guid.CreateVersion7():N}.json");
        await File.WriteAllTextAsync(file, await script.StandardOutput.ReadToEndAsync(ct), ct);
        await script.WaitForExitAsync(ct);
        try
        {
            await ControlAsync(["import_definitions", file], ct);
        }
        finally
        {
            File.Delete(file);
        }

        return name => new UriBuilder(virtualHost) { UserName = name, Password = passwords[name] }.Uri;
    }

    /// <summary>Kills the server at once, as a power cut would; durable queues and confirmed messages stay.</summary>
    public async Task KillAsync()
    {
        // RabbitMQ before 4.0 may forget a quorum queue that was declared in the last half second (rabbitmq/ra pull request 443).
        // That is its fault and not what tests of a crash are about, so the list of queues, and only that, is saved first.
        await ControlAsync(["eval", "dets:sync(ra_directory_reverse)."], CancellationToken.None);
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
            await _process.StopAsync();
            _process.Dispose();
        }

        _process = ChildProcess.Start(
            _folder.File("log.txt"),
            new Dictionary<string, string?>
            {
                ["RABBITMQ_USER"] = User,
                ["RABBITMQ_PASSWORD"] = _address.UserInfo.Split(':')[1],
                ["RABBITMQ_LOG_LEVEL"] = "warning",
            },
            ["bash", ChildProcess.Script("rabbitmq"), _folder.Path, _address.Port.ToString(CultureInfo.InvariantCulture)]);
        var factory = new ConnectionFactory { Uri = _address, AutomaticRecoveryEnabled = false };
        await Eventually.TrueAsync(
            async () =>
            {
                if (!_process.HasExited)
                {
                    await using var connection = await factory.CreateConnectionAsync(ct);
                }

                return true;
            },
            "RabbitMQ to accept connections",
            TimeSpan.FromSeconds(90),
            ct);
        _process.ThrowIfExited("RabbitMQ");
    }

    /// <summary>Ends the server and deletes its data; a server named by the environment is left alone.</summary>
    public ValueTask DisposeAsync()
    {
        End();
        return ValueTask.CompletedTask;
    }

    static async Task<RabbitServer> OpenSharedAsync()
    {
        if (Environment.GetEnvironmentVariable(GivenServer) is { Length: > 0 } given)
        {
            return new RabbitServer(new Uri(given), Environment.GetEnvironmentVariable(GivenFolder), folder: null);
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

    async Task ControlAsync(string[] arguments, CancellationToken ct)
    {
        var start = new ProcessStartInfo("bash") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])
            [ChildProcess.Script("rabbitmq"), _path!, _address.Port.ToString(CultureInfo.InvariantCulture), "ctl", .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        using var tool = Process.Start(start) ?? throw new InvalidOperationException("rabbitmqctl did not start.");
        var output = tool.StandardOutput.ReadToEndAsync(ct);
        var errors = tool.StandardError.ReadToEndAsync(ct);
        await tool.WaitForExitAsync(ct);
        if (tool.ExitCode != 0)
        {
            throw new InvalidOperationException($"rabbitmqctl failed: {await output}{await errors}");
        }
    }
}
