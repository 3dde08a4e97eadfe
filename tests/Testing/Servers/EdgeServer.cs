using System.Net.Sockets;

namespace Marketplace.Testing.Servers;

/// <summary>A throwaway nginx with the edge's own configuration, in front of services that may or may not answer.</summary>
public sealed class EdgeServer : IAsyncDisposable
{
    static readonly string[] Upstreams = ["CATALOG", "ORDERING", "UNITS", "LOGISTICS", "CREDITS", "ACCOUNTS", "PORTAL", "IDENTITY"];

    readonly TestFolder _folder;
    readonly ChildProcess _process;

    EdgeServer(TestFolder folder, ChildProcess process, int port) =>
        (_folder, _process, Address) = (folder, process, new Uri($"http://127.0.0.1:{port}/"));

    public Uri Address { get; }

    /// <param name="upstream">The port on which every service is looked for.</param>
    /// <param name="change">What the test would have otherwise in the configuration.</param>
    /// <exception cref="ServerStoppedException">It did not start; the message says why.</exception>
    public static async Task<EdgeServer> StartAsync(int upstream, Func<string, string> change, CancellationToken ct = default)
    {
        var port = LoopbackPorts.Free(count: 1);
        var folder = TestFolder.Create("edge");
        Directory.CreateDirectory(folder.File("temp"));
        var edge = change(await File.ReadAllTextAsync(Repository.PathOf("deploy", "edge", "edge.conf.template"), ct))
            .Replace("${LISTEN}", $"127.0.0.1:{port}", StringComparison.Ordinal)
            .Replace("${TLS}", "", StringComparison.Ordinal);
        foreach (var name in Upstreams)
        {
            edge = edge.Replace($"${{{name}}}", $"127.0.0.1:{upstream}", StringComparison.Ordinal);
        }

        await File.WriteAllTextAsync(folder.File("edge.conf"), edge, ct);
        var around = await File.ReadAllTextAsync(Repository.PathOf("deploy", "local", "nginx.conf.template"), ct);
        await File.WriteAllTextAsync(
            folder.File("nginx.conf"),
            around.Replace("${USER}", Environment.IsPrivilegedProcess ? "user root;" : "", StringComparison.Ordinal),
            ct);
        var process = ChildProcess.Start(
            folder.File("nginx.log"),
            new Dictionary<string, string?>(),
            [File.Exists("/usr/sbin/nginx") ? "/usr/sbin/nginx" : "nginx", "-e", "stderr", "-p", folder.Path, "-c", "nginx.conf"]);
        var server = new EdgeServer(folder, process, port);
        try
        {
            await Eventually.TrueAsync(() => ListensAsync(process, port, ct), "nginx to listen", ct: ct);
            return server;
        }
        catch
        {
            server.End();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _process.StopAsync();
        End();
    }

    static async Task<bool> ListensAsync(ChildProcess process, int port, CancellationToken ct)
    {
        process.ThrowIfExited("nginx");
        using var socket = new TcpClient();
        try
        {
            await socket.ConnectAsync("127.0.0.1", port, ct);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    void End()
    {
        _process.Dispose();
        _folder.Dispose();
    }
}
