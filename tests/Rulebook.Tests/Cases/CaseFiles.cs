using System.Text;
using Marketplace.Testing;

namespace Marketplace.Rulebook.Tests.Cases;

/// <summary>The cases of this project, and those of the folder that RULEBOOK_CASES names.</summary>
public static class CaseFiles
{
    const string FolderVariable = "RULEBOOK_CASES";
    const string OnlyVariable = "RULEBOOK_ONLY";

    /// <summary>Read from the sources, so that a case can be written and run without a build.</summary>
    static string Own => Repository.PathOf("tests", "Rulebook.Tests", "cases");

    /// <summary>The folder of further cases; null when none is named.</summary>
    public static string? Further => Environment.GetEnvironmentVariable(FolderVariable) is { Length: > 0 } folder ? folder : null;

    /// <summary>All files, ordered by name.</summary>
    public static IReadOnlyList<string> All { get; } = [.. In(Own), .. Further is { } folder ? In(folder) : []];

    /// <summary>True for a case of this project, false for one of the further folder.</summary>
    public static bool IsOwn(string file) => file.StartsWith(Own + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    /// <summary>Those to be played: all, or the ones that RULEBOOK_ONLY names ("EC-24,EC-63").</summary>
    public static IReadOnlyList<string> ToPlay { get; } = Environment.GetEnvironmentVariable(OnlyVariable) is { Length: > 0 } only
        ? [.. All.Where(file => only.Split(',').Contains(Path.GetFileNameWithoutExtension(file)))]
        : All;

    /// <summary>The ids that must be there.</summary>
    public static IReadOnlyList<string> Ids
    {
        get
        {
            using var stream = typeof(CaseFiles).Assembly.GetManifestResourceStream("case-ids.txt")!;
            using var reader = new StreamReader(stream, Encoding.UTF8);
            return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        }
    }

    static IEnumerable<string> In(string folder) => Directory.Exists(folder)
        ? Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal)
        : throw new DirectoryNotFoundException($"{FolderVariable} names {folder}, which is no folder.");
}
