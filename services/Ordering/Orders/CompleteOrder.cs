using Marketplace.Contracts;
using Marketplace.Contracts.Logistics;
using Marketplace.Contracts.Ordering;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Messaging;

namespace Marketplace.Ordering.Orders;

/// <summary>← DeliveryAccepted. Keeps what was accepted of a part, and completes the order with its last part → OrderCompleted.</summary>
public sealed class CompleteOrder(OrderingDb db, TimeProvider clock, ILogger<CompleteOrder> logger) : IHear<DeliveryAccepted>
{
    public async Task HearAsync(IReadOnlyList<DeliveryAccepted> messages, CancellationToken ct)
    {
        var now = clock.NowToTheMillisecond();
        var orders = await HeardOrders.LockWithPartsAsync(db, messages.Select(message => message.OrderId), ct);
        foreach (var message in messages)
        {
            var (order, part) = orders.PartOf(message.OrderId, message.ShipmentId, message);
            if (part.IsAccepted)
            {
                continue;
            }

            db.AddRange(message.Lines.Select(line => new AcceptedLine
            {
                LineId = line.LineId,
                Quantity = line.Accepted,
                Amount = new Money(line.AcceptedFen),
            }));
            var accepted = new Money(message.Lines.Sum(line => line.AcceptedFen));
            if (order.Accept(part, message.AcceptanceId, accepted, message.AcceptedAt, now))
            {
                Tell(order, message);
            }
        }
    }

    void Tell(Order order, DeliveryAccepted because)
    {
        db.Publish(
            new OrderCompleted
            {
                OrderId = order.OrderId,
                UnitId = order.UnitId,
                CompletedAt = order.CompletedAt!.Value,
                AcceptedFen = order.Accepted.Fen,
            },
            because);
        OrderLog.Completed(logger, order.OrderId, order.Accepted.Fen);
    }
}
