using Marketplace.Contracts;
using Marketplace.Contracts.Ordering;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marketplace.Ordering.Orders;

/// <summary>
/// POST /orders/{orderId}/cancellation → OrderCancelled. The buyer withdraws an order that is not confirmed yet, also while it waits for
/// approval.
/// </summary>
public static class CancelOrder
{
    public static void Map(RouteGroupBuilder orders) => orders.MapPost("/{orderId:guid}/cancellation", HandleAsync)
        .WithName(nameof(CancelOrder)).WithSummary("撤回订单 Withdraw an order")
        .For(Roles.Purchaser).Decided(DecidedBy.Organisation).RequireIdempotencyKey<OrderingDb>();

    /// <summary>Why.</summary>
    public sealed record Request : IChecked
    {
        /// <summary>1 to 200 characters, kept with the order.</summary>
        public required string Reason { get; init; }

        public void Check(Checks checks) => checks.Text(Reason, "reason", max: 200);
    }

    static async Task<Ok<OrderSummary>> HandleAsync(
        Guid orderId, Request request, OrderingDb db, Caller caller, TimeProvider clock, ILogger<Order> logger, CancellationToken ct)
    {
        var order = await OrderScope.LockOrderAsync(db, orderId, ct);
        OrderScope.RequireBuyerOrPrincipal(caller, order);
        var detail = new BilingualText($"采购单位撤回：{request.Reason}", $"Withdrawn by the buyer: {request.Reason}");
        if (!order.Cancel(CancellationReason.Withdrawn, detail, clock.NowToTheMillisecond()))
        {
            throw TooLate(order);
        }

        await CancelledOrders.PublishAsync(db, order, causedBy: null, logger, ct);
        await db.SaveChangesAsync(ct);
        return TypedResults.Ok(OrderSummary.Of(order, caller));
    }

    static RuleBrokenException TooLate(Order order) => order.State switch
    {
        OrderState.Confirmed => new(
            "order_confirmed",
            $"订单 {order.Number} 已确认，请改为取消未发货的货物：整单或某日用 POST /logistics/cancellations（填写 orderId），"
            + "单个发货单用 POST /logistics/shipments/{partId}/cancellation；已发货的可在验收时拒收。",
            $"Order {order.Number} is confirmed: cancel what is not sent yet instead, all of the order or of a day by "
            + "POST /logistics/cancellations with its orderId, or one shipment by POST /logistics/shipments/{partId}/cancellation. "
            + "What is on its way can be refused at acceptance."),
        OrderState.Completed => new(
            "order_completed",
            $"订单 {order.Number} 已完成，不能撤回。",
            $"Order {order.Number} is completed and can't be withdrawn."),
        OrderState.Cancelled => new(
            "order_cancelled",
            $"订单 {order.Number} 已经取消，无需再撤回；如仍需要，请重新下单。",
            $"Order {order.Number} is cancelled already; place a new one if you still need the goods."),
        OrderState.Submitted or OrderState.AwaitingApproval => throw new InvalidOperationException("An order that waits can be cancelled."),
    };
}
