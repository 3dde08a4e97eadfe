using Marketplace.Platform.Storage;
using Marketplace.PurchasingUnits.Domain;
using Marketplace.PurchasingUnits.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.PurchasingUnits.Budgets;

/// <summary>Budget accounts for a batch of messages.</summary>
static class LoadAccounts
{
    extension(UnitsDb db)
    {
        /// <summary>
        /// The accounts by id, locked before they are read, so that nobody else spends from them until the transaction ends. Those
        /// that don't exist are left out.
        /// </summary>
        public async Task<Dictionary<Guid, BudgetAccount>> LockAccountsAsync(IEnumerable<Guid> accountIds, CancellationToken ct)
        {
            Guid[] ids = [.. accountIds.Distinct()];
            await db.LockAsync<BudgetAccount>(ids, ct);
            return await db.BudgetAccounts.Where(account => ids.Contains(account.Id)).ToDictionaryAsync(account => account.Id, ct);
        }

        /// <summary>The holds of the orders, locked before they are read; always before the accounts.</summary>
        public async Task<Dictionary<Guid, BudgetHold>> LockHoldsAsync(IEnumerable<Guid> orderIds, CancellationToken ct)
        {
            Guid[] ids = [.. orderIds.Distinct()];
            await db.LockAsync<BudgetHold>(ids, ct);
            return await db.BudgetHolds.Where(hold => ids.Contains(hold.OrderId)).ToDictionaryAsync(hold => hold.OrderId, ct);
        }
    }
}
