using Marketplace.Contracts.Catalog;
using Marketplace.Ordering.Buyers;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Messaging;
using Marketplace.Platform.Storage;

namespace Marketplace.Ordering.Orders;

/// <summary>← StockReserved. Confirms the order when the budget is held too → OrderConfirmed.</summary>
public sealed class ConfirmOnStock(OrderingDb db, KnownBuyers buyers, TimeProvider clock, ILogger<ConfirmOnStock> logger)
    : IConsume<StockReserved>
{
    public async Task ConsumeAsync(IReadOnlyList<StockReserved> messages, CancellationToken ct)
    {
        var now = clock.NowToTheMillisecond();
        var orders = await OrdersOfMessages.LockAsync(db, messages.Select(message => message.OrderId), ct);
        var pathOf = await buyers.PathsAsync(orders, now, ct);
        var confirmed = new List<ConfirmedOrder>();
        foreach (var message in messages)
        {
            var order = orders.Of(message.OrderId, message);
            List<HeldLine> lines = [.. message.Lines.Select(line => new HeldLine(line.LineId, line.Batches))];
            if (order.HoldStock(lines, pathOf(order), now) is { } held)
            {
                confirmed.Add(new ConfirmedOrder(order, held, message));
            }
        }

        await ConfirmedOrders.PublishAsync(db, confirmed, logger, ct);
    }
}
