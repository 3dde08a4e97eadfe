using Marketplace.Contracts.Logistics;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Messaging;

namespace Marketplace.Ordering.Orders;

/// <summary>← ShipmentDelivered. The part of the order has arrived; its acceptance may have been consumed before.</summary>
public sealed class NoteDelivery(OrderingDb db) : IConsume<ShipmentDelivered>
{
    public async Task ConsumeAsync(IReadOnlyList<ShipmentDelivered> messages, CancellationToken ct)
    {
        var orders = await OrdersOfMessages.LoadWithPartsAsync(db, messages.Select(message => message.OrderId), ct);
        foreach (var message in messages)
        {
            orders.PartOf(message.OrderId, message.ShipmentId, message).Part.NoteDelivery(message.DeliveredAt);
        }
    }
}
