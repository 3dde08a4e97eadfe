using Marketplace.Contracts;
using Marketplace.Contracts.Ordering;
using Marketplace.Ordering.Buyers;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Messaging;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Ordering.Orders;

/// <summary>
/// The orders that a batch of messages is about, read after they were locked: two consumers with messages about one order take turns.
/// </summary>
static class OrdersOfMessages
{
    /// <summary>Locks orders in the order of their ids and loads them without their parts.</summary>
    public static Task<Dictionary<Guid, Order>> LockAsync(OrderingDb db, IEnumerable<Guid> orderIds, CancellationToken ct) =>
        db.LockAndReadAsync<Order>(orderIds, ct);

    /// <summary>As <see cref="LockAsync"/>, with their parts.</summary>
    public static async Task<Dictionary<Guid, Order>> LockWithPartsAsync(OrderingDb db, IEnumerable<Guid> orderIds, CancellationToken ct)
    {
        Guid[] ids = [.. orderIds.Distinct()];
        await db.LockAsync<Order>(ids, ct);
        return await LoadWithPartsAsync(db, ids, ct);
    }

    /// <summary>
    /// Loads orders with their parts without a lock: for notes on a part that depend on nothing else and that nothing else overwrites.
    /// </summary>
    public static Task<Dictionary<Guid, Order>> LoadWithPartsAsync(OrderingDb db, IEnumerable<Guid> orderIds, CancellationToken ct)
    {
        Guid[] ids = [.. orderIds.Distinct()];
        return db.Orders.Include(order => order.Parts)
            .Where(order => ids.Contains(order.OrderId)).ToDictionaryAsync(order => order.OrderId, ct);
    }

    /// <summary>The order that a message is about.</summary>
    /// <exception cref="MissingReferenceException">There is none here.</exception>
    public static Order Of(this Dictionary<Guid, Order> orders, Guid orderId, object message) =>
        orders.GetValueOrDefault(orderId) ?? throw new MissingReferenceException(message, $"There is no order {orderId} here.");

    /// <summary>
    /// The part of an order that a message about a shipment is about; also of one that ended because each part did, of which news may come
    /// late.
    /// </summary>
    /// <exception cref="MissingReferenceException">There is none here, or its order is not confirmed yet.</exception>
    /// <exception cref="InvalidOperationException">The order was cancelled before its confirmation: there can't be a shipment.</exception>
    public static (Order Order, OrderPart Part) PartOf(this Dictionary<Guid, Order> orders, Guid orderId, Guid shipmentId, object message)
    {
        var order = orders.Of(orderId, message);
        var part = order.Part(shipmentId)
            ?? throw new MissingReferenceException(message, $"Order {orderId} has no part {shipmentId} here.");
        return order.State switch
        {
            OrderState.Submitted or OrderState.AwaitingApproval =>
                throw new MissingReferenceException(message, $"Order {orderId} is not confirmed here yet."),
            OrderState.Cancelled when order.CancellationReason == CancellationReason.PartsCancelled => (order, part),
            OrderState.Cancelled => throw new InvalidOperationException($"Order {orderId} was cancelled; nothing of it can be under way."),
            OrderState.Confirmed or OrderState.Completed => (order, part),
        };
    }

    /// <summary>Where the buyers of these orders belong on the day.</summary>
    public static async Task<Func<Order, RegionPath>> PathsAsync(
        this KnownBuyers buyers, Dictionary<Guid, Order> orders, DateTimeOffset now, CancellationToken ct)
    {
        var units = await buyers.UnitsAsync(orders.Values.Select(order => order.UnitId), ct);
        var day = BusinessDay.Of(now);
        return order => units.GetValueOrDefault(order.UnitId)?.PathOn(day) ?? new RegionPath(order.UnitPath);
    }
}
