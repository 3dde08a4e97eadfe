using System.Text.Json;
using System.Text.RegularExpressions;
using Marketplace.Testing;

namespace Marketplace.House.Tests.Rules;

/// <summary>The rule book as its pages and cases say it.</summary>
static partial class RuleBookPages
{
    public static string Folder { get; } = Repository.PathOf("contracts", "rules");

    public static IReadOnlyList<string> All { get; } = [.. Directory.EnumerateFiles(Folder, "*.md").Order(StringComparer.Ordinal)];

    /// <summary>"CR-15" → the text of its page.</summary>
    public static IReadOnlyDictionary<string, string> Rules { get; } =
        All.Where(file => Path.GetFileName(file).StartsWith("CR-", StringComparison.Ordinal))
            .ToDictionary(file => Path.GetFileNameWithoutExtension(file), File.ReadAllText);

    /// <summary>"R1" → the text of its section in reports.md.</summary>
    public static IReadOnlyDictionary<string, string> Reports { get; } =
        ReportSection().Matches(Read("reports.md")).ToDictionary(section => section.Groups[1].Value, section => section.Value);

    /// <summary>"1" to "9", as the table of invariants.md numbers them.</summary>
    public static IReadOnlySet<string> Invariants { get; } =
        InvariantRow().Matches(Read("invariants.md")).Select(row => row.Groups[1].Value).ToHashSet();

    /// <summary>"EC-63" → the rules and reports that the case names.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Cases { get; } =
        Directory.EnumerateFiles(Repository.PathOf("tests", "Rulebook.Tests", "cases"), "*.json")
            .ToDictionary(file => Path.GetFileNameWithoutExtension(file), RulesOf);

    public static string Read(string page) => File.ReadAllText(Path.Combine(Folder, page));

    /// <summary>The cases that a page or section links to in its list of cases.</summary>
    public static IEnumerable<string> CasesListedIn(string text) =>
        CaseList().Matches(text).SelectMany(list => CaseLink().Matches(list.Value)).Select(link => link.Groups[1].Value);

    /// <summary>Names and defaults in the tables of parameters of a page: rows that begin with a name in code and its default.</summary>
    public static IEnumerable<(string Name, string Default)> ParametersIn(string text) =>
        ParameterTable().Matches(text).SelectMany(table => ParameterRow().Matches(table.Value))
            .Select(row => (row.Groups[1].Value, row.Groups[2].Value));

    static IReadOnlyList<string> RulesOf(string file)
    {
        using var read = JsonDocument.Parse(File.ReadAllText(file));
        return read.RootElement.TryGetProperty("rules", out var rules) ? [.. rules.EnumerateArray().Select(rule => rule.GetString()!)] : [];
    }

    [GeneratedRegex(@"^### (R\d+) .*?(?=^##|\z)", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex ReportSection();

    [GeneratedRegex(@"^\| (\d+) \|", RegexOptions.Multiline)]
    private static partial Regex InvariantRow();

    [GeneratedRegex(@"^## Cases\n(?:(?!^## ).*\n)*|^- \*\*Cases:\*\* .*$", RegexOptions.Multiline)]
    private static partial Regex CaseList();

    [GeneratedRegex(@"\[(EC-\d+)\]\(\.\./\.\./tests/Rulebook\.Tests/cases/\1\.json\)")]
    private static partial Regex CaseLink();

    [GeneratedRegex(@"^\| name \| default \|.*\n(?:\|.*\n)+", RegexOptions.Multiline)]
    private static partial Regex ParameterTable();

    [GeneratedRegex(@"^\| `(\w+)` \| ([^|]+?) \|", RegexOptions.Multiline)]
    private static partial Regex ParameterRow();
}
