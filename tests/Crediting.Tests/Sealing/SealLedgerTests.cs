using Marketplace.Contracts.Proofs;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Sealing;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Marketplace.Crediting.Tests.Sealing;

public sealed class SealLedgerTests
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Entries_are_sealed_in_their_order_into_blocks_that_are_chained(Engine engine)
    {
        await using var service = await SealingScenario.StartAsync(engine);
        await service.SellAsync(lines: 3);
        await service.SealAsync();
        await service.SealAsync();
        await service.SellAsync(lines: 2);
        await service.SealAsync();

        await using var scope = service.OpenDb(out var db);
        var blocks = await db.LedgerBlocks.OrderBy(block => block.BlockNo).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal([(1L, 1L, 9L), (2L, 10L, 15L)], blocks.Select(block => (block.BlockNo, block.FirstEntryNo, block.LastEntryNo)));
        var entries = await db.CreditEntries.OrderBy(entry => entry.EntryNo).ToListAsync(TestContext.Current.CancellationToken);
        var before = new byte[32];
        foreach (var block in blocks)
        {
            byte[][] leaves = [.. entries.Where(entry => entry.EntryNo >= block.FirstEntryNo && entry.EntryNo <= block.LastEntryNo)
                .Select(LedgerBlock.LeafOf)];
            Assert.Equal(leaves.SelectMany(leaf => leaf), block.Leaves);
            Assert.Equal(MerkleTree.Root(leaves), block.Root);
            Assert.Equal(SealedBlock.Chain(before, block.FirstEntryNo, block.LastEntryNo, block.Root), block.ChainHash);
            before = block.ChainHash;
        }
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_block_ends_where_a_month_was_closed(Engine engine)
    {
        var clock = new FixedClock(Examples.Noon("2024-06-10"));
        await using var service = await SealingScenario.StartAsync(engine, clock);
        await service.SellAsync(lines: 2);
        await service.CloseAsync("2024-05");
        await service.SellAsync(day: "2024-06-09");
        await service.SealAsync();

        await using var scope = service.OpenDb(out var db);
        var ends = await db.LedgerBlocks.OrderBy(block => block.BlockNo)
            .Select(block => block.LastEntryNo).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal([6, 9], ends);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Many_who_seal_at_once_while_entries_go_on_seal_each_entry_once(Engine engine)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var service = await SealingScenario.StartAsync(engine);

        await Task.WhenAll(
            Task.WhenAll(Enumerable.Range(0, 10).Select(_ => service.SellAsync())),
            Task.WhenAll(Enumerable.Range(0, 10).Select(_ => service.SealAsync())));
        await service.SealAsync();

        await using var scope = service.OpenDb(out var db);
        var blocks = await db.LedgerBlocks.OrderBy(block => block.BlockNo).ToListAsync(ct);
        Assert.Equal(30, blocks.Sum(block => block.Entries));
        Assert.Equal(1 + 30, blocks.Aggregate(1L, (next, block) => block.FirstEntryNo == next ? block.LastEntryNo + 1 : -1));
        Assert.True((await service.VerifyAsync()).GetProperty("isSound").GetBoolean());
    }

    [Fact]
    public async Task Nothing_is_sealed_after_a_missing_entry()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var service = await SealingScenario.StartAsync(Engine.Sqlite);
        await service.SellAsync();
        await using var scope = service.OpenDb(out var db);
        await db.Database.ExecuteSqlRawAsync("DROP TRIGGER credit_entries_stay_deleted", ct);
        await db.Database.ExecuteSqlRawAsync("DELETE FROM credit_entries WHERE entry_no = 2", ct);

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(
            () => service.Services.GetRequiredService<SealLedger>().SealAsync(db, ct));

        Assert.Contains("Entry 2", refused.Message, StringComparison.Ordinal);
        Assert.False(await db.LedgerBlocks.AnyAsync(ct));
    }
}
