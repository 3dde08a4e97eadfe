using Marketplace.Platform.Storage;
using Marketplace.Rulebook.Tests.Cases;
using Marketplace.Rulebook.Tests.Run;
using Xunit;

namespace Marketplace.Rulebook.Tests;

/// <summary>Each case of the rule book, on each engine.</summary>
public sealed class RulebookTests(CountCases counted)
{
    public static TheoryData<string, Engine> Cases { get; } =
        new(CaseFiles.ToPlay.SelectMany(file => Enum.GetValues<Engine>().Select(engine => (Name(file), engine))));

    [Theory, MemberData(nameof(Cases))]
    public async Task A_case_comes_out_as_the_rule_book_says(string file, Engine engine)
    {
        var @case = CaseReader.ReadFile(CaseFiles.All.Single(one => Name(one) == file));
        var differences = await CaseRunner.RunAsync(@case, engine, TestContext.Current.CancellationToken);
        counted.Count(@case.Id, engine, differences.IsEmpty);
        Assert.True(differences.IsEmpty, differences.ToString());
    }

    /// <summary>Own cases by their file name; further ones with their folder, so that both may have the same name.</summary>
    static string Name(string file) => CaseFiles.Further is { } further && file.StartsWith(further, StringComparison.Ordinal) ? file : Path.GetFileName(file);
}
