using Marketplace.Contracts.Ordering;
using Marketplace.Platform.Messaging;
using Marketplace.Platform.Storage;
using Marketplace.PurchasingUnits.Domain;
using Marketplace.PurchasingUnits.Storage;

namespace Marketplace.PurchasingUnits.Budgets;

/// <summary>
/// ← OrderCancelled. Gives back what is held; an order not known yet is remembered as cancelled, so that nothing will be held for it.
/// </summary>
public sealed class ReleaseBudget(UnitsDb db, TimeProvider clock) : IConsume<OrderCancelled>
{
    public async Task ConsumeAsync(IReadOnlyList<OrderCancelled> messages, CancellationToken ct)
    {
        var holds = await db.LockHoldsAsync(messages.Select(order => order.OrderId), ct);
        var accounts = await db.LockAccountsAsync(
            holds.Values.Where(hold => hold.State == HoldState.Held).Select(hold => hold.AccountId), ct);
        foreach (var order in messages)
        {
            if (!holds.TryGetValue(order.OrderId, out var hold))
            {
                hold = BudgetHold.CancelledEarly(order.OrderId, order.UnitId, clock.NowToTheMillisecond());
                holds.Add(order.OrderId, hold);
                db.Add(hold);
            }
            else if (hold.State == HoldState.Held)
            {
                hold.Release(accounts[hold.AccountId]);
            }
        }
    }
}
