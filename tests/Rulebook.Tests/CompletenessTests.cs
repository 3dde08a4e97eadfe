using System.Text.RegularExpressions;
using Marketplace.Rulebook.Tests.Cases;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Rulebook.Tests;

/// <summary>The cases are all there, and their page tells the truth.</summary>
public sealed partial class CompletenessTests
{
    [Fact]
    public void Every_case_of_the_list_is_there()
    {
        var missing = CaseFiles.Ids.Except(CaseFiles.All.Select(Path.GetFileNameWithoutExtension));
        Assert.Empty(missing);
        Assert.NotEmpty(CaseFiles.Ids);
    }

    [Fact]
    public void Every_case_can_be_read()
    {
        foreach (var file in CaseFiles.All)
        {
            Assert.NotEmpty(CaseReader.ReadFile(file).Title);
        }
    }

    [Fact]
    public void The_worked_examples_of_the_page_are_cases()
    {
        var page = File.ReadAllText(Repository.PathOf("tests", "Rulebook.Tests", "README.md"));
        var examples = Example().Matches(page);
        Assert.Equal(2, examples.Count);
        foreach (Match example in examples)
        {
            Assert.NotEmpty(CaseReader.Read(example.Groups[1].Value, "README.md").Steps);
        }
    }

    [GeneratedRegex("^```json case\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Example();
}
