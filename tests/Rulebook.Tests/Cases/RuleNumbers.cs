using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Marketplace.Testing;

namespace Marketplace.Rulebook.Tests.Cases;

/// <summary>
/// The numbers that a case may name: rules have a page in contracts/rules ("CR-15"), reports a section of its reports.md ("R1").
/// </summary>
public static partial class RuleNumbers
{
    static string Rules => Repository.PathOf("contracts", "rules");

    public static FrozenSet<string> All { get; } = Directory.EnumerateFiles(Rules, "CR-*.md")
        .Select(file => Path.GetFileNameWithoutExtension(file))
        .Concat(Report().Matches(File.ReadAllText(Path.Combine(Rules, "reports.md"))).Select(heading => heading.Groups[1].Value))
        .ToFrozenSet(StringComparer.Ordinal);

    [GeneratedRegex(@"^### (R\d+) ", RegexOptions.Multiline)]
    private static partial Regex Report();
}
