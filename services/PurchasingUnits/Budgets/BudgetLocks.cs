using Marketplace.Platform.Storage;
using Marketplace.PurchasingUnits.Domain;
using Marketplace.PurchasingUnits.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.PurchasingUnits.Budgets;

/// <summary>The rows that a batch of messages is about, locked before they are read: holds first, then accounts.</summary>
static partial class BudgetLocks
{
    extension(UnitsDb db)
    {
        /// <summary>
        /// The accounts by id; nobody else spends from them until the transaction ends. Those that don't exist are left out.
        /// </summary>
        public async Task<Dictionary<Guid, BudgetAccount>> LockAccountsAsync(IEnumerable<Guid> accountIds, CancellationToken ct)
        {
            Guid[] ids = [.. accountIds.Distinct()];
            await db.LockAsync<BudgetAccount>(ids, ct);
            return await db.BudgetAccounts.Where(account => ids.Contains(account.Id)).ToDictionaryAsync(account => account.Id, ct);
        }

        /// <summary>The holds by order. Orders that nothing is known of are left out.</summary>
        public async Task<Dictionary<Guid, BudgetHold>> LockHoldsAsync(IEnumerable<Guid> orderIds, CancellationToken ct)
        {
            Guid[] ids = [.. orderIds.Distinct()];
            await db.LockAsync<BudgetHold>(ids, ct);
            return await db.BudgetHolds.Where(hold => ids.Contains(hold.OrderId)).ToDictionaryAsync(hold => hold.OrderId, ct);
        }
    }

    /// <summary>Says that an order has cost more than the budget of its year has; nothing when it hasn't.</summary>
    public static void SayOverdrawn(ILogger logger, BudgetHold hold, long overdrawnFen)
    {
        if (overdrawnFen > 0)
        {
            Overdrawn(logger, hold.OrderId, hold.UnitId, hold.Year, overdrawnFen);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Order {OrderId} overdraws the budget of unit {UnitId} for {Year} by {OverdrawnFen} fen")]
    static partial void Overdrawn(ILogger logger, Guid orderId, Guid unitId, int year, long overdrawnFen);
}
