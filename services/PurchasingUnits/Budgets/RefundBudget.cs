using Marketplace.Contracts.Logistics;
using Marketplace.Platform.Messaging;
using Marketplace.Platform.Storage;
using Marketplace.PurchasingUnits.Domain;
using Marketplace.PurchasingUnits.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.PurchasingUnits.Budgets;

/// <summary>
/// ← GoodsReturned. What goes back after the acceptance, or what a price is cut by, is available again in the year of its order; what a
/// price rose by is spent (CR-15).
/// </summary>
public sealed class RefundBudget(UnitsDb db, TimeProvider clock, ILogger<RefundBudget> logger) : IConsume<GoodsReturned>
{
    public async Task ConsumeAsync(IReadOnlyList<GoodsReturned> messages, CancellationToken ct)
    {
        GoodsReturned[] changes = [.. messages.Where(message => message.PayableChangeFen is not null)];
        if (changes.Length == 0)
        {
            return;
        }

        var holds = await db.LockHoldsAsync(changes.Select(message => message.OrderId), ct);
        Guid[] returnIds = [.. changes.Select(message => message.ReturnId)];
        var known = await db.BudgetRefunds.Where(refund => returnIds.Contains(refund.ReturnId))
            .Select(refund => refund.ReturnId).ToHashSetAsync(ct);
        var accounts = await db.LockAccountsAsync(holds.Values.Select(hold => hold.AccountId), ct);
        foreach (var message in changes)
        {
            if (!holds.TryGetValue(message.OrderId, out var hold) || hold.SettledFen + message.PayableChangeFen < 0)
            {
                throw new MissingReferenceException(message, $"What goes back of order {message.OrderId} has not been settled here yet.");
            }

            if (known.Add(message.ReturnId))
            {
                Refund(message, hold, accounts);
            }
        }
    }

    void Refund(GoodsReturned message, BudgetHold hold, Dictionary<Guid, BudgetAccount> accounts)
    {
        var change = message.PayableChangeFen!.Value;
        var overdrawn = hold.Refund(accounts[hold.AccountId], change);
        BudgetLocks.SayOverdrawn(logger, hold, overdrawn);
        db.Add(new BudgetRefund
        {
            ReturnId = message.ReturnId,
            OrderId = message.OrderId,
            ChangeFen = change,
            OverdrawnFen = overdrawn,
            RefundedAt = clock.NowToTheMillisecond(),
        });
    }
}
