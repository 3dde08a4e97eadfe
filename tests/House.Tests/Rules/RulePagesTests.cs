using System.Text.RegularExpressions;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.House.Tests.Rules;

/// <summary>The pages of the rule book tell the truth: links, cases, parameters and names.</summary>
public sealed partial class RulePagesTests
{
    static readonly string[] Sections = ["## Parameters", "## Example", "## In code", "## Cases", "## Tests"];

    [Fact]
    public void Rules_are_numbered_without_a_gap_and_the_contents_list_each()
    {
        Assert.Equal(Enumerable.Range(1, RuleBookPages.Rules.Count).Select(number => $"CR-{number:00}"), RuleBookPages.Rules.Keys);
        Assert.Equal(Enumerable.Range(1, RuleBookPages.Reports.Count).Select(number => $"R{number}"), RuleBookPages.Reports.Keys);
        var contents = RuleBookPages.Read("README.md");
        Assert.All(
            RuleBookPages.All.Select(Path.GetFileName).Where(page => page != "README.md"),
            page => Assert.Contains($"({page})", contents, StringComparison.Ordinal));
    }

    [Fact]
    public void Each_rule_has_its_sections()
    {
        var faults = from rule in RuleBookPages.Rules
                     from section in Sections
                     where !rule.Value.Contains($"\n{section}\n", StringComparison.Ordinal)
                     select $"{rule.Key}.md has no section {section}.";
        Faults.AreNone(faults);
    }

    [Fact]
    public void Pages_link_only_to_what_exists()
    {
        var faults = from page in RuleBookPages.All
                     from Match link in Link().Matches(File.ReadAllText(page))
                     let target = Path.GetFullPath(Path.Combine(RuleBookPages.Folder, link.Groups[1].Value))
                     where !File.Exists(target) && !Directory.Exists(target)
                     select $"{Path.GetFileName(page)} links to {link.Groups[1].Value}, which is not there.";
        Faults.AreNone(faults);
    }

    /// <summary>So that a search for a number finds page, case, code and test.</summary>
    [Fact]
    public void Files_that_a_rule_names_cite_its_number()
    {
        var faults = from rule in RuleBookPages.Rules
                     from Match link in Link().Matches(rule.Value)
                     where link.Groups[1].Value.EndsWith(".cs", StringComparison.Ordinal)
                     let file = Path.GetFullPath(Path.Combine(RuleBookPages.Folder, link.Groups[1].Value))
                     where File.Exists(file) && !File.ReadAllText(file).Contains(rule.Key, StringComparison.Ordinal)
                     select $"{Sources.Relative(file)} does not cite {rule.Key}, whose page names it.";
        Faults.AreNone(faults);
    }

    [Fact]
    public void Each_rule_has_a_case_and_each_case_names_its_rules()
    {
        var shown = RuleBookPages.Cases.Values.SelectMany(rules => rules);
        Faults.AreNone(RuleBookPages.Rules.Keys.Except(shown).Select(rule => $"{rule} has no case."));
        Faults.AreNone(RuleBookPages.Cases.Where(named => named.Value.Count == 0).Select(named => $"{named.Key} names no rule."));
    }

    [Fact]
    public void Pages_and_cases_name_each_other()
    {
        var named = RuleBookPages.Cases.SelectMany(names => names.Value.Select(rule => (Case: names.Key, Rule: rule))).ToHashSet();
        var listed = RuleBookPages.Rules.Concat(RuleBookPages.Reports)
            .SelectMany(page => RuleBookPages.CasesListedIn(page.Value).Select(shown => (Case: shown, Rule: page.Key))).ToHashSet();
        Faults.AreNone(named.Except(listed).Select(missing => $"{missing.Case} names {missing.Rule}, whose page does not list it."));
        Faults.AreNone(listed.Except(named).Select(missing => $"{missing.Rule} lists {missing.Case}, which does not name it."));
    }

