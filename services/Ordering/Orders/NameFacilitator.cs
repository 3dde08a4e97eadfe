using Marketplace.Contracts;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Facilitators;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;

namespace Marketplace.Ordering.Orders;

/// <summary>
/// PUT /orders/{orderId}/facilitator. The buyer or a supplier of the order names who helped to sell, or another one instead, until the
/// order is confirmed: whoever is named later earns no credit (CR-07).
/// </summary>
public static class NameFacilitator
{
    public static void Map(RouteGroupBuilder orders) => orders.MapPut("/{orderId:guid}/facilitator", HandleAsync)
        .WithName(nameof(NameFacilitator)).WithSummary("指定帮销主体 Name the facilitator of an order")
        .For(Roles.Purchaser, Roles.Supplier).Decided(DecidedBy.Organisation);

    /// <summary>Who helped to sell.</summary>
    public sealed record Request : IChecked
    {
        /// <summary>Registered as a facilitator today.</summary>
        public required Guid FacilitatorId { get; init; }

        /// <summary>The document that proves its part, 1 to 200 characters; absent when there is none yet.</summary>
        public string? Proof { get; init; }

        public void Check(Checks checks)
        {
            checks.NotEmpty(FacilitatorId, "facilitatorId");
            checks.TextOrNone(Proof, "proof", max: 200);
        }
    }

    static async Task<EtagOk<OrderSummary>> HandleAsync(
        Guid orderId,
        Request request,
        IfMatch ifMatch,
        OrderingDb db,
        KnownFacilitators facilitators,
        Caller caller,
        TimeProvider clock,
        CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var order = await OrderScope.LockOrderAsync(db, orderId, ct);
        OrderScope.RequireParty(caller, order);
        ifMatch.Require(order.Version);
        var now = clock.NowToTheMillisecond();
        await facilitators.RequireRegisteredAsync(request.FacilitatorId, "facilitatorId", now, ct);
        if (!order.NameFacilitator(request.FacilitatorId, request.Proof, now))
        {
            throw TooLate(order);
        }

        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return Etag.Ok(OrderSummary.Of(order, caller), order.Version);
    }

    static RuleBrokenException TooLate(Order order) => order.State == OrderState.Cancelled
        ? new(
            "order_cancelled",
            $"订单 {order.Number} 已取消，不能再指定帮销主体。",
            $"Order {order.Number} is cancelled; no facilitator can be named on it.")
        : new(
            "order_confirmed",
            $"订单 {order.Number} 已确认，不能再指定或更换帮销主体：帮助销售须在订单确认前指定帮销主体才能计入（CR-07）。下次请在下单时填写。",
            $"Order {order.Number} is confirmed, and its facilitator can no longer be named or replaced: assisted sale is credited only "
            + "when the facilitator is named no later than the confirmation (CR-07). Name it when placing the next order.");
}
