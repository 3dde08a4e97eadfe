using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Storage;

/// <summary>
/// The one row that says how far the ledger has come. Who writes to the ledger holds it locked until the commit: one at a time.
/// </summary>
public sealed class LedgerHead
{
    public const int Only = 1;

    public required int Id { get; init; }

    /// <summary>How often pairings, designations, listings or parameters have changed.</summary>
    public long RegistryVersion { get; set; }

    /// <summary>How often names of regions or targets have changed, which decide nothing but stand in reports.</summary>
    public long NamesVersion { get; set; }

    /// <summary>The last entry.</summary>
    public long EntryNo { get; set; }

    /// <summary>The last event of the journal.</summary>
    public long EventNo { get; set; }

    /// <summary>When the last entry or event was written.</summary>
    public DateTimeOffset WrittenAt { get; set; } = DateTimeOffset.UnixEpoch;

    /// <summary>"2026-10": it and every month before are closed; null while none is (CR-16).</summary>
    public string? ClosedThrough { get; set; }

    /// <summary>Incremented by a rebuild of the sums; invalidates cached reports.</summary>
    public long SumsVersion { get; set; }
}

/// <summary>
/// An event that led or may lead to entries, as it was heard or asked for. Replayed from zero it gives the same ledger (invariant 8).
/// </summary>
public sealed class JournalEvent
{
    /// <summary>Counts from 1 without a gap, in the order of the commits.</summary>
    public required long EventNo { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>The full name of its type.</summary>
    public required string Type { get; init; }

    public required string Body { get; init; }
}

/// <summary>Taking the head of the ledger.</summary>
public static class LedgerHeads
{
    extension(CreditingDb db)
    {
        /// <summary>The head, for this transaction alone: others that want to write wait until it ends.</summary>
        public async Task<LedgerHead> LockHeadAsync(CancellationToken ct)
        {
            // SQLite has one writer, which the transaction of every consumer and command is from its beginning.
            if (Engines.Of(db) == Engine.PostgreSql)
            {
                await db.Database.ExecuteSqlRawAsync("SELECT id FROM ledger_heads FOR UPDATE", ct);
            }

            return await db.LedgerHeads.SingleAsync(ct);
        }
    }
}
