using Marketplace.Crediting.Audit;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Marketplace.Crediting.Tests.Audit;

/// <summary>Whatever is changed behind the ledger's back is found, and named.</summary>
public sealed class VerifySealsTests
{
    const long Sixth = 6;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task One_byte_of_any_column_of_an_entry_names_that_entry(Engine engine)
    {
        await using var service = await AuditScenario.StartAsync(engine);
        await using var scope = service.OpenDb(out var db);
        await using var tampering = await Tampering.BeginAsync(db);
        var tried = 0;
        foreach (var number in (long[])[2, Sixth, 9, 15])
        {
            var where = $"entry_no = {number}";
            foreach (var (column, value) in await tampering.RowAsync("credit_entries", where))
            {
                // An empty column is filled, a number is moved past all others.
                var changes = value is DBNull ? [engine == Engine.Sqlite ? $"{Guid.Empty}" : Guid.Empty]
                    : column == "entry_no" ? [number + 1_000] : Tampering.Changed(value);
                foreach (var changed in changes)
                {
                    var changedWhere = column == "entry_no" ? $"entry_no = {number + 1_000}" : where;
                    await tampering.SetAsync("credit_entries", column, changed, where);

                    var found = await service.VerifyAsync();
                    Assert.False(found.GetProperty("isSound").GetBoolean(), $"{column} {value} -> {changed}");
                    var differences = found.List("sealDifferences");
                    Assert.True(differences.Length > 0, $"{column} {value} -> {changed} is not seen by the seals");
                    Assert.Equal((column, number), (column, differences[0].Number("entryNo")));
                    Assert.Equal(column == "entry_no" ? "EntryMissing" : "EntryChanged", differences[0].Text("fault"));
                    Assert.Equal(column == "entry_no" ? 2 : 1, differences.Length);
                    Assert.Equal(number <= 9 ? 1 : 2, differences[0].Number("blockNo"));

                    await tampering.SetAsync("credit_entries", column, value, changedWhere);
                    tried++;
                }
            }
        }

        Assert.True(tried >= 4 * 26);
        Assert.True((await service.VerifyAsync()).GetProperty("isSound").GetBoolean());
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task An_entry_that_is_gone_or_was_added_is_named(Engine engine)
    {
        await using var service = await AuditScenario.StartAsync(engine);
        await using var scope = service.OpenDb(out var db);
        await using var tampering = await Tampering.BeginAsync(db);
        await tampering.RunAsync("CREATE TABLE kept AS SELECT * FROM credit_entries");

        foreach (var number in (long[])[1, Sixth, 15, 18])
        {
            await tampering.RunAsync($"DELETE FROM credit_entries WHERE entry_no = {number}");
            var gone = Assert.Single((await service.VerifyAsync()).List("sealDifferences"));
            Assert.Equal(("EntryMissing", number), (gone.Text("fault"), gone.Number("entryNo")));
            await tampering.RunAsync($"INSERT INTO credit_entries SELECT * FROM kept WHERE entry_no = {number}");
        }

        var id = engine == Engine.Sqlite
            ? (object)"0193A000-0000-7000-8000-000000000001"
            : Guid.Parse("0193A000-0000-7000-8000-000000000001");
        foreach (var number in (long[])[0, 19, 7_000])
        {
            await tampering.RunAsync(
                $"UPDATE kept SET entry_no = {number}, entry_id = @value, sequence = 9, entry_type = 'Void' WHERE entry_no = 3", id);
            await tampering.RunAsync($"INSERT INTO credit_entries SELECT * FROM kept WHERE entry_no = {number}");
            var added = Assert.Single((await service.VerifyAsync()).List("sealDifferences"));
            Assert.Equal(("EntryAdded", number), (added.Text("fault"), added.Number("entryNo")));
            await tampering.RunAsync($"DELETE FROM credit_entries WHERE entry_no = {number}");
            await tampering.RunAsync($"UPDATE kept SET entry_no = 3 WHERE entry_no = {number}");
        }

        // The head is made to fit: the entry is not sealed, but its id doesn't follow from what it is about.
        await tampering.RunAsync("UPDATE kept SET entry_no = 19 WHERE entry_no = 3");
        await tampering.RunAsync("INSERT INTO credit_entries SELECT * FROM kept WHERE entry_no = 19");
        await tampering.RunAsync("UPDATE ledger_heads SET entry_no = 19");
        var smuggled = Assert.Single((await service.VerifyAsync()).List("sealDifferences"));
        Assert.Equal(("EntryWrong", 19L), (smuggled.Text("fault"), smuggled.Number("entryNo")));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_changed_leaf_and_a_changed_block_are_named(Engine engine)
    {
        await using var service = await AuditScenario.StartAsync(engine);
        await using var scope = service.OpenDb(out var db);
        await using var tampering = await Tampering.BeginAsync(db);
        foreach (var (column, value) in await tampering.RowAsync("ledger_blocks", "block_no = 1"))
        {
            // When a block was sealed is no part of the chain.
            foreach (var changed in column is "sealed_at" or "block_no" ? [] : Tampering.Changed(value))
            {
                await tampering.SetAsync("ledger_blocks", column, changed, "block_no = 1");
                var first = (await service.VerifyAsync()).List("sealDifferences")[0];
                Assert.Equal((column, 1L), (column, first.Number("blockNo")));
                Assert.Equal((column, column == "leaves" ? "LeafChanged" : "BlockChanged"), (column, first.Text("fault")));
                if (column == "leaves")
                {
                    Assert.Contains(first.Number("entryNo"), (long[])[1, 9]);
                }

                await tampering.SetAsync("ledger_blocks", column, value, "block_no = 1");
            }
        }

        await tampering.SetAsync("ledger_blocks", "block_no", 11L, "block_no = 1");
        var missing = (await service.VerifyAsync()).List("sealDifferences")[0];
        Assert.Equal(("BlockMissing", 1L), (missing.Text("fault"), missing.Number("blockNo")));
        await tampering.SetAsync("ledger_blocks", "block_no", 1L, "block_no = 11");

        // Entry and leaf are changed alike: the root tells.
        await tampering.RunAsync("UPDATE credit_entries SET amount_fen = amount_fen + 1 WHERE entry_no = 6");
        var entry = await db.CreditEntries.AsNoTracking()
            .SingleAsync(creditEntry => creditEntry.EntryNo == Sixth, TestContext.Current.CancellationToken);
        var leaves = (byte[])(await tampering.RowAsync("ledger_blocks", "block_no = 1")).Single(row => row.Name == "leaves").Value;
        var forged = (byte[])leaves.Clone();
        LedgerBlock.LeafOf(entry).CopyTo(forged, 5 * 32);
        await tampering.SetAsync("ledger_blocks", "leaves", forged, "block_no = 1");
        var told = (await service.VerifyAsync()).List("sealDifferences");
        Assert.Equal(("BlockChanged", 1L), (told[0].Text("fault"), told[0].Number("blockNo")));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_command_says_by_its_exit_code_whether_something_differs(Engine engine)
    {
        await using var service = await AuditScenario.StartAsync(engine);
        var (code, output) = await service.RunAsync(VerifyLedger.CommandAsync);
        Assert.Equal(0, code);
        Assert.Contains("18 entries, sealed through 15 in 2 blocks", output, StringComparison.Ordinal);

        await using var scope = service.OpenDb(out var db);
        await using var tampering = await Tampering.BeginAsync(db);
        await tampering.RunAsync("UPDATE credit_entries SET reason = 'NoPairing' WHERE entry_no = 6");
        (code, output) = await service.RunAsync(VerifyLedger.CommandAsync);
        Assert.Equal(1, code);
        Assert.Contains("EntryNo = 6", output, StringComparison.Ordinal);
    }
}
