using Marketplace.Contracts.Ordering;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Messaging;

namespace Marketplace.Ordering.Orders;

/// <summary>Tells of completed orders → OrderCompleted.</summary>
static class CompletedOrders
{
    public static void Publish(OrderingDb db, Order order, object causedBy, ILogger logger)
    {
        db.Publish(
            new OrderCompleted
            {
                OrderId = order.OrderId,
                UnitId = order.UnitId,
                CompletedAt = order.CompletedAt!.Value,
                AcceptedFen = order.Accepted.Fen,
            },
            causedBy);
        OrderLog.Completed(logger, order.OrderId, order.Accepted.Fen);
    }
}
