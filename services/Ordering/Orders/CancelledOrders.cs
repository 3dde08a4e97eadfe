using Marketplace.Contracts.Ordering;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Policies;
using Marketplace.Ordering.Storage;
using Marketplace.Ordering.Subsidies;
using Marketplace.Platform.Messaging;

namespace Marketplace.Ordering.Orders;

/// <summary>
/// Tells of orders that were cancelled before they were confirmed → OrderCancelled, whoever cancelled them; what third parties were to pay
/// on top goes back, and nobody is asked for approval any more.
/// </summary>
static class CancelledOrders
{
    public static async Task PublishAsync(OrderingDb db, Order order, object? causedBy, ILogger logger, CancellationToken ct)
    {
        await db.ReleaseSubsidiesAsync(order, ct);
        await db.CloseApprovalAsync(order, ct);
        var (at, reason) = (order.CancelledAt!.Value, order.CancellationReason!.Value);
        db.Publish(new OrderCancelled { OrderId = order.OrderId, UnitId = order.UnitId, CancelledAt = at, Reason = reason }, causedBy);
        OrderLog.Cancelled(logger, order.OrderId, order.Amount.Fen, reason);
    }
}
