using Marketplace.Contracts.Proofs;
using Marketplace.Crediting.Sealing;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Marketplace.Crediting.Tests.Sealing;

public sealed class SignHeadsTests
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Each_block_gets_a_signed_head_also_after_the_process_died_before_it_was_signed(Engine engine)
    {
        var clock = new FixedClock(Examples.Noon("2024-05-10"));
        await using var service = await SealingScenario.StartAsync(engine, clock);
        await using var scope = service.OpenDb(out var db);
        var (sealing, heads) = (service.Services.GetRequiredService<SealLedger>(), service.Services.GetRequiredService<SignHeads>());
        Assert.Equal(0, await heads.SignAsync(db, Ct));
        for (var block = 1; block <= 3; block++)
        {
            // Sealed and not signed: whoever comes next signs.
            await service.SellAsync(lines: block);
            await sealing.SealAsync(db, Ct);
        }

        clock.Now = Examples.Noon("2024-05-11");
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => SignAsync()));

        var keys = service.Services.GetRequiredService<PublicKeys>();
        var signed = await db.TreeHeads.AsNoTracking().OrderBy(head => head.Number).ToListAsync(Ct);
        var blocks = await db.LedgerBlocks.AsNoTracking().OrderBy(block => block.BlockNo).ToListAsync(Ct);
        Assert.Equal([(1L, 3L), (2L, 9L), (3L, 18L)], signed.Select(head => (head.Number, head.Entries)));
        Assert.Equal(blocks.Select(block => Convert.ToHexStringLower(block.ChainHash)), signed.Select(head => head.ChainHash));
        Assert.Equal(
            Enumerable.Range(1, 3).Select(size => Convert.ToHexStringLower(
                MerkleTree.Root([.. blocks.Take(size).Select(block => SealedBlock.TreeLeaf(block.Root))]))),
            signed.Select(head => head.TreeRoot));
        Assert.All(signed, head => Assert.True(head.IsSigned(keys)));
        Assert.All(signed, head => Assert.False((head with { SignedAt = head.SignedAt.AddMilliseconds(1) }).IsSigned(keys)));

        async Task SignAsync()
        {
            await using var another = service.OpenDb(out var own);
            await heads.SignAsync(own, Ct);
        }
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_does_not_go_on_from_what_was_signed_is_not_signed(Engine engine)
    {
        await using var service = await SealingScenario.StartAsync(engine);
        await service.SellAsync();
        await service.SealAsync();
        await using var scope = service.OpenDb(out var db);
        await service.SellAsync();
        await service.Services.GetRequiredService<SealLedger>().SealAsync(db, Ct);
        await using var tampering = await Tampering.BeginAsync(db);
        await tampering.SetAsync("ledger_blocks", "root", new byte[32], "block_no = 2");

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(
            () => service.Services.GetRequiredService<SignHeads>().SignAsync(db, Ct));

        Assert.Contains("Block 2", refused.Message, StringComparison.Ordinal);
        Assert.Equal(1, await db.TreeHeads.CountAsync(Ct));
    }
}
