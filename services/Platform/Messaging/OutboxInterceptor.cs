using System.Data.Common;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Marketplace.Platform.Messaging;

/// <summary>
/// The commit wakes the relay: rows go to it from memory right after they are durable, so the usual path never searches the
/// outbox. Only what a crash left behind is searched for.
/// </summary>
sealed class OutboxInterceptor(OutboxRelay relay) : SaveChangesInterceptor, IDbTransactionInterceptor
{
    public override int SavedChanges(SaveChangesCompletedEventData eventData, int result)
    {
        AfterSave(eventData.Context);
        return result;
    }

    public override ValueTask<int> SavedChangesAsync(
        SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        AfterSave(eventData.Context);
        return ValueTask.FromResult(result);
    }

    public void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData) => HandOver(eventData.Context);

    public Task TransactionCommittedAsync(
        DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        HandOver(eventData.Context);
        return Task.CompletedTask;
    }

    public void TransactionRolledBack(DbTransaction transaction, TransactionEndEventData eventData) => Forget(eventData.Context);

    public Task TransactionRolledBackAsync(
        DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Forget(eventData.Context);
        return Task.CompletedTask;
    }

    void AfterSave(DbContext? context)
    {
        // Inside a transaction nothing is durable yet; its commit hands over.
        if (context?.Database.CurrentTransaction is null)
        {
            HandOver(context);
        }
    }

    void HandOver(DbContext? context)
    {
        if (context is MarketplaceDb { Unsent.Count: > 0 } db)
        {
            relay.Take(db.Unsent);
            db.Unsent.Clear();
        }
    }

    static void Forget(DbContext? context) => (context as MarketplaceDb)?.Unsent.Clear();
}
