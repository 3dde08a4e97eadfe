using System.Globalization;

namespace Marketplace.Testing.Servers;

/// <summary>A temporary folder that names its owner, so that a later run can clear what a killed one left behind.</summary>
public sealed class TestFolder : IDisposable
{
    static readonly string Base = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"marketplace-tests-{Environment.UserName}");
    static readonly Lock Clearing = new();
    static int _count;
    static bool _isCleared;

    TestFolder(string path) => Path = path;

    public string Path { get; }

    /// <summary>A new empty folder.</summary>
    /// <param name="what">Begins its name; letters only.</param>
    public static TestFolder Create(string what)
    {
        ClearOnce();
        var number = Interlocked.Increment(ref _count);
        var owner = Environment.ProcessId;
        return new TestFolder(
            Directory.CreateDirectory(System.IO.Path.Combine(Base, $"{what}-{owner}-{StartTime(owner)}-{number}")).FullName);
    }

    /// <summary>The path of a file in it.</summary>
    public string File(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => Delete(Path);

    static void ClearOnce()
    {
        lock (Clearing)
        {
            if (_isCleared)
            {
                return;
            }

            _isCleared = true;
            foreach (var folder in Directory.CreateDirectory(Base).EnumerateDirectories())
            {
                var parts = folder.Name.Split('-');
                if (parts.Length == 4
                    && int.TryParse(parts[1], CultureInfo.InvariantCulture, out var owner)
                    && StartTime(owner) != parts[2])
                {
                    Delete(folder.FullName);
                }
            }
        }
    }

    // The 22nd field of /proc/PID/stat tells a process from a later one with the same number.
    static string? StartTime(int processId)
    {
        try
        {
            var stat = System.IO.File.ReadAllText($"/proc/{processId}/stat");
            return stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[19];
        }
        catch (IOException)
        {
            return null;
        }
    }

    // What cannot be deleted now, because a dying server still writes there, the next run deletes.
    static void Delete(string path)
    {
        try
        {
            Directory.Delete(path, recursive: true);
        }
        catch (IOException)
        {
        }
        catch (UnauthorizedAccessException)
        {
        }
    }
}
