using Marketplace.Contracts.Ordering;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Platform.Messaging;
using Marketplace.Platform.Storage;
using Marketplace.PurchasingUnits.Domain;
using Marketplace.PurchasingUnits.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.PurchasingUnits.Budgets;

/// <summary>
/// ← OrderSubmitted → BudgetReserved or BudgetDeclined. First come, first served; an order cancelled before is left alone.
/// </summary>
public sealed class HoldBudget(UnitsDb db, TimeProvider clock) : IConsume<OrderSubmitted>
{
    public async Task ConsumeAsync(IReadOnlyList<OrderSubmitted> messages, CancellationToken ct)
    {
        var accounts = await db.LockAccountsAsync(messages.Select(AccountOf), ct);
        Guid[] orderIds = [.. messages.Select(order => order.OrderId)];
        var decided = await db.BudgetHolds.Where(hold => orderIds.Contains(hold.OrderId)).Select(hold => hold.OrderId).ToHashSetAsync(ct);
        var now = clock.NowToTheMillisecond();
        foreach (var order in messages)
        {
            if (decided.Add(order.OrderId))
            {
                Decide(order, accounts.GetValueOrDefault(AccountOf(order)), now);
            }
        }
    }

    void Decide(OrderSubmitted order, BudgetAccount? account, DateTimeOffset now)
    {
        var before = LeftOf(account);
        var hold = BudgetHold.Decide(order.OrderId, PayerOf(order), order.BudgetYear, order.AmountFen, account, now);
        db.Add(hold);
        db.Publish(
            hold.State == HoldState.Held
                ? new BudgetReserved
                {
                    OrderId = order.OrderId,
                    UnitId = PayerOf(order),
                    Year = order.BudgetYear,
                    AmountFen = order.AmountFen,
                    AvailableFen = LeftOf(account),
                }
                : new BudgetDeclined
                {
                    OrderId = order.OrderId,
                    UnitId = PayerOf(order),
                    Year = order.BudgetYear,
                    AmountFen = order.AmountFen,
                    AvailableFen = before,
                },
            causedBy: order);
    }

    /// <summary>Nothing is left of an overdrawn budget.</summary>
    static long? LeftOf(BudgetAccount? account) => account is null ? null : Math.Max(0, account.AvailableFen);

    /// <summary>Who lets another buy for it pays from its own budget.</summary>
    static Guid PayerOf(OrderSubmitted order) => order.BudgetUnitId ?? order.UnitId;

    static Guid AccountOf(OrderSubmitted order) => BudgetAccount.IdOf(PayerOf(order), order.BudgetYear);
}
