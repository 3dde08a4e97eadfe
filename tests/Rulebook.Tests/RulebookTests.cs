using Marketplace.Platform.Storage;
using Marketplace.Rulebook.Tests.Cases;
using Marketplace.Rulebook.Tests.Run;
using Xunit;

namespace Marketplace.Rulebook.Tests;

/// <summary>Each case of the rule book; a class for each engine, since classes run side by side.</summary>
public abstract class RulebookTests(Engine engine, CountCases counted)
{
    public static TheoryData<string> Cases { get; } = new(CaseFiles.ToPlay.Select(Name));

    [Theory, MemberData(nameof(Cases))]
    public async Task A_case_comes_out_as_the_rule_book_says(string file)
    {
        var @case = CaseReader.ReadFile(CaseFiles.All.Single(text => Name(text) == file));
        var differences = await CaseRunner.RunAsync(@case, engine, TestContext.Current.CancellationToken);
        counted.Count(@case.Id, engine, differences.IsEmpty);
        Assert.True(differences.IsEmpty, differences.ToString());
    }

    /// <summary>Own cases by their file name; further ones with their folder, so that both may have the same name.</summary>
    static string Name(string file) => CaseFiles.IsOwn(file) ? Path.GetFileName(file) : file;
}

/// <summary>Each case of the rule book on SQLite.</summary>
public sealed class RulebookOnSqliteTests(CountCases counted) : RulebookTests(Engine.Sqlite, counted);

/// <summary>Each case of the rule book on PostgreSQL.</summary>
public sealed class RulebookOnPostgreSqlTests(CountCases counted) : RulebookTests(Engine.PostgreSql, counted);
