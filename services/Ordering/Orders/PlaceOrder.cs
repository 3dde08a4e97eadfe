using Marketplace.Contracts;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marketplace.Ordering.Orders;

/// <summary>
/// POST /orders → OrderSubmitted. Prices, charges, names and origins come from the supplier's listings or its quotation to the unit, never
/// from the caller, and are frozen into the lines.
/// </summary>
public static partial class PlaceOrder
{
    public static void Map(RouteGroupBuilder orders) => orders.MapPost("/", HandleAsync)
        .WithName(nameof(PlaceOrder)).WithSummary("下单 Place an order")
        .WithDescription("The order is Submitted at first. Poll GET /ordering/orders/{orderId} until it is Confirmed, or Cancelled with "
            + "the reason; that takes a moment, since stock and budget are held elsewhere. Where the unit's approval policy asks for "
            + "it, the "
            + "order is AwaitingApproval in between, until the posts have decided or their time is over. Each of its parts is then a "
            + "shipment with "
            + "the id of the part: GET /logistics/shipments/{partId} is 404 until it is planned, a moment later. A part is what one "
            + "supplier delivers to one dock on one day.")
        .For(Roles.Purchaser).Decided(DecidedBy.Organisation).RequireIdempotencyKey<OrderingDb>();

    internal static async Task<Created<OrderView>> HandleAsync(
        Request request, OrderPlacement placement, OrderingDb db, Caller caller, CancellationToken ct)
    {
        var order = await placement.PlaceAsync(request, caller.Subject, ct);
        await db.SaveNewAsync(ct);
        return TypedResults.Created($"/{OrderingService.Name}/orders/{order.OrderId}", OrderView.Of(order, caller));
    }
}
