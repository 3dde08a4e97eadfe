using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Storage;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Sealing;

/// <summary>
/// Seals entries that no block holds yet, in their order. A block ends where a month was closed, so that a signature under the closed month
/// is bound to exactly the entries that were there.
/// </summary>
public sealed partial class SealLedger(TimeProvider clock, ILogger<SealLedger> logger)
{
    /// <summary>So many entries make a block at most: its leaves are read as a whole when an entry of it is proved.</summary>
    public const int EntriesMax = 4_096;

    /// <summary>Any number that nothing else in the database locks by.</summary>
    const long LockKey = 0x5EA1_B10C;

    /// <summary>Seals everything that is committed, or that the transaction under way has written.</summary>
    /// <returns>The last block; null while the ledger is empty.</returns>
    /// <exception cref="InvalidOperationException">An entry is missing: nothing is sealed that comes after it.</exception>
    public async Task<LedgerBlock?> SealAsync(CreditingDb db, CancellationToken ct)
    {
        while (await SealOneAsync(db, ct))
        {
        }

        return await LastAsync(db, ct);
    }

    /// <summary>Lets one at a time seal or take snapshots. Entries go on being posted meanwhile.</summary>
    public static async Task LockAsync(CreditingDb db, CancellationToken ct)
    {
        // SQLite has one writer, which every transaction of the service is from its beginning.
        if (Engines.Of(db) == Engine.PostgreSql)
        {
            await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({LockKey})", ct);
        }
    }

    /// <summary>The last block without its leaves.</summary>
    public static Task<LedgerBlock?> LastAsync(CreditingDb db, CancellationToken ct) =>
        Headers(db.LedgerBlocks.OrderByDescending(block => block.BlockNo)).FirstOrDefaultAsync(ct);

    /// <summary>Blocks without their leaves, which are large and seldom needed.</summary>
    public static IQueryable<LedgerBlock> Headers(IQueryable<LedgerBlock> blocks) => blocks.AsNoTracking().Select(block => new LedgerBlock
    {
        BlockNo = block.BlockNo,
        FirstEntryNo = block.FirstEntryNo,
        LastEntryNo = block.LastEntryNo,
        Leaves = Array.Empty<byte>(),
        Root = block.Root,
        ChainHash = block.ChainHash,
        SealedAt = block.SealedAt,
    });

    async Task<bool> SealOneAsync(CreditingDb db, CancellationToken ct)
    {
        await using var transaction = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(ct) : null;
        await LockAsync(db, ct);
        var before = await LastAsync(db, ct);
        var last = before?.LastEntryNo ?? 0;
        var entries = await db.CreditEntries.AsNoTracking().IgnoreQueryFilters()
            .Where(entry => entry.EntryNo > last).OrderBy(entry => entry.EntryNo).Take(EntriesMax).ToListAsync(ct);
        if (entries.Count == 0)
        {
            return false;
        }

        for (var i = 0; i < entries.Count; i++)
        {
            if (entries[i].EntryNo != last + 1 + i)
            {
                throw new InvalidOperationException(
                    $"Entry {last + 1 + i} is missing from the ledger: "
                    + "nothing after it is sealed. Verify the ledger to see what was changed.");
            }
        }

        // Read after the entries: those after a closing are there only when the closing is.
        var end = entries[^1].EntryNo;
        var closing = await db.ClosedPeriods.Where(period => period.LastEntryNo > last && period.LastEntryNo < end)
            .MinAsync(period => (long?)period.LastEntryNo, ct) ?? end;
        var block = LedgerBlock.Seal(
            before, [.. entries.TakeWhile(entry => entry.EntryNo <= closing).Select(LedgerBlock.LeafOf)], clock.GetUtcNow());
        await db.AppendAsync([block], ct);
        if (transaction is not null)
        {
            await transaction.CommitAsync(ct);
        }

        Sealed(logger, block.BlockNo, block.FirstEntryNo, block.LastEntryNo);
        return true;
    }

    [LoggerMessage(LogLevel.Information, "Sealed block {BlockNo} with the entries {First} to {Last}")]
    static partial void Sealed(ILogger logger, long blockNo, long first, long last);
}
