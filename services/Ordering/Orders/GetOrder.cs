using Marketplace.Ordering.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Ordering.Orders;

/// <summary>GET /orders/{orderId}. An order with its parts, lines, payments and invoices, as far as the caller may see them.</summary>
public static class GetOrder
{
    public static void Map(RouteGroupBuilder orders) => orders.MapGet("/{orderId:guid}", HandleAsync)
        .WithName(nameof(GetOrder)).WithSummary("查看订单 Get an order").For(OrderScope.Readers);

    static async Task<Ok<OrderView>> HandleAsync(Guid orderId, OrderingDb db, Caller caller, CancellationToken ct)
    {
        var order = await db.Orders.AsNoTracking().AsSplitQuery()
            .Include(row => row.Parts).ThenInclude(part => part.Lines).ThenInclude(line => line.Acceptance)
            .Include(row => row.Parts).ThenInclude(part => part.Payments)
            .Include(row => row.Parts).ThenInclude(part => part.Invoices)
            .SingleOrDefaultAsync(row => row.OrderId == orderId, ct);
        return TypedResults.Ok(OrderView.Of(order ?? throw OrderScope.Unknown(orderId), caller));
    }
}
