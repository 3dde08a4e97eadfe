using Marketplace.Contracts.Proofs;
using Marketplace.Crediting.Audit;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Storage;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Marketplace.Testing;
using Marketplace.Testing.Servers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Marketplace.Crediting.Tests.Audit;

/// <summary>Replaying the whole journal from nothing gives the same ledger, on whichever engine (CR-21, invariant 8).</summary>
public sealed class CompareLedgersTests
{
    [Theory]
    [InlineData(Engine.Sqlite, Engine.Sqlite)]
    [InlineData(Engine.PostgreSql, Engine.PostgreSql)]
    [InlineData(Engine.PostgreSql, Engine.Sqlite)]
    public async Task A_replay_of_everything_that_happened_gives_the_identical_ledger(Engine engine, Engine into)
    {
        var ct = TestContext.Current.CancellationToken;
        var clock = new FixedClock(Examples.Noon("2024-05-02"));
        await using var service = await SealingScenario.StartAsync(engine, clock);
        await LedgerScenario.RunThroughMayAsync(service, clock);
        await LedgerScenario.RunThroughJulyAsync(service, clock);
        await service.SealAsync();
        await using (var scope = service.OpenDb(out var db))
        {
            var types = await db.CreditEntries.Select(entry => entry.EntryType).Distinct().ToListAsync(ct);
            Assert.Equal(Enum.GetValues<EntryType>(), types.Order());
            Assert.False(await db.ParkedMessages.AnyAsync(ct));
        }

        var verified = await service.VerifyAsync();
        Assert.True(verified.GetProperty("isSound").GetBoolean(), verified.GetRawText());
        using var folder = TestFolder.Create("Replay");
        var target = into == Engine.Sqlite
            ? $"Data Source={folder.File("replayed.db")}"
            : await (await PostgresServer.SharedAsync()).CreateDatabaseAsync("Replay", ct);

        var (code, output) = await service.RunAsync(CompareLedgers.CommandAsync, "--into", target);

        Assert.True(code == 0, output);
        Assert.Contains("The ledgers are identical.", output, StringComparison.Ordinal);
        await using (var replayed = new CreditingDb(CompareLedgers.OptionsOf(target), Caller.System))
        {
            Assert.Equal(verified.Number("entries"), await replayed.CreditEntries.LongCountAsync(ct));
            Assert.False(await replayed.OutboxMessages.AnyAsync(ct));
            Assert.True((await VerifyLedger.RunAsync(
                replayed, service.Services.GetRequiredService<PublicKeys>(), witness: null, clock, ct)).IsSound);
        }

        (code, output) = await service.RunAsync(CompareLedgers.CommandAsync, "--into", target);
        Assert.Equal((1, true), (code, output.Contains("not empty", StringComparison.Ordinal)));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_replay_until_an_instant_is_the_ledger_as_it_stood_then(Engine engine)
    {
        var ct = TestContext.Current.CancellationToken;
        var clock = new FixedClock(Examples.Noon("2024-05-02"));
        await using var service = await SealingScenario.StartAsync(engine, clock);
        await LedgerScenario.RunThroughMayAsync(service, clock);
        var then = await SalesAsync(service);
        var until = clock.Now.ToString("O", System.Globalization.CultureInfo.InvariantCulture);
        await LedgerScenario.RunThroughJulyAsync(service, clock);
        Assert.NotEqual(then, await SalesAsync(service));
        using var folder = TestFolder.Create("Replay");
        var target = $"Data Source={folder.File("then.db")}";

        var (code, output) = await service.RunAsync(CompareLedgers.CommandAsync, "--into", target, "--until", until);

        Assert.True(code == 0, output);
        await using var replayed = new CreditingDb(CompareLedgers.OptionsOf(target), Caller.System);
        Assert.Equal(then, await SalesAsync(replayed));
        (code, output) = await service.RunAsync(CompareLedgers.CommandAsync, "--into", target, "--until", "yesterday");
        Assert.Equal((1, true), (code, output.StartsWith("Usage", StringComparison.Ordinal)));

        static async Task<List<string>> SalesAsync(object from)
        {
            if (from is CreditingDb db)
            {
                return await db.SaleMonths.AsNoTracking().Where(sum => sum.Shares != 0)
                    .OrderBy(sum => sum.RecognitionMonth).ThenBy(sum => sum.OriginPath)
                    .ThenBy(sum => sum.UnitPath).ThenBy(sum => sum.RegionReason)
                    .Select(sum => $"{sum.RecognitionMonth} {sum.OriginPath} {sum.UnitPath} "
                        + $"{sum.RegionReason} {sum.IsCredited} {sum.AmountFen} {sum.Shares}").ToListAsync();
            }

            await using var scope = ((ServiceUnderTest<CreditingDb>)from).OpenDb(out var own);
            return await SalesAsync(own);
        }
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_ledger_that_its_journal_does_not_explain_is_told_with_the_first_entry_that_differs(Engine engine)
    {
        var clock = new FixedClock(Examples.Noon("2024-05-02"));
        await using var service = await SealingScenario.StartAsync(engine, clock);
        await service.SellAsync(lines: 2);
        await using (var scope = service.OpenDb(out var db))
        {
            await using var tampering = await Tampering.BeginAsync(db);
            await tampering.RunAsync("UPDATE credit_entries SET amount_fen = amount_fen + 1 WHERE entry_no = 4");
        }

        using var folder = TestFolder.Create("Replay");

        var (code, output) = await service.RunAsync(CompareLedgers.CommandAsync, "--into", $"Data Source={folder.File("replayed.db")}");

        Assert.Equal(1, code);
        Assert.Contains("Entry 4 differs.", output, StringComparison.Ordinal);
        Assert.Equal(1, (await service.RunAsync(CompareLedgers.CommandAsync)).Code);
    }
}
