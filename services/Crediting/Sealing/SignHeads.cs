using Marketplace.Contracts.Proofs;
using Marketplace.Crediting.Signing;
using Marketplace.Crediting.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Sealing;

/// <summary>
/// Signs the head of every sealed block, in their order. Not in the transaction that seals: a key that is away keeps nobody from sealing,
/// and a block whose head was not signed when the process died gets it afterwards.
/// </summary>
public sealed partial class SignHeads(ISigner signer, BlockTree tree, TimeProvider clock, ILogger<SignHeads> logger)
{
    const int HeadsAtOnce = 500;

    /// <summary>Signs what is sealed and committed.</summary>
    /// <returns>How many heads were signed.</returns>
    public async Task<int> SignAsync(CreditingDb db, CancellationToken ct)
    {
        var signed = 0;
        for (var some = HeadsAtOnce; some == HeadsAtOnce; signed += some)
        {
            some = await SignSomeAsync(db, ct);
        }

        return signed;
    }

    /// <summary>The head of a block; null while it is not signed yet, and of no block.</summary>
    public static Task<SignedTreeHead?> OfAsync(CreditingDb db, long blockNo, CancellationToken ct) =>
        db.TreeHeads.AsNoTracking().SingleOrDefaultAsync(head => head.Number == blockNo, ct);

    async Task<int> SignSomeAsync(CreditingDb db, CancellationToken ct)
    {
        if (await NextAsync(db, count: 1, ct) is [])
        {
            return 0;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await SealLedger.LockAsync(db, ct);
        var heads = new List<SignedTreeHead>();
        var last = await db.TreeHeads.AsNoTracking().OrderByDescending(head => head.Number).FirstOrDefaultAsync(ct);
        foreach (var block in await NextAsync(db, HeadsAtOnce, ct))
        {
            RequireContinuation(heads.LastOrDefault() ?? last, block);
            var root = await tree.AskAsync(db, all => all.Root((int)block.BlockNo), ct);
            heads.Add(await SignAsync(block, root, ct));
        }

        await db.AppendAsync(heads, ct);
        await transaction.CommitAsync(ct);
        if (heads.Count > 0)
        {
            Signed(logger, heads[^1].Number, heads[^1].Entries, heads[^1].ChainHash);
        }

        return heads.Count;
    }

    /// <summary>Only what goes on from what was signed is signed.</summary>
    static void RequireContinuation(SignedTreeHead? last, Domain.LedgerBlock block)
    {
        var before = last is null ? Domain.LedgerBlock.Genesis : Convert.FromHexString(last.ChainHash);
        if (!SealedBlock.Chain(before, block.FirstEntryNo, block.LastEntryNo, block.Root).AsSpan().SequenceEqual(block.ChainHash))
        {
            throw new InvalidOperationException(
                $"Block {block.BlockNo} does not go on from head {last?.Number ?? 0} as it was signed: no head is signed any more. "
                + "Verify the ledger to see what was changed.");
        }
    }

    async Task<SignedTreeHead> SignAsync(Domain.LedgerBlock block, byte[] root, CancellationToken ct)
    {
        var head = new SignedTreeHead
        {
            Number = block.BlockNo,
            Entries = block.LastEntryNo,
            ChainHash = Convert.ToHexStringLower(block.ChainHash),
            TreeRoot = Convert.ToHexStringLower(root),
            SignedAt = DateTimeOffset.FromUnixTimeMilliseconds(clock.GetUtcNow().ToUnixTimeMilliseconds()),
            KeyId = signer.KeyId,
            Signature = "",
        };
        return head with { Signature = await signer.SignAsync(head.SignedText(), ct) };
    }

    /// <summary>Sealed blocks without a signed head.</summary>
    static async Task<List<Domain.LedgerBlock>> NextAsync(CreditingDb db, int count, CancellationToken ct)
    {
        var last = await db.TreeHeads.MaxAsync(head => (long?)head.Number, ct) ?? 0;
        return await SealLedger.Headers(db.LedgerBlocks.Where(block => block.BlockNo > last).OrderBy(block => block.BlockNo).Take(count))
            .ToListAsync(ct);
    }

    [LoggerMessage(LogLevel.Information, "Signed the head of block {BlockNo} with {Entries} entries: chain hash {ChainHash}")]
    static partial void Signed(ILogger logger, long blockNo, long entries, string chainHash);
}
