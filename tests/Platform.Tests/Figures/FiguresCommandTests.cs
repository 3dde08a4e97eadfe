using Marketplace.Platform.Figures;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Tests.Messaging;
using Marketplace.Testing;
using Marketplace.Testing.Servers;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Marketplace.Platform.Tests.Figures;

/// <summary>Two services say what each has, and one names what is missing on either side.</summary>
public sealed class FiguresCommandTests
{
    static readonly DateTimeOffset Day = new(2026, 11, 26, 0, 0, 0, TimeSpan.Zero);

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Services_that_have_the_same_print_the_same_and_one_that_lost_some_names_them(Engine engine)
    {
        using var folder = TestFolder.Create("figures");
        await using var one = await TallyService.StartAsync(engine, Ct);
        await using var other = await TallyService.StartAsync(engine, Ct);
        Guid[] ids = [.. Enumerable.Range(0, 5).Select(_ => Guid.CreateVersion7())];
        await AddAsync(one, ids);
        await AddAsync(other, [.. ids.Reverse()]);
        var days = await RunAsync(one, "--since", "2026-11-20");
        Assert.StartsWith("tallies 2026-11-26 5 ", days, StringComparison.Ordinal);
        Assert.Equal(days, await RunAsync(other, "--since", "2026-11-20"));

        var extra = Guid.CreateVersion7();
        await AddAsync(one, [extra]);
        await using (var scope = one.OpenDb(out var db))
        {
            await db.Tallies.Where(row => row.Id == ids[0]).ExecuteDeleteAsync(Ct);
        }

        Assert.NotEqual(days, await RunAsync(one, "--since", "2026-11-20"));
        var list = folder.File("other.txt");
        await File.WriteAllTextAsync(list, await RunAsync(other, "--since", "2026-11-20", "--ids"), Ct);
        var told = await RunAsync(one, exits: 2, "--since", "2026-11-20", "--compare", list);

        Assert.Contains($"tallies 2026-11-26 {ids[0]} is missing here", told, StringComparison.Ordinal);
        Assert.Contains($"tallies 2026-11-26 {extra} is missing there", told, StringComparison.Ordinal);
        Assert.DoesNotContain($"{ids[1]}", told, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData]
    [InlineData("--since")]
    [InlineData("--since", "yesterday")]
    [InlineData("--since", "2026-11-26", "--compare")]
    public async Task What_it_does_not_understand_it_answers_with_how_it_is_used(params string[] args)
    {
        await using var tally = await TallyService.StartAsync(Engine.Sqlite, Ct);
        Assert.StartsWith("Usage: figures", await RunAsync(tally, exits: 1, args), StringComparison.Ordinal);
    }

    static Task<string> RunAsync(ServiceUnderTest<TallyDb> tally, params string[] args) => RunAsync(tally, exits: 0, args);

    static async Task<string> RunAsync(ServiceUnderTest<TallyDb> tally, int exits, params string[] args)
    {
        FigureSet[] sets = [new("tallies", typeof(TallyDb), (db, since) => ((TallyDb)db).Tallies.Select(row => new Figure(row.Id, Day)))];
        await using var output = new StringWriter();
        Assert.Equal(exits, await FiguresCommand.RunAsync(tally.Services, sets, args, output, Ct));
        return output.ToString();
    }

    static async Task AddAsync(ServiceUnderTest<TallyDb> tally, IReadOnlyList<Guid> ids)
    {
        await using var scope = tally.OpenDb(out var db);
        db.AddRange(ids.Select(id => new Tally { Id = id }));
        await db.SaveChangesAsync(Ct);
    }
}
