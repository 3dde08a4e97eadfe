using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Access;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Ordering.Orders;

/// <summary>GET /orders. The orders that the caller sees, newest first.</summary>
public static class ListOrders
{
    public static void Map(RouteGroupBuilder orders) => orders.MapGet("/", HandleAsync)
        .WithName(nameof(ListOrders)).WithSummary("订单列表 List orders").For(OrderScope.Readers)
        .RecordsAccess<OrderingDb>("order");

    static async Task<Ok<Page<OrderSummary>>> HandleAsync(
        [AsParameters] PageQuery page, OrderingDb db, Caller caller, ReadAccess access, CancellationToken ct, OrderState? state = null)
    {
        var orders = db.ListedOrders();
        if (state is { } wanted)
        {
            // Written into the statement, since it depends on the state from which side the planner had better begin.
            orders = orders.Where(listed => listed.Row.State == EF.Constant(wanted));
        }

        return TypedResults.Ok(access.OfList(await orders.PageAsync(page, order => OrderSummary.Of(order, caller), ct)));
    }
}
