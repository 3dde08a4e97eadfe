using Marketplace.Contracts;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Ordering.Orders;

/// <summary>Who may see and change what of an order. Which orders are seen at all is decided by the database's query filter.</summary>
static class OrderScope
{
    /// <summary>Who may read orders, each within its scope.</summary>
    public static string[] Readers { get; } =
        [Roles.Purchaser, Roles.Approver, Roles.Supplier, Roles.Official, Roles.Auditor, Roles.Operator];

    /// <summary>
    /// True when a caller sees all parts of an order that it sees: as its buyer's side, as an official of the buyer's region, or as one who
    /// looks into everything. A supplier sees its own part alone, an official of an origin what comes from there.
    /// </summary>
    public static bool SeesWhole(Caller caller, Order order) => caller.SeesAll
        || IsUnitOf(caller, order)
        || (caller.Segment is { } segment && order.UnitPath.Contains(segment, StringComparison.Ordinal));

    /// <summary>
    /// True for people of the unit that placed an order, of the one that it is for, and of those above: units see no other order at all.
    /// </summary>
    public static bool IsUnitOf(Caller caller, Order order) =>
        order.UnitId == caller.Org || caller.Has(Roles.Purchaser) || caller.Has(Roles.Approver);

    /// <summary>The parts that a caller sees of an order that it sees.</summary>
    public static IReadOnlyList<OrderPart> PartsSeenBy(Caller caller, Order order)
    {
        var seesWhole = SeesWhole(caller, order);
        return
        [
            .. order.Parts.Where(part => seesWhole
                    || part.SupplierId == caller.Org
                    || (caller.Segment is { } segment && part.OriginRegions.Contains(segment, StringComparison.Ordinal)))
                .OrderBy(part => part.PartNumber),
        ];
    }

    /// <summary>The lines that a caller sees of a part that it sees: of an official of an origin, those with goods from there.</summary>
    public static IEnumerable<OrderLine> LinesSeenBy(Caller caller, Order order, OrderPart part) =>
        caller.Segment is { } segment && !SeesWhole(caller, order) ? part.Lines.Where(line => line.ComesFrom(segment)) : part.Lines;

    /// <summary>Locks an order that the caller sees and loads it with its parts, to be changed in the open transaction.</summary>
    /// <exception cref="NotFoundException">There is none, or the caller may not know of it.</exception>
    public static async Task<Order> LockOrderAsync(OrderingDb db, Guid orderId, CancellationToken ct)
    {
        await db.LockSeenAsync<Order>([orderId], ct);
        return await db.Orders.Include(order => order.Parts).SingleOrDefaultAsync(order => order.OrderId == orderId, ct)
            ?? throw Unknown(orderId);
    }

    /// <exception cref="ForbiddenException">The caller sees the order, but does not act for its buyer.</exception>
    public static void RequireBuyer(Caller caller, Order order)
    {
        if (order.UnitId != caller.Org)
        {
            throw new ForbiddenException(
                "not_your_order",
                "该订单不是您单位的订单，只有下单单位可以办理。",
                "This is not an order of your unit; only the unit that placed it can do this.");
        }
    }

    /// <exception cref="ForbiddenException">The caller sees the order, and acts neither for its buyer nor for whom it is.</exception>
    public static void RequireBuyerOrPrincipal(Caller caller, Order order)
    {
        if (order.PayerId != caller.Org)
        {
            RequireBuyer(caller, order);
        }
    }

    /// <exception cref="ForbiddenException">The caller sees the order, but acts neither for its buyer nor for a supplier of it.</exception>
    public static void RequireParty(Caller caller, Order order)
    {
        var isBuyer = caller.Has(Roles.Purchaser) && order.UnitId == caller.Org;
        var isSeller = caller.Has(Roles.Supplier) && order.Parts.Any(part => part.SupplierId == caller.Org);
        if (!isBuyer && !isSeller)
        {
            throw new ForbiddenException(
                "not_your_order",
                "只有下单单位和该订单的供应商可以办理。",
                "Only the unit that placed the order and its suppliers can do this.");
        }
    }

    /// <exception cref="NotFoundException">The order has no such part.</exception>
    public static OrderPart PartOf(Order order, Guid partId) => order.Part(partId) ?? throw UnknownPart(order, partId);

    /// <summary>As <see cref="PartOf"/>, for a supplier, who may not know of the parts of others.</summary>
    /// <exception cref="NotFoundException">The order has no such part of this supplier.</exception>
    public static OrderPart OwnPartOf(Caller caller, Order order, Guid partId) =>
        order.Part(partId) is { } part && part.SupplierId == caller.Org ? part : throw UnknownPart(order, partId);

    public static NotFoundException Unknown(Guid orderId) => new(
        "order_not_found",
        $"没有订单 {orderId}，或您无权查看；请核对订单标识。",
        $"There is no order {orderId} that you may see; check the id.");

    static NotFoundException UnknownPart(Order order, Guid partId) => new(
        "part_not_found",
        $"订单 {order.Number} 中没有您可办理的部分 {partId}；请查询订单，填写 parts 中的 partId。",
        $"Order {order.Number} has no part {partId} that you may act on; look the order up and give a partId of its parts.",
        "partId");
}
