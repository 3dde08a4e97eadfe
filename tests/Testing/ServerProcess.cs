using System.Globalization;
using System.Net;
using Marketplace.Testing.Servers;

namespace Marketplace.Testing;

/// <summary>A service as it runs in production: a process of its own, that a test may stop, kill and start again.</summary>
public sealed class ServerProcess : IAsyncDisposable
{
    static readonly TimeSpan ReadyLimit = TimeSpan.FromSeconds(120);

    readonly string[] _command;
    readonly IReadOnlyDictionary<string, string?> _environment;
    readonly TestFolder _folder = TestFolder.Create("service");
    ChildProcess? _process;

    ServerProcess(string program, string[] command, IReadOnlyDictionary<string, string?> environment, Uri address)
    {
        Name = Path.GetFileNameWithoutExtension(program);
        Address = address;
        _command = command;
        _environment = environment;
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = address };
    }

    /// <summary>The program's name, for messages.</summary>
    public string Name { get; }

    /// <summary>Where it listens; the same after every start.</summary>
    public Uri Address { get; }

    /// <summary>Asks it.</summary>
    public HttpClient Client { get; }

    /// <summary>All that it wrote to its output and error streams so far.</summary>
    public string Output => _process?.Log() ?? "";

    public bool IsRunning => _process is { HasExited: false };

    /// <summary>The path of a service's program: it lies beside the tests that reference its project.</summary>
    public static string Program(string project) => Path.Combine(AppContext.BaseDirectory, $"{project}.dll");

    /// <summary>Starts the program on a free port and waits until it is ready.</summary>
    /// <param name="program">The path of its assembly.</param>
    /// <param name="arguments">After the address.</param>
    /// <param name="environment">Its configuration; null removes a variable.</param>
    /// <exception cref="ServerStoppedException">It ended instead.</exception>
    public static async Task<ServerProcess> StartAsync(
        string program, string[] arguments, IReadOnlyDictionary<string, string?> environment, CancellationToken ct = default)
    {
        var address = new Uri($"http://{IPAddress.Loopback}:{LoopbackPorts.Free().ToString(CultureInfo.InvariantCulture)}/");
        var server = new ServerProcess(
            program, ["dotnet", program, .. arguments, "--urls", address.ToString().TrimEnd('/')], environment, address);
        try
        {
            await server.StartAgainAsync(ct);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs a command of the program, such as "migrate", to its end and returns its output.</summary>
    /// <exception cref="ServerStoppedException">It ended with another exit code than 0.</exception>
    public static async Task<string> RunAsync(
        string program, string[] arguments, IReadOnlyDictionary<string, string?> environment, CancellationToken ct = default)
    {
        using var folder = TestFolder.Create("command");
        using var process = ChildProcess.Start(folder.File("log"), environment, ["dotnet", program, .. arguments]);
        var exitCode = await process.ExitAsync(ct);
        return exitCode == 0
            ? process.Log()
            : throw new ServerStoppedException(
                $"{Path.GetFileNameWithoutExtension(program)} {string.Join(' ', arguments)} "
                + $"ended with exit code {exitCode}:\n{process.LogEnd()}");
    }

    /// <summary>Starts it again after it was stopped or killed, on the same port, and waits until it is ready.</summary>
    public async Task StartAgainAsync(CancellationToken ct = default)
    {
        if (IsRunning)
        {
            throw new InvalidOperationException($"{Name} runs already.");
        }

        _process?.Dispose();
        _process = ChildProcess.Start(_folder.File("log"), _environment, _command);
        await Eventually.TrueAsync(
            async () => _process.HasExited || (await Client.GetAsync(new Uri("health/ready", UriKind.Relative), ct)).IsSuccessStatusCode,
            $"{Name} to be ready",
            ReadyLimit,
            ct);
        _process.ThrowIfExited(Name);
    }

    /// <summary>Kills it at once (SIGKILL), wherever it is in its work.</summary>
    public Task KillAsync() => Started().KillAsync();

    /// <summary>Asks it to stop in order (SIGTERM) and returns its exit code.</summary>
    public Task<int> StopAsync() => Started().StopAsync();

    public ValueTask DisposeAsync()
    {
        _process?.Dispose();
        Client.Dispose();
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    ChildProcess Started() => _process ?? throw new InvalidOperationException($"{Name} was not started.");
}
