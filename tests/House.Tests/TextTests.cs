using System.Text.RegularExpressions;
using Xunit;

namespace Marketplace.House.Tests;

/// <summary>How the files of the house are written.</summary>
public sealed partial class TextTests
{
    const int LinesMax = 400;

    static readonly string[] Words =
    [
        "TO" + "DO", "FIX" + "ME", "HA" + "CK", "#reg" + "ion", "NotImplemented" + "Exception", "Thread." + "Sleep",
    ];

    static readonly string[] Written = ["*.cs", "*.md", "*.json", "*.sh", "*.yaml", "*.props", "*.csproj", "*.html", "*.js"];

    static readonly string[] Suffixes = ["Handler", "Manager", "Helper", "Util", "Utils", "Dto", "Impl"];

    [Fact]
    public void Nothing_unfinished_is_left_in_the_sources()
    {
        var faults =
            from file in Sources.Files("*.cs")
            from line in File.ReadLines(file).Select((text, index) => (text, number: index + 1))
            from word in Words
            where line.text.Contains(word, StringComparison.Ordinal)
            select $"{Sources.Relative(file)}:{line.number} has {word}: finish it, or say in DECISIONS.md why not.";
        Assert.Empty(faults);
    }

    [Fact]
    public void Tests_wait_for_conditions_and_never_for_time()
    {
        var faults = Sources.Files("*.cs", "tests").Where(file => Path.GetFileName(file) is not ("Eventually.cs" or "TextTests.cs"))
            .Where(file => File.ReadAllText(file).Contains("Task.Del" + "ay", StringComparison.Ordinal))
            .Select(file => $"{Sources.Relative(file)}: use Eventually.");
        Assert.Empty(faults);
    }

    [Fact]
    public void No_type_is_named_for_a_pattern()
    {
        var faults =
            from file in Sources.Files("*.cs", "services").Concat(Sources.Files("*.cs", "contracts"))
            from Match type in TypeName().Matches(File.ReadAllText(file))
            let name = type.Groups[1].Value
            from suffix in Suffixes
            where name.EndsWith(suffix, StringComparison.Ordinal)
            select $"{Sources.Relative(file)}: {name}: say what it does.";
        Assert.Empty(faults);
    }

    [Fact]
    public void A_docstring_says_more_of_a_token_than_that_it_cancels()
    {
        var faults =
            from file in Sources.Files("*.cs")
            from line in File.ReadLines(file).Select((text, index) => (text, number: index + 1))
            where SaysNothing().IsMatch(line.text)
            select $"{Sources.Relative(file)}:{line.number}: leave the parameter out.";
        Assert.Empty(faults);
    }

    [Fact]
    public void Files_are_short_enough_to_read()
    {
        var faults = Sources.Files("*.cs").Select(file => (file, lines: File.ReadLines(file).Count()))
            .Where(row => row.lines > LinesMax).Select(row => $"{Sources.Relative(row.file)} has {row.lines} lines (at most {LinesMax}).");
        Assert.Empty(faults);
    }

    [Fact]
    public void No_file_names_a_place_of_the_machine_it_was_written_on()
    {
        var faults =
            from pattern in Written
            from file in Sources.Files(pattern)
            where MachinePath().IsMatch(File.ReadAllText(file))
            select Sources.Relative(file);
        Assert.Empty(faults);
    }

    [Fact]
    public void Every_markdown_file_has_one_title()
    {
        var faults = Sources.Files("*.md").Where(file => TitlesOf(file) != 1).Select(Sources.Relative);
        Assert.Empty(faults);
    }

    static int TitlesOf(string file)
    {
        var isCode = false;
        var titles = 0;
        foreach (var line in File.ReadLines(file))
        {
            isCode ^= line.TrimStart().StartsWith("```", StringComparison.Ordinal);
            titles += !isCode && line.StartsWith("# ", StringComparison.Ordinal) ? 1 : 0;
        }

        return titles;
    }

    [GeneratedRegex(@"(?:class|record struct|record|interface|enum|struct)\s+([A-Z]\w*)")]
    private static partial Regex TypeName();

    [GeneratedRegex(@"^\s*/// <param name=""ct"">\w+(?: it| the wait)?\.</param>")]
    private static partial Regex SaysNothing();

    [GeneratedRegex(@"(?<![\w.])/(?:work|root)/\w")]
    private static partial Regex MachinePath();
}
