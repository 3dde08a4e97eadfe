using Marketplace.Platform.Messaging;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.Logging;

namespace Marketplace.Platform.Web;

/// <summary>Requests of many items, each of which could be a request of its own: one that is refused does not stop the others.</summary>
public static partial class ItemByItem
{
    const string Savepoint = "items";

    extension(MarketplaceDb db)
    {
        /// <summary>
        /// Applies each item to what was loaded and saves all of them together. When the database does not take that, they are saved half
        /// by half, until only those are refused that it does not take.
        /// </summary>
        /// <param name="items">Items whose own check finds a fault are refused and not applied.</param>
        /// <param name="load">Reads, in the transaction of the request, all that these items are about.</param>
        /// <param name="apply">Changes what was loaded, and publishes; as long as it may still refuse, it has changed nothing.</param>
        /// <returns>What became of each item, in the order of the items.</returns>
        /// <exception cref="InvalidOperationException">There is no transaction.</exception>
        public async Task<IReadOnlyList<ItemOutcome<TDone>>> SaveEachAsync<TItem, TLoaded, TDone>(
            IReadOnlyList<TItem> items,
            Func<IReadOnlyList<TItem>, Task<TLoaded>> load,
            Func<TLoaded, TItem, TDone> apply,
            CancellationToken ct)
            where TItem : IChecked
            where TDone : class
        {
            var transaction = db.Database.CurrentTransaction
                ?? throw new InvalidOperationException("Items can only be saved in the transaction of their request.");
            var unsent = db.Unsent.Count;
            await transaction.CreateSavepointAsync(Savepoint, ct);
            try
            {
                var loaded = await load(items);
                ItemOutcome<TDone>[] outcomes = [.. items.Select(item => Try(item, loaded, apply))];
                await db.SaveChangesAsync(ct);
                return outcomes;
            }
            catch (DbUpdateException failure) when (!TransientFailure.Is(failure))
            {
                await transaction.RollbackToSavepointAsync(Savepoint, ct);
                db.ChangeTracker.Clear();
                db.Unsent.RemoveRange(unsent, db.Unsent.Count - unsent);
                if (items.Count == 1)
                {
                    return [new(null, Refuse(db, failure))];
                }
            }

            var halves = new List<ItemOutcome<TDone>>();
            foreach (var half in items.Chunk((items.Count + 1) / 2))
            {
                halves.AddRange(await db.SaveEachAsync(half, load, apply, ct));
            }

            return halves;
        }
    }

    static ItemOutcome<TDone> Try<TItem, TLoaded, TDone>(TItem item, TLoaded loaded, Func<TLoaded, TItem, TDone> apply)
        where TItem : IChecked
        where TDone : class
    {
        var checks = new Checks();
        item.Check(checks);
        if (checks.Faults.Count > 0)
        {
            return new(null, ItemProblem.Of(Refusal.Of(checks.Faults)));
        }

        try
        {
            return new(apply(loaded, item), null);
        }
        catch (RefusalException refused)
        {
            return new(null, ItemProblem.Of(refused));
        }
    }

    /// <summary>What the database did not take; it is logged when that is our fault and not the caller's.</summary>
    static ItemProblem Refuse(MarketplaceDb db, DbUpdateException failure)
    {
        var problem = ItemProblem.Of(failure);
        if (problem.Status >= StatusCodes.Status500InternalServerError)
        {
            NotSaved(db.GetService<ILoggerFactory>().CreateLogger(typeof(ItemByItem).FullName!), failure);
        }

        return problem;
    }

    [LoggerMessage(LogLevel.Error, "An item of a request could not be saved")]
    static partial void NotSaved(ILogger logger, Exception why);
}
