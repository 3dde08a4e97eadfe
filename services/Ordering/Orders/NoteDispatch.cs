using Marketplace.Contracts.Logistics;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Messaging;

namespace Marketplace.Ordering.Orders;

/// <summary>← ShipmentDispatched. The part of the order is on its way.</summary>
public sealed class NoteDispatch(OrderingDb db) : IConsume<ShipmentDispatched>
{
    public async Task ConsumeAsync(IReadOnlyList<ShipmentDispatched> messages, CancellationToken ct)
    {
        var orders = await OrdersOfMessages.LoadWithPartsAsync(db, messages.Select(message => message.OrderId), ct);
        foreach (var message in messages)
        {
            orders.PartOf(message.OrderId, message.ShipmentId, message).Part.NoteDispatch(message.DispatchedAt);
        }
    }
}
