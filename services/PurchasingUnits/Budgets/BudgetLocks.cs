using Marketplace.Platform.Storage;
using Marketplace.PurchasingUnits.Domain;
using Marketplace.PurchasingUnits.Storage;

namespace Marketplace.PurchasingUnits.Budgets;

/// <summary>The rows that a batch of messages is about, locked before they are read: holds first, then accounts.</summary>
static partial class BudgetLocks
{
    extension(UnitsDb db)
    {
        /// <summary>
        /// The accounts by id; nobody else spends from them until the transaction ends. Those that don't exist are left out.
        /// </summary>
        public Task<Dictionary<Guid, BudgetAccount>> LockAccountsAsync(IEnumerable<Guid> accountIds, CancellationToken ct) =>
            db.LockAndReadAsync<BudgetAccount>(accountIds, ct);

        /// <summary>The holds by order. Orders that nothing is known of are left out.</summary>
        public Task<Dictionary<Guid, BudgetHold>> LockHoldsAsync(IEnumerable<Guid> orderIds, CancellationToken ct) =>
            db.LockAndReadAsync<BudgetHold>(orderIds, ct);
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
