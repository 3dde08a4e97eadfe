using Marketplace.Contracts.Ordering;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Messaging;

namespace Marketplace.Ordering.Orders;

/// <summary>Tells of cancelled orders → OrderCancelled, whoever cancelled them.</summary>
static class CancelledOrders
{
    public static void Publish(OrderingDb db, Order order, object? causedBy, ILogger logger)
    {
        var (at, reason) = (order.CancelledAt!.Value, order.CancellationReason!.Value);
        db.Publish(new OrderCancelled { OrderId = order.OrderId, UnitId = order.UnitId, CancelledAt = at, Reason = reason }, causedBy);
        OrderLog.Cancelled(logger, order.OrderId, order.Amount.Fen, reason);
    }
}
