using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Marketplace.Testing.Servers;

/// <summary>A child process, with all that it starts, that cannot outlive this process, not even when this process is killed.</summary>
sealed class ChildProcess : IDisposable
{
    /// <summary>The signal that asks most programs to stop in order.</summary>
    public const int SigTerm = 15;

    /// <summary>The signal of Ctrl-C, which asks PostgreSQL to stop without waiting for its clients to leave.</summary>
    public const int SigInt = 2;

    const int SigKill = 9;
    static readonly TimeSpan ExitLimit = TimeSpan.FromSeconds(30);

    readonly Process _process;
    readonly string _log;
    List<int>? _killed;

    ChildProcess(Process process, string log) => (_process, _log) = (process, log);

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>Starts the command with its output in the log file.</summary>
    /// <param name="log">Appended to.</param>
    /// <param name="environment">Added to this process's own variables; null removes one.</param>
    /// <param name="command">The program and its arguments.</param>
    public static ChildProcess Start(string log, IReadOnlyDictionary<string, string?> environment, IReadOnlyList<string> command)
    {
        var start = new ProcessStartInfo("setsid") { RedirectStandardInput = true };
        foreach (var argument in (string[])["bash", Script("leash"), log, .. command])
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return new ChildProcess(Process.Start(start) ?? throw new InvalidOperationException($"{command[0]} did not start."), log);
    }

    /// <summary>The path of a script that is delivered beside the tests.</summary>
    public static string Script(string name) => Path.Combine(AppContext.BaseDirectory, "servers", name);

    /// <summary>Fails with the end of the log when the process is no longer there.</summary>
    public void ThrowIfExited(string name)
    {
        if (_process.HasExited)
        {
            throw new ServerStoppedException($"{name} stopped with exit code {_process.ExitCode}:\n{LogEnd()}");
        }
    }

    public string Log() => File.Exists(_log) ? File.ReadAllText(_log) : "";

    public string LogEnd() => string.Join('\n', Log().Split('\n').TakeLast(30));

    /// <summary>Waits for the process to end by itself and returns its exit code.</summary>
    public async Task<int> ExitAsync(CancellationToken ct)
    {
        await _process.WaitForExitAsync(ct);
        return _process.ExitCode;
    }

    /// <summary>Ends the process and all that it started, without a chance to tidy up, and returns when they are gone.</summary>
    public async Task KillAsync()
    {
        var children = Kill();
        await _process.WaitForExitAsync();
        await Eventually.TrueAsync(
            () => Task.FromResult(!children.Exists(IsAlive)), $"the children of process {Id} to end", ExitLimit);
    }

    /// <summary>Asks the process to stop in order and returns its exit code.</summary>
    /// <exception cref="TimeoutException">It did not within 30 seconds.</exception>
    public async Task<int> StopAsync(int signal = SigTerm)
    {
        if (!_process.HasExited && Signal(Id, signal) != 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        }

        using var limit = new CancellationTokenSource(ExitLimit);
        try
        {
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"Process {Id} did not stop within {ExitLimit.TotalSeconds} s:\n{LogEnd()}");
        }

        Kill();
        return _process.ExitCode;
    }

    public void Dispose()
    {
        Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    // Only once: afterwards the numbers may belong to others. Until then the leash, itself in the group, keeps the group's number taken.
    List<int> Kill()
    {
        if (_killed is null)
        {
            _killed = Children();
            if (!_process.HasExited)
            {
                _ = Signal(Id, SigKill);
            }

            _ = Signal(-Id, SigKill);
            foreach (var child in _killed)
            {
                _ = Signal(child, SigKill);
            }
        }

        return _killed;
    }

    // Servers put some of their processes into sessions of their own, where a signal to the group does not reach them.
    List<int> Children()
    {
        try
        {
            return
            [
                .. Directory.GetDirectories($"/proc/{Id}/task")
                    .SelectMany(task => File.ReadAllText(Path.Combine(task, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries))
                    .Select(child => int.Parse(child, CultureInfo.InvariantCulture)),
            ];
        }
        catch (IOException)
        {
            return [];
        }
    }

    // A dead process whose parent has not asked for its end yet is still listed, as a zombie.
    static bool IsAlive(int processId)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{processId}/stat");
            return stat[stat.LastIndexOf(')') + 2] is not ('Z' or 'X');
        }
        catch (IOException)
        {
            return false;
        }
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern int Signal(int processId, int signal);
}
