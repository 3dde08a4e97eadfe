using Marketplace.Contracts;
using Marketplace.Contracts.Ordering;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Orders;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marketplace.Ordering.Approvals;

/// <summary>
/// POST /orders/{orderId}/refusal → OrderCancelled. Whoever holds the post that the order waits for, or acts in it, refuses it with a
/// reason, be it for good or to be placed anew with changes: what is held is free again at once.
/// </summary>
public static class RefuseOrder
{
    public static void Map(RouteGroupBuilder orders) => orders.MapPost("/{orderId:guid}/refusal", HandleAsync)
        .WithName(nameof(RefuseOrder)).WithSummary("审批退回 Refuse an order")
        .For(Roles.Approver).Decided(DecidedBy.Organisation).RequireIdempotencyKey<OrderingDb>();

    public sealed record Request : IChecked
    {
        /// <summary>The step that the caller has seen and decides, from 1.</summary>
        public required int Step { get; init; }

        /// <summary>What is wrong, or to be changed, 1 to 500 characters.</summary>
        public required string Reason { get; init; }

        public void Check(Checks check) => check.Text(Reason, "reason", max: 500);
    }

    static async Task<Ok<ApprovalView>> HandleAsync(
        Guid orderId, Request request, OrderingDb db, Caller caller, TimeProvider clock, ILogger<Order> logger, CancellationToken ct)
    {
        var now = clock.NowToTheMillisecond();
        var (approval, order) = await db.LockWaitingAsync(orderId, ct);
        var actors = await db.RequireActorsAsync(approval, caller, now, ct);
        var post = approval.Steps[approval.CurrentStep - 1].PostName;
        approval.Refuse(request.Step, actors[0], request.Reason, now);
        order.Cancel(
            CancellationReason.NotApproved,
            new BilingualText($"岗位“{post}”审批退回：{request.Reason}", $"Refused by the post \"{post}\": {request.Reason}"),
            now);
        await CancelledOrders.PublishAsync(db, order, causedBy: null, logger, ct);
        await db.SaveChangesAsync(ct);
        return TypedResults.Ok(ApprovalView.Of(approval, order, caller));
    }
}
