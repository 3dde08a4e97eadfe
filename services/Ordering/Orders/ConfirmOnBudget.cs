using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Ordering.Buyers;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Messaging;
using Marketplace.Platform.Storage;

namespace Marketplace.Ordering.Orders;

/// <summary>← BudgetReserved. Confirms the order when stock is held too → OrderConfirmed.</summary>
public sealed class ConfirmOnBudget(OrderingDb db, KnownBuyers buyers, TimeProvider clock, ILogger<ConfirmOnBudget> logger)
    : IConsume<BudgetReserved>
{
    public async Task ConsumeAsync(IReadOnlyList<BudgetReserved> messages, CancellationToken ct)
    {
        var now = clock.NowToTheMillisecond();
        var orders = await OrdersOfMessages.LockAsync(db, messages.Select(message => message.OrderId), ct);
        var pathOf = await buyers.PathsAsync(orders, now, ct);
        var confirmed = new List<ConfirmedOrder>();
        foreach (var message in messages)
        {
            var order = orders.Of(message.OrderId, message);
            if (order.HoldBudget(pathOf(order), now) is { } held)
            {
                confirmed.Add(new ConfirmedOrder(order, held, message));
            }
        }

        await ConfirmedOrders.PublishAsync(db, confirmed, logger, ct);
    }
}
