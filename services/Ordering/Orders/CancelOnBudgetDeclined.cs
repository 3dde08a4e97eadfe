using Marketplace.Contracts;
using Marketplace.Contracts.Ordering;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Messaging;
using Marketplace.Platform.Storage;

namespace Marketplace.Ordering.Orders;

/// <summary>← BudgetDeclined. Cancels the order, with what was left of the budget as reason → OrderCancelled.</summary>
public sealed class CancelOnBudgetDeclined(OrderingDb db, TimeProvider clock, ILogger<CancelOnBudgetDeclined> logger)
    : IConsume<BudgetDeclined>
{
    public async Task ConsumeAsync(IReadOnlyList<BudgetDeclined> messages, CancellationToken ct)
    {
        var now = clock.NowToTheMillisecond();
        var orders = await OrdersOfMessages.LockAsync(db, messages.Select(message => message.OrderId), ct);
        foreach (var message in messages)
        {
            var order = orders.Of(message.OrderId, message);
            order.NoteBudget(message.AvailableFen is { } left ? new Money(left) : null, now);
            var (reason, detail) = Explain(message, isOwn: order.PayerId == order.UnitId);
            if (order.Cancel(reason, detail, now))
            {
                await CancelledOrders.PublishAsync(db, order, message, logger, ct);
            }
        }
    }

    /// <summary>Whoever buys for another learns that its budget is too small, and not how much is left of it.</summary>
    static (CancellationReason Reason, BilingualText Detail) Explain(BudgetDeclined declined, bool isOwn) => !isOwn
        ? (declined.AvailableFen is null ? CancellationReason.NoBudget : CancellationReason.BudgetExceeded, new BilingualText(
            $"委托单位 {declined.Year} 年度的可用预算不足订单所需的 {new Money(declined.AmountFen)} 元。请减少订购，或请委托单位的审批人编报或调整预算后重新下单。",
            $"The budget of {declined.Year} of the unit that is bought for does not cover the {new Money(declined.AmountFen)} yuan of the "
            + "order. Order less, or order again after its approver has filed or raised the budget."))
        : declined.AvailableFen is { } available ? (CancellationReason.BudgetExceeded, new BilingualText(
            $"{declined.Year} 年度预算不足：订单需 {new Money(declined.AmountFen)} 元，可用 {new Money(available)} 元。请减少订购，或由审批人调整预算后重新下单。",
            $"The budget of {declined.Year} does not cover the order: {new Money(declined.AmountFen)} yuan "
            + $"needed, {new Money(available)} yuan available. Order less, or order again after the approver has raised the budget."))
        : (CancellationReason.NoBudget, new BilingualText(
            $"{declined.Year} 年度尚未编报预算。请由审批人编报预算后重新下单。",
            $"No budget was filed for {declined.Year}. Order again after the approver has filed one."));
}
