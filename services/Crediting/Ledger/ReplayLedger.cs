using Marketplace.Crediting.Storage;
using Marketplace.Platform.Web;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Marketplace.Crediting.Ledger;

/// <summary>Replays the journal of one database into another that is empty: the ledger must come out the same (invariant 8).</summary>
public sealed class ReplayLedger(LedgerEvents events)
{
    const int EventsAtOnce = 100;

    /// <summary>Applies every event of a journal, in its order and at its time. Publishes no messages.</summary>
    /// <param name="journal">The events, from the first.</param>
    /// <param name="into">An empty database.</param>
    /// <returns>How many events were applied.</returns>
    public async Task<long> RunAsync(IAsyncEnumerable<JournalEvent> journal, DbContextOptions<CreditingDb> into, CancellationToken ct)
    {
        var ledgers = new LedgerWriterFactory(new RegistryCache(), events, TimeProvider.System);
        var count = 0L;
        await foreach (var some in journal.Chunk(EventsAtOnce).WithCancellation(ct))
        {
            await using var db = new CreditingDb(into, Caller.System);
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            foreach (var happened in some)
            {
                var ledger = await ledgers.OpenAsync(db, happened.RecordedAt, ct);
                await events.ReplayAsync(ledger, happened, ct);
                if (ledger.EventNo != happened.EventNo)
                {
                    throw new InvalidOperationException(
                        $"Event {happened.EventNo} ({happened.Type}) has no effect in this version, or more than one.");
                }

                await ledger.WriteAsync(ct);
                db.ChangeTracker.Clear();
            }

            await db.OutboxMessages.ExecuteDeleteAsync(ct);
            await transaction.CommitAsync(ct);
            count += some.Length;
        }

        return count;
    }

    /// <summary>The same into the database that a context reaches.</summary>
    public Task<long> RunAsync(IAsyncEnumerable<JournalEvent> journal, CreditingDb into, CancellationToken ct) =>
        RunAsync(journal, (DbContextOptions<CreditingDb>)into.GetService<IDbContextOptions>(), ct);

    /// <summary>The journal of a database, from the first event on.</summary>
    public static async IAsyncEnumerable<JournalEvent> JournalAsync(
        CreditingDb db, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        const int AtOnce = 500;
        for (var last = 0L; ;)
        {
            var some = await db.Journal.AsNoTracking().Where(journalEvent => journalEvent.EventNo > last)
                .OrderBy(journalEvent => journalEvent.EventNo).Take(AtOnce).ToListAsync(ct);
            foreach (var journalEvent in some)
            {
                yield return journalEvent;
            }

            if (some.Count < AtOnce)
            {
                yield break;
            }

            last = some[^1].EventNo;
        }
    }
}
