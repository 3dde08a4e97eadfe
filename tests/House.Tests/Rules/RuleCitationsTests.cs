using System.Text.RegularExpressions;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.House.Tests.Rules;

/// <summary>Whatever code, documents, tests and cases cite of the rule book stands there.</summary>
public sealed partial class RuleCitationsTests
{
    static readonly string[] Written = ["*.cs", "*.md", "*.json", "*.html", "*.js", "*.yaml"];

    [Fact]
    public void Every_rule_that_is_cited_has_its_page() => Faults.AreNone(FaultsOf(Rule(), IsRule));

    [Fact]
    public void Every_case_that_is_cited_is_there() => Faults.AreNone(FaultsOf(Case(), RuleBookPages.Cases.ContainsKey));

    [Fact]
    public void Every_report_that_is_cited_has_its_section() => Faults.AreNone(FaultsOf(Report(), RuleBookPages.Reports.ContainsKey));

    [Fact]
    public void Every_invariant_that_is_cited_is_listed() => Faults.AreNone(FaultsOf(Invariant(), RuleBookPages.Invariants.Contains));

    [Fact]
    public void Every_pairing_of_the_fixture_that_is_cited_is_listed()
    {
        var fixture = RuleBookPages.Read("fixture.md");
        Faults.AreNone(FaultsOf(Fixture(), pairing => fixture.Contains($"| {pairing} |", StringComparison.Ordinal)));
    }

    [Fact]
    public void No_section_of_another_document_is_cited() => Faults.AreNone(FaultsOf(Section(), _ => false));

    [Fact]
    public void Every_page_that_is_cited_exists() =>
        Faults.AreNone(FaultsOf(Page(), page => File.Exists(Repository.PathOf("contracts", "rules", page))));

    /// <summary>
    /// Lists and ranges count with every number that they name: "CR-14, CR-17", "CR-01…25", "R4 to R8", "invariants 4, 6 and 8".
    /// </summary>
    [Theory]
    [InlineData("(CR-14, CR-17)", "CR-14 CR-17")]
    [InlineData("CR-01…25", "CR-01 CR-25")]
    [InlineData("CR-05e and CR-05", "CR-05e CR-05")]
    [InlineData("EC-16_and_17, EC_63", "EC-16 EC-17 EC-63")]
    [InlineData("R4 to R8, R13", "R4 R8 R13")]
    [InlineData("invariants 4, 6 and 8", "4 6 8")]
    public void What_is_cited_is_found(string text, string found) => Assert.Equal(
        found.Split(' '), new[] { Rule(), Case(), Report(), Invariant() }.SelectMany(kind => Cited(kind, text)));

    /// <summary>"CR-15", or a letter of its list: "CR-05e" is "**(e)**" on the page.</summary>
    static bool IsRule(string rule) => RuleBookPages.Rules.TryGetValue(rule[..5], out var page)
        && (rule.Length == 5 || page.Contains($"**({rule[5]})**", StringComparison.Ordinal));

    static IEnumerable<string> FaultsOf(Regex kind, Predicate<string> isThere) =>
        from pattern in Written
        from file in Sources.Files(pattern)
        where Path.GetFileName(file) != "RuleCitationsTests.cs"
        from line in File.ReadLines(file).Select((text, index) => (Text: text, Number: index + 1))
        from cited in Cited(kind, line.Text)
        where !isThere(cited)
        select $"{Sources.Relative(file)}:{line.Number} cites {cited}.";

    static IEnumerable<string> Cited(Regex kind, string text) =>
        from Match match in kind.Matches(text)
        let groups = match.Groups
        from number in groups["no"].Captures
        select $"{groups["kind"].Value.Replace('_', '-')}{number.Value}";

    [GeneratedRegex(@"\b(?<kind>CR-)(?<no>\d{2,}[a-e]?)(?:…(?:CR-)?(?<no>\d{2}[a-e]?))?\b")]
    private static partial Regex Rule();

    [GeneratedRegex(@"(?<![A-Za-z])(?<kind>EC[-_])(?<no>\d{2,})(?:(?:…|_and_)(?:EC-)?(?<no>\d{2,}))?")]
    private static partial Regex Case();

    [GeneratedRegex(@"(?<![\w-])(?<kind>R)(?<no>\d{1,2})(?![\w.])")]
    private static partial Regex Report();

    [GeneratedRegex(@"\b[Ii]nvariants? (?<no>\d+)(?:(?:, | and | to )(?<no>\d+))*")]
    private static partial Regex Invariant();

    [GeneratedRegex(@"(?<![\w#-])(?<kind>F)(?<no>\d{2})(?!\w)")]
    private static partial Regex Fixture();

    [GeneratedRegex(@"(?:\(|\(.*, )(?<no>[2-4]\.\d{1,2}a?)(?=[,)])(?!.*;)")]
    private static partial Regex Section();

    [GeneratedRegex(@"contracts/rules/(?<no>[\w-]+\.md)")]
    private static partial Regex Page();
}
