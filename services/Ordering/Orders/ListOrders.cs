using Marketplace.Contracts;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Ordering.Orders;

/// <summary>GET /orders. The orders that the caller sees, newest first.</summary>
public static class ListOrders
{
    public static void Map(RouteGroupBuilder orders) => orders.MapGet("/", HandleAsync)
        .WithName(nameof(ListOrders)).WithSummary("订单列表 List orders").For(OrderScope.Readers);

    static async Task<Ok<Page<OrderSummary>>> HandleAsync(
        [AsParameters] PageQuery page, OrderingDb db, Caller caller, CancellationToken ct, OrderState? state = null)
    {
        var orders = Narrow(db.Orders.AsNoTracking().Include(order => order.Parts), caller);
        if (state is { } wanted)
        {
            orders = orders.Where(order => order.State == wanted);
        }

        if (Cursor.DecodeInstantAndId(page.After) is var (before, last))
        {
            // The first comparison alone lets the index start at the right place; the second one settles orders of one millisecond.
            orders = orders.Where(order => order.SubmittedAt <= before && (order.SubmittedAt < before || order.OrderId < last));
        }

        var rows = await orders.OrderByDescending(order => order.SubmittedAt).ThenByDescending(order => order.OrderId)
            .Take(page.Size + 1).ToListAsync(ct);
        return TypedResults.Ok(
            Page.Of(rows, page.Size, order => OrderSummary.Of(order, caller), order => Cursor.Encode(order.SubmittedAt, order.OrderId)));
    }

    /// <summary>
    /// The query filter allows a caller everything that any of its roles lets it see, by conditions joined with "or", which no index
    /// serves. Who can only be a buyer, or only a supplier, is asked for as such, which one does.
    /// </summary>
    static IQueryable<Order> Narrow(IQueryable<Order> orders, Caller caller)
    {
        if (caller.SeesAll || caller.Segment is not null)
        {
            return orders;
        }

        var org = caller.Org;
        return (caller.Has(Roles.Supplier), caller.Has(Roles.Purchaser) || caller.Has(Roles.Approver)) switch
        {
            (true, false) => orders.Where(order => order.Parts.Any(part => part.SupplierId == org)),
            (false, true) => orders.Where(order => order.UnitId == org),
            (true, true) or (false, false) => orders,
        };
    }
}