    [Fact]
    public void Parameters_of_the_pages_are_those_of_the_code_with_their_defaults()
    {
        var inCode = ParametersInCode();
        var faults = from page in RuleBookPages.All
                     from parameter in RuleBookPages.ParametersIn(File.ReadAllText(page))
                     let real = inCode.GetValueOrDefault(parameter.Name, "not in the code")
                     where real != parameter.Default
                     select $"{Path.GetFileName(page)}: {parameter.Name} is {real}, not {parameter.Default}.";
        Faults.AreNone(faults);
        var listed = RuleBookPages.ParametersIn(RuleBookPages.Read("parameters.md")).Select(parameter => parameter.Name);
        Assert.Equal(inCode.Keys.Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Paths_of_reports_are_those_of_the_service()
    {
        var document = File.ReadAllText(Repository.PathOf("contracts", "http", "credits.json"));
        var served = ReportPath().Matches(document).Select(path => path.Value).ToHashSet();
        var named = ReportPath().Matches(RuleBookPages.Read("reports.md")).Select(path => path.Value).ToHashSet();
        Faults.AreNone(served.Except(named).Select(path => $"reports.md does not name {path}."));
        Faults.AreNone(named.Except(served).Select(path => $"reports.md names {path}, which is not served."));
    }

    [Fact]
    public void Pairings_of_the_fixture_are_those_that_cases_and_tests_use()
    {
        var page = RuleBookPages.Read("fixture.md").Split('\n');
        var faults = from file in Sources.Files("fixture-pairings.csv", "tests")
                     from line in File.ReadLines(file).Skip(1)
                     let cells = line.Split(',')
                     let row = page.SingleOrDefault(
                         row => row.StartsWith($"| {cells[0]} | {cells[1]} {cells[2]} |", StringComparison.Ordinal))
                     let days = $"| {cells[7]} → {cells[8]}".TrimEnd() + $" | {cells[9]}"
                     where row is null || !row.Contains(days, StringComparison.Ordinal)
                     select $"fixture.md has no row of {line} in {Sources.Relative(file)}.";
        Faults.AreNone(faults);
    }

    [Fact]
    public void Names_of_the_glossary_are_names_of_the_sources()
    {
        var rows = RuleBookPages.Read("glossary.md").Split('\n').Where(row => row.StartsWith('|'));
        var names = (from row in rows
                     from Match written in Name().Matches(row.Split('|')[3])
                     from name in written.Groups[1].Value.Split('.')
                     select name).ToHashSet();
        var known = Sources.Files("*.cs", "services").Concat(Sources.Files("*.cs", "contracts"))
            .SelectMany(file => Identifier().Matches(File.ReadAllText(file))).Select(identifier => identifier.Value).ToHashSet();
        Assert.NotEmpty(names);
        Faults.AreNone(names.Except(known).Select(name => $"glossary.md: {name} is no name in the sources."));
    }

    /// <summary>The parameters of the rule set, and those that Logistics keeps, by name; defaults as the pages write them.</summary>
    static Dictionary<string, string> ParametersInCode()
    {
        var ruleSet = File.ReadAllText(Sources.Files("RuleParameters.cs", "services", "Crediting").Single());
        var parameters = RuleParameter().Matches(ruleSet).ToDictionary(
            parameter => parameter.Groups["name"].Value,
            parameter => Shown(parameter.Groups["default"]));
        var logistics = File.ReadAllText(Sources.Files("AcceptanceRules.cs", "services", "Logistics").Single());
        var names = Constructor().Match(logistics).Groups[1].Value.Split(',').Select(parameter => parameter.Trim().Split(' ')[1]);
        var defaults = Default().Match(logistics).Groups[1].Value.Split(',').Select(given => given.Trim().TrimEnd('m'));
        foreach (var (name, given) in names.Zip(defaults))
        {
            parameters.Add(name, given);
        }

        return parameters;
    }

    /// <summary>A truth value without a default is false; a number has no suffix, a choice no type.</summary>
    static string Shown(Group given) =>
        !given.Success ? "false"
        : char.IsDigit(given.Value[0]) ? given.Value.TrimEnd('m')
        : given.Value.Split('.')[^1];

    [GeneratedRegex(@"/credits/reports/[a-z-]+")]
    private static partial Regex ReportPath();

    [GeneratedRegex(@"\]\((?!https?:)([^)#\s]+)[^)]*\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"`([\w.]+)`")]
    private static partial Regex Name();

    [GeneratedRegex(@"\b[A-Z]\w+")]
    private static partial Regex Identifier();

    [GeneratedRegex(@"public (?!static)\w+ (?<name>\w+) \{ get; init; \}(?: = (?<default>[^;]+);)?")]
    private static partial Regex RuleParameter();

    [GeneratedRegex(@"record AcceptanceRules\(([^)]+)\)")]
    private static partial Regex Constructor();

    [GeneratedRegex(@"Default \{ get; \} = new\(([^)]+)\)")]
    private static partial Regex Default();
}
